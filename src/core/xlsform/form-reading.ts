/** What reading the rows of a form shares: its languages, its lists, the names of its questions. */

import { YES_NO_LABELS } from '../flow/compile-flow.ts';
import type { QuestionKind } from '../flow/flow.ts';
import type { NamedQuestion } from './condition-of-xpath.ts';
import { EXACT } from './exact.ts';
import { OWN } from './form-columns.ts';
import type { FormLanguages } from './form-languages.ts';
import type { IdMaker } from './form-name.ts';
import type { FormRow, FormTable } from './form-table.ts';
import type { Notes, Spot } from './note.ts';
import type { QuestionType } from './question-type.ts';
import type { Choice, ChoiceList } from './read-choices.ts';
import type { QuestionItem } from './read-items.ts';
import type { StandardWords } from './standard-words.ts';

/** @see FormReading */
export type FormReading = {
  readonly table: FormTable;
  readonly languages: FormLanguages;
  readonly lists: ReadonlyMap<string, ChoiceList>;
  /** Whether we wrote the form: then nothing is assumed and nothing added. */
  readonly isOwn: boolean;
  readonly notes: Notes;
  readonly words: StandardWords;
};

/** A row that has its id and its kind. */
export type NamedItem = {
  readonly item: QuestionItem;
  readonly id: string;
  readonly kind: QuestionKind;
  readonly choices: readonly Choice[];
  readonly list: ChoiceList | undefined;
};

/** Where a row is, and a column of it. */
export function spotOf({ table }: FormReading, { row }: FormRow, column?: string): Spot {
  return { sheet: table.sheet, row, column: column === undefined ? 0 : (table.columns.get(column) ?? 0) };
}

/** Gives every question its id and its kind. */
export function nameItems(
  items: readonly QuestionItem[],
  reading: FormReading,
  ids: IdMaker,
): readonly NamedItem[] {
  return items.map((item) => {
    const list = item.type.kind === 'select' ? reading.lists.get(item.type.list) : undefined;
    const choices = list?.choices ?? [];
    const kind = kindOf(item, choices, reading);
    return { item, id: idOf(item, kind, reading, ids), kind, choices, list };
  });
}

function idOf({ row }: QuestionItem, kind: QuestionKind, reading: FormReading, ids: IdMaker): string {
  const { notes } = reading;
  const name = row.cells.get('name') ?? '';
  // These two may be called by what they ask for.
  if (name === kind && (kind === 'age' || kind === 'place')) {
    ids.take(name);
    return name;
  }
  const { id, isOther } = ids.make(name);
  if (row.cells.has(EXACT)) return id;
  if (name === '') notes.add('row-unnamed', spotOf(reading, row), { id });
  else if (isOther) notes.add('id-changed', spotOf(reading, row, 'name'), { name, id });
  else if (id !== name) notes.add('ids-changed', { ...spotOf(reading, row, 'name') });
  return id;
}

/** Kinds that a type can stand for; the first is the usual one. */
const KINDS = {
  one: ['choice', 'scale', 'yes-no', 'consent', 'lesson'],
  several: ['choices'],
  rank: ['rank'],
  integer: ['number', 'age'],
  decimal: ['number'],
  range: ['number'],
  percentage: ['number'],
  text: ['text', 'place'],
  date: ['text'],
  note: ['info'],
  acknowledge: ['info'],
} as const satisfies Readonly<Record<string, readonly QuestionKind[]>>;

function kindOf({ row, type }: QuestionItem, choices: readonly Choice[], reading: FormReading): QuestionKind {
  const kinds: readonly QuestionKind[] = KINDS[type.kind === 'select' ? type.picks : type.what];
  const [usual = 'info'] = kinds;
  const told = row.cells.get(`${OWN}kind`);
  if (told !== undefined) {
    const kind = kinds.find((one) => one === told);
    if (kind !== undefined) return kind;
    reading.notes.add('kind-outdated', spotOf(reading, row, `${OWN}kind`), { kind: told });
  }
  if (usual !== 'choice' || reading.isOwn) return usual;
  if (isYesNo(choices, type)) return 'yes-no';
  return isScale(row, choices) ? 'scale' : 'choice';
}

/** Yes and no and nothing else, in this order, which is ours. */
function isYesNo(choices: readonly Choice[], type: QuestionType): boolean {
  const hasOther = type.kind === 'select' && type.hasOther;
  return !hasOther && choices.map(({ id }) => id).join(' ') === Object.keys(YES_NO_LABELS).join(' ');
}

function isScale({ cells }: FormRow, { length }: readonly Choice[]): boolean {
  return (cells.get('appearance') ?? '').toLowerCase().includes('likert') && length >= 3 && length <= 5;
}

/** What a question is to the expressions of others. */
export function namedQuestion({ id, kind, choices }: NamedItem): NamedQuestion {
  return { id, kind, options: new Map(choices.map((choice) => [choice.name, choice.id])) };
}
