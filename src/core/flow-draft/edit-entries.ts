/** The order of questions: putting in, moving, copying, taking out. */

import type { QuestionKind } from '../flow/flow.ts';
import {
  blockNames,
  type DraftEntry,
  type DraftSource,
  draftSource,
  type EntryAddress,
  entryKeys,
  findEntry,
  itemsOf,
  listOf,
  MAIN_LIST,
  MAX_ENTRIES,
  textOf,
  withKey,
  withList,
} from './draft-source.ts';
import { idLike, newId } from './new-id.ts';
import { isBlockUse, newQuestion } from './question-parts.ts';
import { renameInEntry } from './rename-questions.ts';

/** A source that was changed, and the entry that it was about where there is one. */
export type EditedSource = { readonly source: DraftSource; readonly address: EntryAddress | null };

/** Every id of a question that is in use anywhere, and every name that a block is used under. */
export function takenIds(source: DraftSource): ReadonlySet<string> {
  const lists = [MAIN_LIST, ...blockNames(source)].map((list) => listOf(source, list) ?? []);
  return new Set(
    lists.flat().flatMap((entry) => [textOf(entry, 'id'), textOf(entry, 'as')].filter((id) => id !== '')),
  );
}

/** A question that is to be put in. */
export type NewQuestion = {
  readonly list: string;
  /** Key of the entry before it; `null` at the beginning; one that is not there any more means the end. */
  readonly after: string | null;
  readonly kind: QuestionKind;
  readonly text: unknown;
  /** What its id is made from. */
  readonly words: string;
  /** An id the author wants; empty for one that is made. */
  readonly id: string;
};

/** Puts a new question in. @returns `null` where there is no such list, or it is full */
export function addQuestion(source: DraftSource, question: NewQuestion): EditedSource | null {
  const { kind, text, words } = question;
  const taken = takenIds(source);
  // What is known of a child is called so in conditions: these two are best called by it.
  const wanted = kind === 'age' || kind === 'place' || kind === 'consent' ? kind : question.id;
  const id = wanted !== '' && !taken.has(wanted) ? wanted : newId('question', words, taken);
  return insertEntry(source, question, newQuestion(kind, id, text));
}

/** Puts an entry in. @returns `null` where there is no such list, or it is full */
export function insertEntry(
  source: DraftSource,
  { list, after }: { readonly list: string; readonly after: string | null },
  entry: DraftEntry,
): EditedSource | null {
  const entries = listOf(source, list);
  if (entries === null || entries.length >= MAX_ENTRIES) return null;
  const found = after === null ? -1 : entryKeys(entries).indexOf(after);
  const at = after !== null && found === -1 ? entries.length : found + 1;
  const next = [...entries.slice(0, at), entry, ...entries.slice(at)];
  return { source: withList(source, list, next), address: { list, key: entryKeys(next)[at] ?? '' } };
}

/** Puts another entry in the place of one. @returns `null` where it is not there */
export function replaceEntry(
  source: DraftSource,
  address: EntryAddress,
  entry: DraftEntry,
): EditedSource | null {
  const found = findEntry(source, address);
  if (found === null) return null;
  if (found.entry === entry) return { source, address };
  const next = found.entries.map((other, at) => (at === found.at ? entry : other));
  return {
    source: withList(source, address.list, next),
    address: { ...address, key: entryKeys(next)[found.at] ?? address.key },
  };
}

/**
 * Moves an entry within its list.
 *
 * @param to `up`, `down`, or the position it is to have, from 0
 * @returns `null` where it is not there
 */
export function moveEntry(
  source: DraftSource,
  address: EntryAddress,
  to: 'up' | 'down' | number,
): EditedSource | null {
  const found = findEntry(source, address);
  if (found === null) return null;
  const { entries, at } = found;
  const wanted = to === 'up' ? at - 1 : to === 'down' ? at + 1 : to;
  const target = Math.min(Math.max(Math.trunc(wanted), 0), entries.length - 1);
  if (target === at) return { source, address };
  const rest = entries.filter((_entry, index) => index !== at);
  const next = [...rest.slice(0, target), entries[at], ...rest.slice(target)];
  return {
    source: withList(source, address.list, next),
    address: { ...address, key: entryKeys(next)[target] ?? address.key },
  };
}

/** Puts a copy behind an entry, under an id of its own. @returns `null` where it is not there, or the list is full */
export function duplicateEntry(source: DraftSource, address: EntryAddress): EditedSource | null {
  const found = findEntry(source, address);
  if (found === null) return null;
  return insertEntry(
    source,
    { list: address.list, after: address.key },
    copyOf(found.entry, takenIds(source)),
  );
}

function copyOf(entry: DraftEntry, taken: ReadonlySet<string>): DraftEntry {
  if (isBlockUse(entry)) {
    const name = textOf(entry, 'as');
    return withKey(entry, 'as', idLike(name === '' ? textOf(entry, 'use') : name, taken));
  }
  const id = textOf(entry, 'id');
  const next = idLike(id, taken);
  // Its routes may look at its own answer.
  const routes = renameInEntry({ routes: itemsOf(entry, 'routes') }, new Map([[id, next]]));
  const copy = withKey(entry, 'id', next);
  return Object.hasOwn(entry, 'routes') ? withKey(copy, 'routes', draftSource(routes).routes) : copy;
}

/** Takes an entry out. @returns `null` where it is not there */
export function removeEntry(source: DraftSource, address: EntryAddress): EditedSource | null {
  const found = findEntry(source, address);
  if (found === null) return null;
  const next = found.entries.filter((_entry, at) => at !== found.at);
  return { source: withList(source, address.list, next), address: null };
}
