/** A release: the published figures of a consultation. */

import type { QualityNotes } from './quality-notes.ts';

/** Day in Asia/Ho_Chi_Minh, `YYYY-MM-DD`. */
export type Day = string;

/**
 * One published cell. `count: null` means withheld: fewer than k, or needed to protect such a cell. A count that may not
 * move yet stays as an earlier release published it: `asOf` is the number of that release.
 */
export type Cell = { readonly id: string; readonly count: number | null; readonly asOf: number | null };

/** One question's published counts. */
export type Tabulation = {
  readonly question: string;
  readonly kind: string;
  /** Children who answered, and who skipped; `null` where withheld. Each with the release it is as of. */
  readonly answered: number | null;
  readonly answeredAsOf: number | null;
  readonly skipped: number | null;
  readonly skippedAsOf: number | null;
  readonly cells: readonly Cell[];
};

/** A numbered, dated set of tabulations; it never changes. */
export type Release = {
  /** From 1, in order. */
  readonly number: number;
  readonly day: Day;
  /** Sealed responses it counts, complete and partial. */
  readonly responses: number;
  readonly complete: number | null;
  readonly partial: number | null;
  /** How many of them were simulated for the demo. */
  readonly simulated: number;
  readonly minCell: number;
  /** Absent in releases from before there were notes. */
  readonly notes?: QualityNotes;
  readonly tabulations: readonly Tabulation[];
};
