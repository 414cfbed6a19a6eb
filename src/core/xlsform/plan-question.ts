/** Makes a question of a row of a form: everything but when it is asked. */

import { CUTS, type Cut } from '../flow/flow.ts';
import type { FlowTextSource, OptionSource, QuestionSource } from '../flow/question-source.ts';
import { ownText, readCellText, type TextGround } from './cell-text.ts';
import { type Bounds, readBounds } from './constraint.ts';
import { OWN } from './form-columns.ts';
import { type FormReading, type NamedItem, spotOf } from './form-reading.ts';
import type { Cells } from './form-table.ts';
import { hasMarkup } from './form-text.ts';
import type { Choice } from './read-choices.ts';

/** Bounds of a number that a form does not bound. */
const ASSUMED_NUMBERS = { min: 0, max: 100 };

/** Longest answer where a form does not say, and the longest there is. */
const ASSUMED_LENGTH = 500;
const MAX_LENGTH = 1000;

/** Makes it. */
export function planQuestion(named: NamedItem, reading: FormReading, ground: TextGround): QuestionSource {
  const { item, id, kind } = named;
  const { cells } = item.row;
  const text = readLabel(named, reading, ground);
  const simpler = readCellText(cells, { name: 'hint', pipes: true }, ground);
  const skip = cells.get(`${OWN}skip`);
  const common = {
    ...{ id, text },
    ...(simpler === undefined ? {} : { simpler }),
    ...(skip === 'yes' || (skip === 'no' && kind !== 'age' && kind !== 'consent')
      ? { skip: skip === 'yes' }
      : {}),
  };
  if (simpler !== undefined && !reading.isOwn && !cells.has(`${OWN}kind`)) noteHint(named, reading);
  return withParticulars(common, named, reading, ground);
}

type Common = {
  readonly id: string;
  readonly text: FlowTextSource;
  readonly simpler?: FlowTextSource;
  skip?: boolean;
};

function withParticulars(
  { skip, ...common }: Common,
  named: NamedItem,
  reading: FormReading,
  ground: TextGround,
): QuestionSource {
  const { kind } = named;
  const { cells } = named.item.row;
  const own = (name: string) => readCellText(cells, ownText(name), ground);
  const never = cells.get(`${OWN}skip`) === 'no' ? { skip: false as const } : {};
  const may = skip === undefined ? {} : { skip };
  switch (kind) {
    case 'choice':
      return { ...common, ...may, kind, options: optionsOf(named, reading), ...cutOf(cells) };
    case 'scale':
      return { ...common, ...may, kind, options: optionsOf(named, reading) };
    case 'rank':
      return { ...common, ...may, kind, options: optionsOf(named, reading) };
    case 'choices':
      return { ...common, ...may, kind, options: optionsOf(named, reading), ...picksOf(named, reading) };
    case 'yes-no':
      return { ...common, ...may, kind, ...yesNoOf(named.choices), ...cutOf(cells) };
    case 'number':
      return { ...common, ...may, kind, ...numbersOf(named, reading) };
    case 'text':
      return { ...common, ...may, kind, 'max-length': lengthOf(named, reading) };
    case 'place':
      return {
        ...common,
        ...may,
        kind,
        depth: cells.get(`${OWN}depth`) === 'commune' ? 'commune' : 'province',
      };
    case 'age':
      return { ...common, ...never, kind };
    case 'consent': {
      const partial = own('partial');
      const declined = own('declined') ?? {};
      return { ...common, ...never, kind, declined, ...(partial === undefined ? {} : { partial }) };
    }
    case 'lesson': {
      const right = (cells.get(`${OWN}right`) ?? '').split(/\s+/).filter((one) => one !== '');
      return {
        ...common,
        ...may,
        kind,
        options: optionsOf(named, reading),
        right,
        explain: own('explain') ?? {},
      };
    }
    case 'info':
      return { ...common, ...may, kind };
    default:
      return kind satisfies never;
  }
}

function cutOf(cells: Cells): { readonly cut?: Cut } {
  const cut = CUTS.find((one) => one === cells.get(`${OWN}cut`));
  return cut === undefined ? {} : { cut };
}

function readLabel({ item, id }: NamedItem, reading: FormReading, ground: TextGround): FlowTextSource {
  const { row } = item;
  const text = readCellText(row.cells, { name: 'label', pipes: true }, ground);
  if (text === undefined) {
    if (reading.isOwn) return {};
    const name = row.cells.get('name') ?? id;
    reading.notes.add('label-missing', spotOf(reading, row), { name });
    return { [reading.languages.plain]: name };
  }
  if (reading.isOwn) return text;
  const words = Object.values(text).map((wording) => (typeof wording === 'string' ? wording : wording.all));
  if (words.some(hasMarkup)) reading.notes.add('markup-kept', spotOf(reading, row));
  return text;
}

