/** Published tables beyond a consultation's own line: a question at a place, split by another, or two questions crossed. */

import type { QuestionId } from '../flow/flow.ts';
import type { LocalityCode } from '../locality.ts';
import type { Day } from './release.ts';

/** What is known of every response, beside its answers. `@place`: the provinces of the nation, the communes of a province. */
export const ATTRIBUTES = ['@age', '@place', '@channel', '@language'] as const;

/** @see ATTRIBUTES */
export type Attribute = (typeof ATTRIBUTES)[number];

/** What a table is over: a question by its id (no question id begins with `@`), or an attribute. */
export type Variable = QuestionId | Attribute;

/** Which table of a consultation. */
export type TableName = {
  /** Whose responses: `VN` for all of the consultation, else those of a province or commune. */
  readonly scope: LocalityCode;
  readonly rows: Variable;
  /** `null`: a table of one variable. */
  readonly columns: Variable | null;
};

/**
 * A published table. Its counts are never exact: each is a multiple of `base`, the nearest to the true count when the figure
 * was last moved, and moves again only once k more children stand behind it, so that it may be up to one and a half times
 * `base` too small. `null` where it is withheld (fewer than `minCell`, or needed to protect such a cell). Exact are only
 * the figures of a release itself.
 *
 * Of a question with several answers each option counts the children who picked it, so that cells do not add up to children.
 *
 * @see docs/privacy.md
 */
export type PublishedTable = TableName & {
  /** Release it was cut with, and that release's day. */
  readonly release: number;
  readonly day: Day;
  /** Threshold k that held for it: that of the consultation, at least 10 for communes and sensitive questions. */
  readonly minCell: number;
  /** What counts are rounded to: 2k for the nation, 4k and at least 20 for a place below it. */
  readonly base: number;
  /** Responses of the scope, rounded alike; `null` where withheld. */
  readonly responses: number | null;
  /** Option ids, age bands, locality codes, bins …; in the flow's order. */
  readonly rowIds: readonly string[];
  /** The same of the columns; `['']` where there is one variable. */
  readonly columnIds: readonly string[];
  /** By row, then column. */
  readonly counts: readonly (readonly (number | null)[])[];
  /**
   * Children who answered, by column, rounded alike: what shares are reckoned from. For a question with one answer it need
   * not be the sum of its rounded cells.
   */
  readonly answered: readonly (number | null)[];
};

/** Fewest children of a published cell of a commune, of a sensitive question, and of a quote. */
export const SENSITIVE_MIN_CELL = 10;

/** Smallest k of a table: with less a withheld cell could not have four possible values for someone who knows one of them. */
export const LEAST_MIN_CELL = 5;

/** Fewest children of a published cell that stands for a place below the nation. @param minCell threshold of the consultation */
export function placeMinCell(minCell: number): number {
  return Math.max(2 * Math.max(minCell, LEAST_MIN_CELL), SENSITIVE_MIN_CELL);
}
