/** Declines to send: a page cannot be called, it fetches its own messages. */

import type { SendOutcome } from '../../ports/channel.ts';

/** Always refuses. */
export async function send(): Promise<SendOutcome> {
  return { kind: 'refused', reason: 'web: the page fetches its own' };
}
