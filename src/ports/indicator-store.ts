/** What indicators are reckoned from: counts of a year, figures that were told, denominators and targets, closed years. */

import type { ClosedYear, FrozenYear } from '../core/indicators/closed-year.ts';
import type { KeptFigures, PlaceCounts } from '../core/indicators/figures.ts';
import type { ByLine } from '../core/indicators/indicator.ts';
import type {
  IndicatorContent,
  IndicatorRow,
  IndicatorRowChange,
  RowDeed,
} from '../core/indicators/indicator-row.ts';
import type { FormerProvince } from '../core/indicators/row-place.ts';
import type { LocalityCode } from '../core/locality.ts';

/** True counts of a year from the ledger and the responses. Small ones are withheld by whoever cuts figures. */
export type LedgerCounts = {
  /** Distinct children by `<indicator>:children` and `<indicator>:browser`, and `turns:chat`. */
  readonly lines: Readonly<Record<string, PlaceCounts>>;
  /** The largest threshold k of consultations with responses of the year; 0 where there are none. */
  readonly minCell: number;
};

/** Who changes rows, and when. */
export type RowHand = { readonly byId: string; readonly by: string; readonly at: Date };

/** Rows that are brought together, all or none. */
export type RowsBrought = RowHand & {
  readonly what: 'entered' | 'imported';
  /** Name of the file; empty for a form. */
  readonly reason: string;
  readonly rows: readonly { readonly id: string; readonly content: IndicatorContent }[];
};

/** What bringing rows came to: new ones, ones that took the place of others, ones that were there just so. */
export type BroughtCounts = { readonly added: number; readonly changed: number; readonly same: number };

/** A change of one row. */
export type RowRevision = RowHand & {
  readonly id: string;
  /** The revision that whoever changes it saw. */
  readonly seen: number;
  readonly what: Exclude<RowDeed, 'entered' | 'imported'>;
  readonly reason: string;
  readonly content: IndicatorContent;
};

/** How a change ended. `twin`: another row says the same thing; `outdated`: somebody else was quicker. */
export type RowOutcome = 'changed' | 'outdated' | 'twin' | 'absent';

/** One year of one place, as it was told last. */
export type PlaceYear = {
  readonly year: number;
  readonly isClosed: boolean;
  readonly figures: ByLine;
  /** Rows of the place and of the nation that were frozen with a closed year; empty before. */
  readonly rows: readonly IndicatorContent[];
};

/** What closing came to. */
export type ClosingOutcome = 'closed' | 'closed-before';

/** Storage as whoever reckons indicators sees it. */
export interface IndicatorStore {
  /** Counts in one snapshot; reads all of the year's ledger and responses. */
  counts(year: number): Promise<LedgerCounts>;
  /** What was told last of a year; `null` where nothing was. */
  latest(year: number): Promise<KeptFigures | null>;
  /** Keeps figures. @returns `conflict` where there are some of that day, or the year is closed */
  keep(kept: KeptFigures): Promise<'kept' | 'conflict'>;
  /** Years of which something was told, oldest first, for one place. */
  placeYears(place: LocalityCode): Promise<readonly PlaceYear[]>;
  /** All rows, or those of some places; withdrawn ones included. */
  rows(places?: readonly LocalityCode[]): Promise<readonly IndicatorRow[]>;
  row(id: string): Promise<IndicatorRow | null>;
  /** Everything that was done to a row, oldest first. */
  changes(id: string): Promise<readonly IndicatorRowChange[]>;
  bring(brought: RowsBrought): Promise<BroughtCounts>;
  change(revision: RowRevision): Promise<RowOutcome>;
  /** The provinces as they were until 30 June 2025, in the order of the present ones. */
  formerProvinces(): Promise<readonly FormerProvince[]>;
  /** SHA-256 of the canonical JSON of what is to be frozen. */
  hashOf(frozen: FrozenYear): string;
  closedYears(): Promise<readonly ClosedYear[]>;
  /** The figures of a closed year; `null` where it is not closed. */
  closed(year: number): Promise<(ClosedYear & FrozenYear) | null>;
  /**
   * Freezes a year and destroys its key in one transaction; afterwards the key's old row version is cleaned away. From then
   * on the rows of its ledger cannot be tied to any account.
   */
  close(closing: RowHand & FrozenYear & { readonly hash: string }): Promise<ClosingOutcome>;
}