function noteHint({ item }: NamedItem, reading: FormReading): void {
  const { columns } = reading.table;
  const column = [...columns.keys()].find((name) => /^hint(::|$)/.test(name) && item.row.cells.has(name));
  reading.notes.add('hint-as-simpler', spotOf(reading, item.row, column));
}

function optionsOf({ choices, item }: NamedItem, reading: FormReading): OptionSource[] {
  const options = choices.map(({ id, label, face }) => ({
    id,
    label,
    ...(face === undefined ? {} : { face }),
  }));
  const { type } = item;
  if (type.kind !== 'select' || !type.hasOther) return options;
  return [...options, { id: otherId(choices), label: reading.words('other') }];
}

/** Id of the option "other" that a form asks for without writing it. */
export function otherId(choices: readonly Choice[]): string {
  const ids = choices.map(({ id }) => id);
  return ['other', 'other-one', 'none-of-these'].find((id) => !ids.includes(id)) ?? 'other';
}

function yesNoOf(choices: readonly Choice[]): { yes?: FlowTextSource; no?: FlowTextSource } {
  const worded = (id: string) => choices.find((choice) => choice.id === id && !choice.isDefault)?.label;
  const [yes, no] = [worded('yes'), worded('no')];
  return { ...(yes === undefined ? {} : { yes }), ...(no === undefined ? {} : { no }) };
}

function boundsOf(named: NamedItem, reading: FormReading, of: 'number' | 'picks' | 'length'): Bounds | null {
  const { row } = named.item;
  const written = row.cells.get('constraint');
  if (written === undefined) return null;
  const bounds = readBounds(written, of);
  const spot = spotOf(reading, row, 'constraint');
  for (const part of bounds.rest) reading.notes.add('constraint-dropped', spot, { part });
  if (bounds.isRounded) reading.notes.add('bounds-rounded', spot, { constraint: written });
  return bounds;
}

function picksOf(named: NamedItem, reading: FormReading): { min?: number; max?: number } {
  const { min = null, max = null } = boundsOf(named, reading, 'picks') ?? {};
  return { ...(min === null ? {} : { min }), ...(max === null ? {} : { max }) };
}

function numbersOf(named: NamedItem, reading: FormReading): { min: number; max: number } {
  const { row, type } = named.item;
  const bounds = boundsOf(named, reading, 'number');
  const range: { min?: number; max?: number } =
    type.kind !== 'simple'
      ? {}
      : type.what === 'range'
        ? rangeOf(named, reading)
        : type.what === 'percentage'
          ? ASSUMED_NUMBERS
          : {};
  const least = bounds?.min ?? range.min ?? null;
  const most = bounds?.max ?? range.max ?? null;
  const min = least ?? Math.min(ASSUMED_NUMBERS.min, most ?? 0);
  const max = most ?? Math.max(ASSUMED_NUMBERS.max, min);
  if ((least === null || most === null) && !reading.isOwn) {
    reading.notes.add('bounds-assumed', spotOf(reading, row), { min, max });
  }
  return { min, max };
}

/** `start=1 end=10 step=1`; forms take 0 to 10 where nothing is said. */
function rangeOf({ item }: NamedItem, reading: FormReading): { min?: number; max?: number } {
  const parameters = item.row.cells.get('parameters') ?? '';
  const value = (name: string, otherwise: number) => {
    const found = new RegExp(`(?:^|[\\s;,])${name}\\s*=\\s*(-?\\d+(?:\\.\\d+)?)`, 'i').exec(parameters)?.[1];
    return found === undefined ? otherwise : Number(found);
  };
  if (value('step', 1) !== 1)
    reading.notes.add('range-step-dropped', spotOf(reading, item.row, 'parameters'));
  return { min: Math.ceil(value('start', 0)), max: Math.floor(value('end', 10)) };
}

function lengthOf(named: NamedItem, reading: FormReading): number {
  const written = boundsOf(named, reading, 'length')?.max ?? null;
  if (written !== null && written >= 1 && (written <= MAX_LENGTH || reading.isOwn)) return written;
  const length = written !== null && written > MAX_LENGTH ? MAX_LENGTH : ASSUMED_LENGTH;
  if (!reading.isOwn) {
    reading.notes.add('text-length-assumed', { ...spotOf(reading, named.item.row) }, { length });
  }
  return length;
}
