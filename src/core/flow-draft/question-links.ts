/** The questions that conditions of a question can look at, and those its routes can lead to. */

import { type ExpandedQuestion, expandBlocks } from '../flow/expand-blocks.ts';
import type { QuestionSource } from '../flow/question-source.ts';
import { readWrittenFlow } from '../flow/read-written-flow.ts';
import type { WrittenFlow } from '../flow/written-flow.ts';
import { type DraftSource, type EntryAddress, findEntry, MAIN_LIST } from './draft-source.ts';

/** A question as it is called where it is looked at. */
export type LinkedQuestion = { readonly name: string; readonly source: QuestionSource };

/** @see linksOf */
export type QuestionLinks = {
  /** Before it, in order. */
  readonly earlier: readonly LinkedQuestion[];
  /** The question itself; none for the use of a block. */
  readonly own: readonly LinkedQuestion[];
  /** Behind it, in order. */
  readonly later: readonly LinkedQuestion[];
};

/** Finds them; inside a block only its own questions count, since it may be used in several places. */
export function linksOf(source: DraftSource, address: EntryAddress): QuestionLinks {
  const { flow } = readWrittenFlow(source);
  const found = findEntry(source, address);
  if (flow === null || found === null) return { earlier: [], own: [], later: [] };
  const list = address.list === MAIN_LIST ? flow.questions : blockOf(flow, address.list);
  const entry = list[found.at];
  return {
    earlier: linked(flow, list.slice(0, found.at)),
    own: entry === undefined || 'use' in entry ? [] : linked(flow, [entry]),
    later: linked(flow, list.slice(found.at + 1)),
  };
}

function blockOf({ blocks }: WrittenFlow, name: string): WrittenFlow['questions'] {
  return Object.hasOwn(blocks, name) ? (blocks[name] ?? []) : [];
}

function linked(flow: WrittenFlow, entries: WrittenFlow['questions']): readonly LinkedQuestion[] {
  const blocks = Object.fromEntries(Object.entries(flow.blocks).map(([name, list]) => [name, [...list]]));
  return expandBlocks({ blocks, questions: [...entries] })
    .questions.filter(({ source, id }) => !flow.standIns.has(source) && /^[a-z]/.test(id))
    .map(({ id, source }: ExpandedQuestion) => ({ name: id, source }));
}
