/** The source of a flow that is being written: read without trust, since it may be unfinished or come from anywhere. */

import { isRecord } from '../flow/checks/shape.ts';

/** Data of a flow file as a group of keys. */
export type DraftSource = Readonly<Record<string, unknown>>;

/** A question, or a use of a block, as a group of keys. */
export type DraftEntry = Readonly<Record<string, unknown>>;

/** Name of the list of the flow itself; every other name is that of a block, which begins with a letter. */
export const MAIN_LIST = '-';

/** Where an entry is found: the list it stands in, and its key there. @see entryKeys */
export type EntryAddress = { readonly list: string; readonly key: string };

/** Most entries of a list; the check allows no more questions either. */
export const MAX_ENTRIES = 200;

/** Gives the data as a group of keys; empty where they are something else. */
export function draftSource(data: unknown): DraftSource {
  return isRecord(data) ? data : {};
}

/** Gives an own key; `undefined` where there is none, whatever the key is called. */
export function partOf(group: unknown, key: string): unknown {
  return isRecord(group) && Object.hasOwn(group, key) ? group[key] : undefined;
}

/** Gives the text under a key; empty where there is none. */
export function textOf(group: unknown, key: string): string {
  const value = partOf(group, key);
  return typeof value === 'string' ? value : '';
}

/** Gives the list under a key; empty where there is none. */
export function itemsOf(group: unknown, key: string): readonly unknown[] {
  const value = partOf(group, key);
  return Array.isArray(value) ? value : [];
}

/** Gives a group with one key set, or without it where the value is `undefined`. The order of the other keys stays. */
export function withKey(group: DraftEntry, key: string, value: unknown): DraftEntry {
  if (value === undefined) {
    if (!Object.hasOwn(group, key)) return group;
    return Object.fromEntries(Object.entries(group).filter(([name]) => name !== key));
  }
  return Object.hasOwn(group, key) && group[key] === value ? group : { ...group, [key]: value };
}

/** Names of the blocks, in the order of the file. */
export function blockNames(source: DraftSource): readonly string[] {
  const blocks = partOf(source, 'blocks');
  return isRecord(blocks) ? Object.keys(blocks) : [];
}

/** Gives the entries of a list; `null` where there is no such list. */
export function listOf(source: DraftSource, list: string): readonly unknown[] | null {
  if (list === MAIN_LIST) return itemsOf(source, 'questions');
  const block = partOf(partOf(source, 'blocks'), list);
  return Array.isArray(block) ? block : null;
}

/** Gives the source with other entries in a list. */
export function withList(source: DraftSource, list: string, entries: readonly unknown[]): DraftSource {
  if (list === MAIN_LIST) return withKey(source, 'questions', entries);
  return withKey(source, 'blocks', withKey(draftSource(partOf(source, 'blocks')), list, entries));
}

/**
 * Gives every entry of a list a key that stays while others come and go: a question's id, `use:` and the name of a
 * block's use. What has none, or the same as an entry before it, is called by its place: `@3`.
 */
export function entryKeys(entries: readonly unknown[]): readonly string[] {
  const taken = new Set<string>();
  return entries.map((entry, at) => {
    const name = nameOf(entry);
    const key = name === '' || name.length > 80 || name.startsWith('@') || taken.has(name) ? `@${at}` : name;
    taken.add(key);
    return key;
  });
}

function nameOf(entry: unknown): string {
  const block = textOf(entry, 'use');
  if (block === '') return textOf(entry, 'id');
  const name = textOf(entry, 'as');
  return `use:${name === '' ? block : name}`;
}

/** An entry that was found. */
export type FoundEntry = {
  readonly entries: readonly unknown[];
  readonly at: number;
  readonly entry: DraftEntry;
};

/** Finds an entry. */
export function findEntry(source: DraftSource, { list, key }: EntryAddress): FoundEntry | null {
  const entries = listOf(source, list);
  if (entries === null) return null;
  const at = entryKeys(entries).indexOf(key);
  return at === -1 ? null : { entries, at, entry: draftSource(entries[at]) };
}
