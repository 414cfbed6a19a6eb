/** The true tables of one place: what is published is made from them, and nobody else sees them. */

import type { Question } from '../flow/flow.ts';
import type { LocalityCode } from '../locality.ts';
import type { Variable } from './table.ts';

/** What a raw table is over. */
export type RawVariable = {
  readonly name: Variable;
  /** `null` for an attribute. */
  readonly question: Question | null;
  /** Values in the flow's order; of place the codes of all places below the scope. */
  readonly ids: readonly string[];
  /** Whether one response may stand in several values. Else each stands in one, or in none. */
  readonly several: boolean;
};

/** True counts of one table. */
export type RawTable = {
  readonly rows: RawVariable;
  /** `null`: a table of one variable, with one column. */
  readonly columns: RawVariable | null;
  /** By row, then column. */
  readonly counts: readonly (readonly number[])[];
  /** Responses that gave a value for the rows, by column. */
  readonly answered: readonly number[];
  /** Responses that skipped the rows' question, by column; 0 for attributes. */
  readonly skipped: readonly number[];
};

/** All true tables of one place at one moment. */
export type RawScope = {
  /** `VN`, a province or a commune. A commune has tables of one variable only. */
  readonly scope: LocalityCode;
  /** All responses of the place. */
  readonly responses: number;
  readonly variables: readonly RawVariable[];
  /** Of one variable first, in the order of `variables`; of a pair, rows come before columns in that order. */
  readonly tables: readonly RawTable[];
};
