/** Reads one row of a denominator or a target, from a sheet or from a form; tells what is wrong cell by cell. */

import { instantOf } from '../day.ts';
import type { LocalityCode } from '../locality.ts';
import type { Measure } from './indicator.ts';
import {
  type Denominator,
  type IndicatorContent,
  MAX_CHILDREN,
  MAX_SOURCE,
  MAX_TURNS,
  ROW_YEARS,
  type RowKind,
  type Target,
} from './indicator-row.ts';
import { plainWord, ROW_WORDS, type RowColumn } from './row-columns.ts';
import { findPlace, type PlaceGround } from './row-place.ts';

/** What is wrong with a cell; its phrase is `console.indicators.fault.<code>`. */
export type CellFault = {
  readonly column: RowColumn;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
};

/** What rows are read against. */
export type RowGround = PlaceGround & {
  /** Whether whoever brings them may do so for a place. */
  readonly mayBring: (place: LocalityCode) => boolean;
  /** Today in Asia/Ho_Chi_Minh. */
  readonly today: string;
};

/** A row that was read, or everything that is wrong with it. */
export type ReadRow =
  | { readonly kind: 'read'; readonly content: IndicatorContent }
  | { readonly kind: 'faulty'; readonly faults: readonly CellFault[] };

/** Reads it. @param text the cell of a column; empty where there is none */
export function readRow(kind: RowKind, text: (column: RowColumn) => string, ground: RowGround): ReadRow {
  const reader = new RowReader(text, ground);
  const content = kind === 'denominator' ? readDenominator(reader) : readTarget(reader);
  if (reader.faults.length > 0 || content === null) return { kind: 'faulty', faults: reader.faults };
  return { kind: 'read', content };
}

function readDenominator(reader: RowReader): Denominator | null {
  const asOf = reader.day('day', true);
  const place = reader.place(asOf);
  const from = reader.whole('ageFrom', 0, 15);
  const to = reader.whole('ageTo', 0, 15);
  const sex = reader.word('sex', ROW_WORDS.sex);
  const children = reader.whole('children', 1, MAX_CHILDREN);
  const first = reader.year('from');
  const last = reader.optionalYear('until');
  const source = reader.source();
  if (from !== null && to !== null && from > to) reader.fault('ageTo', 'ages');
  if (first !== null && last !== null && first > last) reader.fault('until', 'years');
  if (place === null || from === null || to === null || sex === undefined || children === null) return null;
  if (asOf === null || first === null) return null;
  const ages = { from, to };
  return { kind: 'denominator', ...place, ages, sex, children, asOf, from: first, until: last, source };
}

function readTarget(reader: RowReader): Target | null {
  const issuedOn = reader.day('day', true);
  const place = reader.place(issuedOn);
  const measure: Measure | undefined = reader.word('measure', ROW_WORDS.measure);
  const until = reader.year('until');
  const begin = reader.optionalYear('from');
  const value = measure === 'turns' ? reader.whole('value', 1, MAX_TURNS) : reader.percent('value');
  const source = reader.source();
  if (begin !== null && until !== null && begin > until) reader.fault('until', 'years');
  if (measure === 'turns' && begin === null && reader.isEmpty('from')) reader.fault('from', 'turns-years');
  if (place === null || measure === undefined || until === null || value === null) return null;
  // A share is reached in a year; only turns are added up over several.
  const from = measure === 'turns' ? (begin ?? until) : until;
  return { kind: 'target', ...place, measure, from, until, value, source, issuedOn };
}

/** Reads cells and gathers what is wrong. */
class RowReader {
  readonly faults: CellFault[] = [];
  private readonly text: (column: RowColumn) => string;
  private readonly ground: RowGround;

  constructor(text: (column: RowColumn) => string, ground: RowGround) {
    this.text = text;
    this.ground = ground;
  }

  fault(column: RowColumn, code: string, facts: CellFault['facts'] = {}): null {
    this.faults.push({ column, code, facts });
    return null;
  }

  isEmpty(column: RowColumn): boolean {
    return this.text(column).trim() === '';
  }

  place(day: string | null) {
    const era = this.word('era', ROW_WORDS.era);
    if (era === undefined || (era === null && day === null)) return this.placeOfNoTime(day);
    const typed = { code: this.text('code'), name: this.text('name').trim(), era, day };
    const found = findPlace(typed, this.ground);
    if (!('place' in found)) {
      const column = found.code === 'place-name' ? 'name' : found.code === 'place-era' ? 'era' : 'code';
      return this.fault(column, found.code, found.facts);
    }
    if (!this.ground.mayBring(found.place)) return this.fault('code', 'beyond-reach', { code: typed.code });
    return found;
  }

  /** The day decides which place a code means: without it only a code is told that means none at any time. */
  private placeOfNoTime(day: string | null): null {
    const typed = { code: this.text('code'), name: this.text('name').trim(), day };
    const present = findPlace({ ...typed, era: 'present' }, this.ground);
    const former = findPlace({ ...typed, era: 'former' }, this.ground);
    if ('place' in present || 'place' in former) return null;
    const column = present.code === 'place-name' ? 'name' : 'code';
    return this.fault(column, present.code, present.facts);
  }

  whole(column: RowColumn, least: number, most: number): number | null {
    const typed = this.text(column).trim();
    if (typed === '') return this.fault(column, 'empty');
    const digits = typed.replace(/[\s.,\u00a0](?=\d{3}(\D|$))/g, '');
    const number = /^\d{1,10}$/.test(digits) ? Number(digits) : Number.NaN;
    return number >= least && number <= most ? number : this.fault(column, 'whole', { least, most });
  }

  percent(column: RowColumn): number | null {
    const typed = this.text(column).trim();
    if (typed === '') return this.fault(column, 'empty');
    const number = /^\d{1,3}([.,]\d{1,4})?\s*%?$/.test(typed)
      ? Number(typed.replace(/\s*%$/, '').replace(',', '.'))
      : Number.NaN;
    // A cell of Excel that shows 30% holds 0.3.
    if (number > 0 && number < 1) return this.fault(column, 'percent-small', { typed });
    return number >= 1 && number <= 100 ? number : this.fault(column, 'percent');
  }

  year(column: RowColumn): number | null {
    return this.whole(column, ROW_YEARS.first, ROW_YEARS.last);
  }

  optionalYear(column: RowColumn): number | null {
    return this.isEmpty(column) ? null : this.year(column);
  }

  /** `31/12/2025` or `2025-12-31`; never after today. */
  day(column: RowColumn, required: boolean): string | null {
    const typed = this.text(column).trim();
    if (typed === '') return required ? this.fault(column, 'empty') : null;
    const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed) ?? [];
    const iso = year === '' ? typed : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(iso) && instantOf(iso) !== null;
    if (!isDay || iso < '1990-01-01') return this.fault(column, 'day');
    return iso > this.ground.today ? this.fault(column, 'day-future') : iso;
  }

  /** @returns `undefined` where it is none of the words */
  word<Meaning>(column: RowColumn, words: Readonly<Record<string, Meaning>>): Meaning | undefined {
    const typed = plainWord(this.text(column));
    if (Object.hasOwn(words, typed)) return words[typed];
    const known = Object.keys(words).filter((word) => word !== '');
    this.fault(column, typed === '' ? 'empty' : 'word', { words: known.join(', ') });
    return undefined;
  }

  source(): string {
    const typed = this.text('source').trim();
    if (typed === '') this.fault('source', 'source');
    if ([...typed].length > MAX_SOURCE) this.fault('source', 'source-long', { most: MAX_SOURCE });
    return typed;
  }
}
