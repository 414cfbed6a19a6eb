/** Words that the page's own buttons say; a child could as well type them, in any language. */

/** Answered at once with the helpline, wherever the walk stands. */
export const SAFE_WORD = 'SOS';

/** Another child answers on the same phone; asked about once more before it happens. */
export const ANOTHER_CHILD = 'bạn khác';

/** The same, said once the page itself has asked. */
export const HAND_OVER = 'chuyển máy cho bạn khác';
