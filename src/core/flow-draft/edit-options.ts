/** The options of a question: words, faces, order, and which are right. */

import { isRecord } from '../flow/checks/shape.ts';
import { type DraftEntry, draftSource, itemsOf, partOf, textOf, withKey } from './draft-source.ts';
import { type Fields, type Row, rowsOf, tidyWords, wasShown } from './fields.ts';
import { newId } from './new-id.ts';
import { editText, readCell, writtenLanguages } from './wording.ts';

/** Most options that a form offers to add; the check reports far fewer as too many. */
const MAX_OPTIONS = 24;

/**
 * Puts the rows of a form into the options. An option keeps its id for good once the form was left; one that is new gets
 * one from its words, until then anew with every change.
 */
export function editOptions(entry: DraftEntry, fields: Fields): DraftEntry {
  if (!wasShown(fields, 'options.shown')) return entry;
  const before = itemsOf(entry, 'options');
  const rows = rowsOf(fields, 'options');
  const worded = rows.map((row) => editOption(optionOf(before, row.was), row, fields));
  const taken = new Set(worded.map((option) => textOf(option, 'id')).filter((id) => id !== ''));
  const options = worded.map((option) => withId(option, taken));
  return isSame(options, before) ? entry : withKey(entry, 'options', options);
}

/**
 * What a row of a form says it was: the option's id, so that it is still found where somebody else moved it, or its place
 * while it has none.
 */
export function optionKey(option: unknown, at: number): string {
  const id = textOf(option, 'id');
  return id === '' ? `@${at}` : id;
}

/** One that somebody else took out comes back under its id. */
function optionOf(options: readonly unknown[], key: string): unknown {
  const found = options.find((option, at) => optionKey(option, at) === key);
  return found === undefined && key !== '' && !key.startsWith('@') ? { id: key } : found;
}

function editOption(before: unknown, { prefix }: Row, fields: Fields): unknown {
  // Not even a group of keys: only words can make one of it.
  const start = isRecord(before) ? before : {};
  const isFresh = fields.text(`${prefix}.fresh`) !== '';
  const id = isFresh ? withKey(start, 'id', undefined) : start;
  const label = withKey(id, 'label', editText(partOf(start, 'label'), fields, `${prefix}.label`));
  if (!wasShown(fields, `${prefix}.face`)) return label;
  const face = tidyWords(fields.text(`${prefix}.face`));
  if (face === tidyWords(textOf(start, 'face')))
    return label === start && before !== undefined ? before : label;
  return withKey(label, 'face', face === '' ? undefined : face);
}

function withId(option: unknown, taken: Set<string>): unknown {
  if (!isRecord(option) || textOf(option, 'id') !== '') return option;
  const label = partOf(option, 'label');
  const [words = ''] = ['vi', ...writtenLanguages(label)]
    .map((language) => readCell(label, language, 'all'))
    .filter((written) => written.trim() !== '');
  if (words === '') return option;
  const id = newId('option', words, taken);
  taken.add(id);
  return { id, ...withKey(option, 'id', undefined) };
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}

/** Puts in which options are right. Those that stay ticked keep their order. */
export function editRight(before: DraftEntry, entry: DraftEntry, fields: Fields): DraftEntry {
  if (!wasShown(fields, 'options.shown')) return entry;
  const options = itemsOf(entry, 'options');
  const ticked = rowsOf(fields, 'options').flatMap(({ prefix }, at): readonly string[] => {
    const id = textOf(options[at], 'id');
    return fields.text(`${prefix}.right`) !== '' && id !== '' ? [id] : [];
  });
  const known = itemsOf(before, 'right');
  const right = [
    ...known.filter((id) => typeof id === 'string' && ticked.includes(id)),
    ...ticked.filter((id) => !known.includes(id)),
  ];
  const isAsBefore = right.length === known.length && right.every((id, at) => id === known[at]);
  return isAsBefore ? entry : withKey(entry, 'right', right);
}

/** Does `add`, `<n>.up`, `<n>.down`, `<n>.remove`. */
export function actOnOptions(entry: DraftEntry, [at = '', what = '']: readonly string[]): DraftEntry {
  const options = itemsOf(entry, 'options');
  if (at === 'add')
    return options.length >= MAX_OPTIONS ? entry : withKey(entry, 'options', [...options, { label: {} }]);
  const changed = actOnRow(options, at, what);
  if (changed === null) return entry;
  const removed = what === 'remove' ? textOf(draftSource(options[Number(at)]), 'id') : '';
  const right = itemsOf(entry, 'right');
  const rest = right.includes(removed)
    ? withKey(
        entry,
        'right',
        right.filter((id) => id !== removed),
      )
    : entry;
  return withKey(rest, 'options', changed);
}

/** Moves a row by one or takes it out. @returns `null` where there is no such row or word */
export function actOnRow(rows: readonly unknown[], at: string, what: string): readonly unknown[] | null {
  const from = /^\d{1,3}$/.test(at) ? Number(at) : -1;
  if (from < 0 || from >= rows.length) return null;
  const rest = rows.filter((_row, index) => index !== from);
  if (what === 'remove') return rest;
  if (what !== 'up' && what !== 'down') return null;
  const to = Math.min(Math.max(what === 'up' ? from - 1 : from + 1, 0), rest.length);
  return [...rest.slice(0, to), rows[from], ...rest.slice(to)];
}
