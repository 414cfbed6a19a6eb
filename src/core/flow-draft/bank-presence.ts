/** Which questions of a block of the bank a draft has already. */

import type { QuestionId } from '../flow/flow.ts';
import type { BankBlock } from '../flow/question-bank.ts';
import { SOURCE_LANGUAGE } from '../language.ts';
import {
  blockNames,
  type DraftEntry,
  type DraftSource,
  draftSource,
  itemsOf,
  listOf,
  MAIN_LIST,
  partOf,
  textOf,
} from './draft-source.ts';
import { readCell } from './wording.ts';

/**
 * Gives the ids, as the bank has them. A question is there where one of the same kind asks it in the same Vietnamese
 * words, or where one that still has its id and its options was only worded anew.
 */
export function presentInDraft({ questions }: BankBlock, source: DraftSource): ReadonlySet<QuestionId> {
  const written = [MAIN_LIST, ...blockNames(source)].flatMap((list) =>
    (listOf(source, list) ?? []).map(draftSource),
  );
  const present = questions.filter((question) => {
    const wanted = draftSource(question);
    return written.some((entry) => textOf(entry, 'kind') === question.kind && isSame(entry, wanted));
  });
  return new Set(present.map(({ id }) => id));
}

function isSame(entry: DraftEntry, wanted: DraftEntry): boolean {
  const words = wordsOf(wanted);
  if (words !== '' && wordsOf(entry) === words) return true;
  const id = textOf(wanted, 'id');
  // One that was added while its id was taken ends in a number.
  const ownId = textOf(entry, 'id').replace(/-\d+$/, '');
  return (textOf(entry, 'id') === id || ownId === id) && optionIds(entry) === optionIds(wanted);
}

function wordsOf(entry: DraftEntry): string {
  return readCell(partOf(entry, 'text'), SOURCE_LANGUAGE, 'all').trim();
}

function optionIds(entry: DraftEntry): string {
  return itemsOf(entry, 'options')
    .map((option) => textOf(option, 'id'))
    .join(' ');
}
