/** Cuts text to a vendor's limit where a reader would pause, never inside a character. */

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What clings to the character before it, so that no cut may stand in front of it. */
const CLINGING = '(?![\\p{Grapheme_Extend}\\p{Emoji_Modifier}\\p{Mc}\\u200D])';

/** Where a text may be divided, best first: paragraph, line, sentence, word; the group is what falls away. */
const PAUSES: readonly RegExp[] = [
  new RegExp(`\\n\\s*\\n${CLINGING}`, 'gu'),
  new RegExp(`\\n${CLINGING}`, 'gu'),
  new RegExp(`(?<=\\p{L}[.!?…]["'”’)]*)\\s+${CLINGING}`, 'gu'),
  new RegExp(`\\s+${CLINGING}`, 'gu'),
];

/** A better pause is only taken where it leaves at least this share of the room used: no piece of three words. */
const LEAST_SHARE_USED: readonly number[] = [0.5, 0.5, 0.5, 0];

/**
 * The longest beginning of a text that is at most `max` UTF-16 units and ends between two graphemes. A single
 * grapheme longer than `max` is cut between code points.
 */
export function cutText(text: string, max: number): string {
  return text.slice(0, safeIndex(text, max));
}

/**
 * Divides a text into pieces of at most `max` UTF-16 units, at paragraphs, else lines, sentences, words, and only in
 * text without spaces between graphemes. Nothing but white space at the seams is lost; no piece is empty.
 *
 * @param max at least 2, so that a surrogate pair fits
 */
export function splitText(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text.normalize('NFC').trim();
  while (rest.length > max) {
    const at = pauseIndex(rest, max);
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

function pauseIndex(text: string, max: number): number {
  // White space at the limit itself falls away, so a pause may begin one unit past it.
  const window = text.slice(0, max + 1);
  for (const [rank, pause] of PAUSES.entries()) {
    let best = 0;
    for (const match of window.matchAll(pause)) if (match.index <= max) best = match.index;
    if (best > (LEAST_SHARE_USED[rank] ?? 0) * max) return best;
  }
  return safeIndex(text, max);
}

function safeIndex(text: string, max: number): number {
  if (text.length <= max) return text.length;
  const start = graphemes.segment(text).containing(max)?.index ?? 0;
  if (start > 0) return start;
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(max - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(max));
  return splitsPair && max > 1 ? max - 1 : max;
}
