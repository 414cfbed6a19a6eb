/** Numbers the questions of a draft as people count them: cards too, and those of a block where it is used. */

import { expandBlocks } from '../flow/expand-blocks.ts';
import { readWrittenFlow } from '../flow/read-written-flow.ts';
import { type DraftSource, entryKeys, listOf, MAIN_LIST } from './draft-source.ts';

/** First and last number of an entry; the same but for the use of a block. A block without questions has none. */
export type EntryNumber = { readonly first: number; readonly last: number };

/** Numbers every entry of a list by its key; those of a block by themselves, from 1. */
export function numberEntries(source: DraftSource, list: string): ReadonlyMap<string, EntryNumber> {
  const entries = listOf(source, list) ?? [];
  const { flow } = readWrittenFlow(source);
  const read =
    flow === null
      ? []
      : list === MAIN_LIST
        ? flow.questions
        : Object.hasOwn(flow.blocks, list)
          ? (flow.blocks[list] ?? [])
          : [];
  const blocks = Object.fromEntries(
    Object.entries(flow?.blocks ?? {}).map(([name, questions]) => [name, [...questions]]),
  );
  let last = 0;
  return new Map(
    entryKeys(entries).map((key, at) => {
      const entry = read[at];
      const isUse = entry !== undefined && 'use' in entry;
      const count = isUse ? expandBlocks({ blocks, questions: [entry] }).questions.length : 1;
      const number = { first: last + 1, last: last + count };
      last += count;
      return [key, number] as const;
    }),
  );
}

/** The number of every question by its full id, the first of its id; for words that speak of questions. */
export function numberQuestions(source: DraftSource): ReadonlyMap<string, number> {
  const { flow } = readWrittenFlow(source);
  const numbers = new Map<string, number>();
  for (const [at, { id }] of (flow?.expansion.questions ?? []).entries()) {
    if (!numbers.has(id)) numbers.set(id, at + 1);
  }
  return numbers;
}
