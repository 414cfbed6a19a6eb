/** A year that was closed: its figures as they stay, and what they were held against. */

import type { YearFigures } from './figures.ts';
import type { IndicatorContent } from './indicator-row.ts';

/** What is frozen, and what its hash is made of. */
export type FrozenYear = {
  readonly figures: YearFigures;
  /** All rows that were not withdrawn. */
  readonly rows: readonly IndicatorContent[];
};

/** A closed year. */
export type ClosedYear = {
  readonly year: number;
  readonly at: Date;
  /** Name, as colleagues read it. */
  readonly by: string;
  /** SHA-256 of the canonical JSON of what is frozen, 64 lower-case hex digits. */
  readonly hash: string;
};

/** What whoever closes a year has to type. */
export function closingWords(year: number): string {
  return `CHỐT ${year}`;
}

/** Tells whether they were typed; case and the habit of tone marks do not matter, diacritics do. */
export function areClosingWords(typed: string, year: number): boolean {
  return typed.normalize('NFC').trim().replace(/\s+/g, ' ').toUpperCase() === closingWords(year);
}
