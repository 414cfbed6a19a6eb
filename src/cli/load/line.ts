/** How children of a burst reach the server on one channel. */

import type { Deed, Seen } from './child.ts';
import type { Answer } from './post.ts';

/** What became of a deed: what the child sees after it, or why it sees nothing. */
export type Heard = { readonly kind: 'seen'; readonly seen: Seen } | Fault;

/** Why a child sees nothing, in words that hold no answer and no id. */
export type Fault = { readonly kind: 'fault'; readonly what: string };

/** One child's end of the line. */
export type ChildLine = {
  /** Does it and waits for what comes back. Never throws. */
  readonly act: (deed: Deed) => Promise<Heard>;
};

/** A channel. */
export type Line = {
  /** A child that nobody has met before. */
  readonly newChild: () => ChildLine;
  readonly close: () => Promise<void>;
};

/** Makes a fault. */
export function fault(what: string): Fault {
  return { kind: 'fault', what };
}

/** The body of an answer as JSON, or why it is none. */
export function readJson(answer: Answer): { readonly kind: 'json'; readonly value: unknown } | Fault {
  if (answer.kind === 'fault') return fault(answer.what);
  if (answer.status !== 200) return fault(`HTTP ${answer.status}`);
  if (answer.body === '') return { kind: 'json', value: null };
  try {
    return { kind: 'json', value: JSON.parse(answer.body) };
  } catch {
    return fault('a reply that is no JSON');
  }
}
