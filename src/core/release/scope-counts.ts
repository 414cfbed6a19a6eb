/** The true counts of a place, put so that they can be shown variable by variable and cross by cross. */

import type { RawScope, RawTable, RawVariable } from './raw-scope.ts';
import type { Variable } from './table.ts';

/** One variable and its true counts. */
export type CountedVariable = {
  readonly name: Variable;
  /** Whether one child may stand in several cells. */
  readonly several: boolean;
  /** Whether it asks about special circumstances. */
  readonly sensitive: boolean;
  readonly ids: readonly string[];
  /** By `ids`. */
  readonly counts: readonly number[];
  /** Children who are in any cell, or answered without being in one. */
  readonly answered: number;
};

/** True counts of two variables crossed. */
export type CountedCross = {
  readonly rows: Variable;
  readonly columns: Variable;
  /** By row, then column. */
  readonly counts: readonly (readonly number[])[];
  /** By column: its children who answered the row variable. */
  readonly answered: readonly number[];
};

/** Reads the variables that have a table of their own. */
export function variablesOf({ tables }: RawScope): readonly CountedVariable[] {
  return tables.filter(({ columns }) => columns === null).map(variableOf);
}

/** Reads the tables of two variables. */
export function crossesOf({ tables }: RawScope): readonly CountedCross[] {
  return tables.flatMap(({ rows, columns, counts, answered }) =>
    columns === null ? [] : [{ rows: rows.name, columns: columns.name, counts, answered }],
  );
}

function variableOf({ rows, counts, answered }: RawTable): CountedVariable {
  return {
    name: rows.name,
    several: rows.several,
    sensitive: isSensitive(rows),
    ids: rows.ids,
    counts: counts.map(([count = 0]) => count),
    answered: answered[0] ?? 0,
  };
}

function isSensitive({ question }: RawVariable): boolean {
  return question !== null && 'cut' in question && question.cut === 'circumstances';
}
