/** Writes one question of a flow as a row of a form, and its options as a list of choices. */

import { MAX_AGE, MIN_AGE } from '../age-band.ts';
import { YES_NO_LABELS } from '../flow/compile-flow.ts';
import type { Language } from '../language.ts';
import { ownText, recordEntries, textCells } from './cell-text.ts';
import { writeBounds } from './constraint.ts';
import { OWN } from './form-columns.ts';
import type { Cells } from './form-table.ts';
import { tidyCell } from './form-text.ts';

/** What stands in a draft for a question: anything at all. */
export type Fields = Readonly<Record<string, unknown>>;

/** What writing a question needs besides it. */
export type RowGround = {
  /** The list its choices stand in. */
  readonly list: string;
  /** What comes before its id: the name a block is used by, with a dot. */
  readonly prefix: string;
  readonly languages: readonly Language[];
  /** The expression for a condition; empty where forms cannot say it. */
  readonly relevantOf: (when: string) => string;
};

/** List of choices for yes and no in our words. */
export const YES_NO_LIST = 'yes_no';

/** Types of rows by kind of question; those with choices name their list behind it. */
const TYPES: Readonly<Record<string, string>> = {
  choice: 'select_one',
  scale: 'select_one',
  'yes-no': 'select_one',
  consent: 'select_one',
  lesson: 'select_one',
  choices: 'select_multiple',
  rank: 'rank',
  number: 'integer',
  age: 'integer',
  text: 'text',
  place: 'text',
  info: 'note',
};

/** The question's fields; none where a draft holds something else in its place. */
export function fieldsOf(entry: unknown): Fields {
  return Object.fromEntries(recordEntries(entry));
}

/** Tells whether a question's choices are yes and no in our words. */
export function isPlainYesNo({ kind, yes, no }: Fields): boolean {
  return kind === 'consent' || (kind === 'yes-no' && yes === undefined && no === undefined);
}

/** Writes the row. */
export function questionCells(question: Fields, ground: RowGround): Cells {
  const { id, text, simpler, when, routes, skip, kind, right } = question;
  const cells: (readonly [string, string])[] = [
    ['type', typeOf(kind, isPlainYesNo(question) ? YES_NO_LIST : ground.list)],
    ['name', typeof id === 'string' ? `${ground.prefix}${id}` : ''],
    ...textCells({ name: 'label', pipes: true }, text),
    ...textCells({ name: 'hint', pipes: true }, simpler),
    ['required', skip === false || kind === 'age' || kind === 'consent' ? 'yes' : ''],
    ['relevant', typeof when === 'string' ? ground.relevantOf(when) : ''],
    ['constraint', constraintOf(question)],
    ['appearance', kind === 'scale' ? 'likert' : ''],
    [`${OWN}kind`, typeof kind === 'string' ? kind : ''],
    [`${OWN}when`, typeof when === 'string' ? when : ''],
    [`${OWN}routes`, routesOf(routes)],
    [`${OWN}skip`, skip === true ? 'yes' : skip === false ? 'no' : ''],
    [`${OWN}depth`, typeof question['depth'] === 'string' ? question['depth'] : ''],
    [`${OWN}cut`, typeof question['cut'] === 'string' ? question['cut'] : ''],
    [`${OWN}right`, Array.isArray(right) ? right.filter((one) => typeof one === 'string').join(' ') : ''],
    ...['declined', 'partial', 'explain'].flatMap((name) => textCells(ownText(name), question[name])),
  ];
  return filled(cells);
}

/** Leaves empty cells out, and tidies the others. */
export function filled(cells: readonly (readonly [string, string])[]): Cells {
  return new Map(
    cells.map(([name, text]) => [name, tidyCell(text)] as const).filter(([, text]) => text !== ''),
  );
}

function typeOf(kind: unknown, list: string): string {
  const type = typeof kind === 'string' && Object.hasOwn(TYPES, kind) ? TYPES[kind] : undefined;
  if (type === undefined) return 'note';
  return /^(select|rank)/.test(type) ? `${type} ${list}` : type;
}

function constraintOf({ kind, min, max, ...rest }: Fields): string {
  if (kind === 'age') return writeBounds('number', MIN_AGE, MAX_AGE);
  if (kind === 'number') return writeBounds('number', whole(min), whole(max));
  if (kind === 'choices') return writeBounds('picks', whole(min), whole(max));
  return kind === 'text' ? writeBounds('length', null, whole(rest['max-length'])) : '';
}

function whole(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 1_000_000_000
    ? value
    : null;
}

/** Writes routes, one a line: `play = often -> end`. */
function routesOf(routes: unknown): string {
  if (!Array.isArray(routes)) return '';
  return routes
    .map((route: unknown) => {
      const { when, to } = fieldsOf(route);
      return `${typeof when === 'string' ? `${when} ` : ''}-> ${typeof to === 'string' ? to : ''}`;
    })
    .join('\n');
}

/** Reads routes as they are written by `routesOf`. */
export function readRoutes(written: string): readonly { readonly when?: string; readonly to: string }[] {
  return written.split('\n').flatMap((line) => {
    const at = line.lastIndexOf('->');
    if (at < 0) return [];
    const when = line.slice(0, at).trim();
    return [{ ...(when === '' ? {} : { when }), to: line.slice(at + 2).trim() }];
  });
}

/** Writes the rows of a question's list, without its name; none where it has no choices. */
export function choiceCells(question: Fields, languages: readonly Language[]): readonly Cells[] {
  const { kind, options } = question;
  if (kind === 'yes-no' || kind === 'consent') {
    return [yesNoCells('yes', question, languages), yesNoCells('no', question, languages)];
  }
  if (!Array.isArray(options) || TYPES[String(kind)] === undefined) return [];
  return options.map((option: unknown) => {
    const { id, label, face } = fieldsOf(option);
    return filled([
      ['name', typeof id === 'string' ? id : ''],
      ...textCells({ name: 'label', pipes: false }, label),
      [`${OWN}face`, typeof face === 'string' ? face : ''],
    ]);
  });
}

function yesNoCells(id: 'yes' | 'no', question: Fields, languages: readonly Language[]): Cells {
  const words = question['kind'] === 'yes-no' ? question[id] : undefined;
  if (words !== undefined)
    return filled([['name', id], ...textCells({ name: 'label', pipes: false }, words)]);
  const ours = recordEntries(YES_NO_LABELS[id]).filter(([language]) => languages.includes(language));
  return filled([
    ['name', id],
    ...textCells({ name: 'label', pipes: false }, Object.fromEntries(ours)),
    [`${OWN}default`, 'yes'],
  ]);
}
