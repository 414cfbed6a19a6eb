/** Sends a message again and again, under the same id, until it is answered. */

import type { ReplyMessage } from './chat-message.ts';
import type { Outgoing } from './pocket.ts';

/** How it ended. `refused`: sending it again would not help; `detail` is a sentence for the child. */
export type Delivered =
  | { readonly kind: 'answered'; readonly messages: readonly ReplyMessage[] }
  | { readonly kind: 'refused'; readonly detail: string };

/** Where to and in which language; `onWaiting` is called after each failure. */
export type DeliveryOptions = {
  readonly url: string;
  readonly language: () => string;
  readonly onWaiting: () => void;
};

/** Longest wait for one answer, in ms: a weak network is slow, a lost one says nothing. */
const TIMEOUT = 15_000;
/** First pause between two tries and the longest one, in ms; each pause is twice the one before. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/** Delivers it; comes back only with an answer or a refusal. */
export async function deliver(outgoing: Outgoing, options: DeliveryOptions): Promise<Delivered> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const delivered = await tryOnce(outgoing, options);
    if (typeof delivered !== 'number') return delivered;
    options.onWaiting();
    // Phones of a whole class lose the network at once: they must not all come back in the same instant.
    await networkOr(Math.max(pause * (0.75 + Math.random() / 2), delivered));
  }
}

/** @returns how many ms the server asks to wait (0 where it does not say), if a later try may succeed */
async function tryOnce(outgoing: Outgoing, { url, language }: DeliveryOptions): Promise<Delivered | number> {
  const abort = typeof AbortController === 'function' ? new AbortController() : undefined;
  const timer = setTimeout(() => abort?.abort(), TIMEOUT);
  try {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'accept-language': language() },
      body: JSON.stringify(outgoing),
      ...(abort === undefined ? {} : { signal: abort.signal }),
    });
    if (response.ok) return readReply(await response.json());
    if (mayPass(response.status)) return retryAfter(response);
    return { kind: 'refused', detail: await detailOf(response) };
  } catch {
    return 0;
  } finally {
    clearTimeout(timer);
  }
}

/** A network that wants a sign-in answers 200 with a page of its own: that is no answer of ours. */
function readReply(reply: { readonly messages?: readonly ReplyMessage[] } | null): Delivered | number {
  const messages = reply?.messages;
  return Array.isArray(messages) ? { kind: 'answered', messages } : 0;
}

/** Timeouts, too many at once, and our own failures pass; everything else stays as it is. */
function mayPass(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

function retryAfter(response: Response): number {
  const seconds = Number(response.headers.get('retry-after'));
  return seconds > 0 ? Math.min(seconds * 1000, LONGEST_PAUSE) : 0;
}

async function detailOf(response: Response): Promise<string> {
  try {
    const { detail } = await response.json();
    return typeof detail === 'string' ? detail : '';
  } catch {
    return '';
  }
}

/** Waits that long, or until the network or the child comes back. */
function networkOr(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      document.removeEventListener('visibilitychange', endIfSeen);
      resolve();
    };
    const endIfSeen = (): void => {
      if (!document.hidden) end();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener('online', end);
    document.addEventListener('visibilitychange', endIfSeen);
  });
}
