/** What a typed reply was read as. */

import type { Command } from './command.ts';

/**
 * What a reply says. `isAll`: it says nothing besides. `ambiguous` with a single index asks "do you mean this one?".
 */
export type ReplyReading =
  | { readonly read: 'option'; readonly index: number; readonly isAll: boolean }
  | { readonly read: 'ambiguous'; readonly indexes: readonly number[] }
  | { readonly read: 'none' }
  | { readonly read: 'safe-word' }
  | Command;

/** Turns the indexes that fit into a reading. */
export function oneOf(indexes: readonly number[], isAll: boolean): ReplyReading {
  const [index] = indexes;
  if (index === undefined) return { read: 'none' };
  return indexes.length === 1 ? { read: 'option', index, isAll } : { read: 'ambiguous', indexes };
}
