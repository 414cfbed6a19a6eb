/** Reads tables out of the tallies of a place: the exact line of a question, and the true tables of the place. */

import { type LocalityCode, NATION } from '../locality.ts';
import type { RawScope, RawTable, RawVariable } from './raw-scope.ts';
import { type LaidOutPair, type LaidOutVariable, type TallyLayout, TOTALS } from './tally-layout.ts';

/** The tallies of one place. */
export type ScopeTallies = {
  readonly scope: LocalityCode;
  /** @see TallyLayout; a place below needs its first counts only */
  readonly counts: Int32Array;
};

/**
 * Reads the tables of a place.
 *
 * @param below the places just below it, all of them that anyone could live in, with tallies or `null` where nobody answered;
 *   their tables of one variable are its tables by place
 */
export function readRawScope(
  layout: TallyLayout,
  { scope, counts }: ScopeTallies,
  below: readonly { readonly scope: LocalityCode; readonly counts: Int32Array | null }[],
): RawScope {
  const own = layout.variables.map((variable) => ({ variable, raw: rawVariable(variable) }));
  // Provinces by question are the same as provinces: only one of the two is shown where the scope has them below it.
  const shown = own.filter(({ variable }) => variable.crossed);
  const place: RawVariable | null =
    below.length === 0
      ? null
      : { name: '@place', question: null, ids: below.map((one) => one.scope), several: false };
  const oneWay = shown.map(({ variable, raw }) => oneWayTable(variable, raw, counts));
  const crossed = counts.length > layout.narrow ? layout.pairs.map((pair) => pairTable(pair, counts)) : [];
  const byPlace =
    place === null ? [] : shown.map(({ variable, raw }) => placeTable(variable, raw, { place, below }));
  return {
    scope,
    responses: counts[0] ?? 0,
    variables: [...shown.map(({ raw }) => raw), ...(place === null ? [] : [place])],
    tables: [...oneWay, ...(place === null ? [] : [placesTable(place, below)]), ...crossed, ...byPlace],
  };
}

/** Total of a place by name. @see TOTALS */
export function totalOf(counts: Int32Array, total: (typeof TOTALS)[number]): number {
  return counts[TOTALS.indexOf(total)] ?? 0;
}

/** True counts of one question of a place. */
export type RawLine = {
  readonly variable: LaidOutVariable;
  /** By the variable's `ids`. */
  readonly cells: readonly number[];
  readonly answered: number;
  readonly skipped: number;
};

/** Reads the tables of one variable, those of questions about a place included. */
export function readLines(layout: TallyLayout, counts: Int32Array): readonly RawLine[] {
  return layout.variables.map((variable) => {
    const { cells, answered, skipped } = lineOf(variable, counts, variable.at);
    return { variable, cells, answered, skipped };
  });
}

function rawVariable({ name, question, ids }: LaidOutVariable): RawVariable {
  return { name, question, ids, several: question?.kind === 'choices' && question.max > 1 };
}

/** Reads cells, answered and skipped of a variable from its own counts, or from one column of a pair's. */
function lineOf(
  { ids, countsAnswered, question }: LaidOutVariable,
  counts: Int32Array | null,
  at: number,
  step = 1,
): { cells: readonly number[]; answered: number; skipped: number } {
  const read = (entry: number): number => counts?.[at + entry * step] ?? 0;
  const cells = ids.map((_, entry) => read(entry));
  const answered = countsAnswered ? read(ids.length) : cells.reduce((sum, count) => sum + count, 0);
  const skipped = question === null ? 0 : read(ids.length + (countsAnswered ? 1 : 0));
  return { cells, answered, skipped };
}

function oneWayTable(variable: LaidOutVariable, rows: RawVariable, counts: Int32Array): RawTable {
  return tableOf(rows, null, [lineOf(variable, counts, variable.at)]);
}

function pairTable({ rows, columns, at }: LaidOutPair, counts: Int32Array): RawTable {
  const lines = columns.ids.map((_, column) => lineOf(rows, counts, at + column, columns.size));
  return tableOf(rawVariable(rows), rawVariable(columns), lines);
}

type Below = readonly { readonly scope: LocalityCode; readonly counts: Int32Array | null }[];

function placeTable(
  variable: LaidOutVariable,
  rows: RawVariable,
  { place, below }: { readonly place: RawVariable; readonly below: Below },
): RawTable {
  return tableOf(
    rows,
    place,
    below.map((one) => lineOf(variable, one.counts, variable.at)),
  );
}

function placesTable(place: RawVariable, below: Below): RawTable {
  const cells = below.map(({ counts }) => counts?.[0] ?? 0);
  const answered = cells.reduce((sum, count) => sum + count, 0);
  return tableOf(place, null, [{ cells, answered, skipped: 0 }]);
}

function tableOf(
  rows: RawVariable,
  columns: RawVariable | null,
  lines: readonly {
    readonly cells: readonly number[];
    readonly answered: number;
    readonly skipped: number;
  }[],
): RawTable {
  return {
    rows,
    columns,
    counts: rows.ids.map((_, row) => lines.map(({ cells }) => cells[row] ?? 0)),
    answered: lines.map(({ answered }) => answered),
    skipped: lines.map(({ skipped }) => skipped),
  };
}

/** Tells which places lie just below a scope, by the length of their codes: none below a commune. */
export function isBelow(
  code: LocalityCode,
  scope: LocalityCode,
  provinceOf: (code: LocalityCode) => LocalityCode | null,
): boolean {
  if (scope === NATION) return code.length === 2;
  return scope.length === 2 && code.length === 5 && provinceOf(code) === scope;
}
