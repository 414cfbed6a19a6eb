/** What can be reckoned back of a published table of two variables from itself and all that is known of its margins. */

import { type Circulation, circulation, NO_LIMIT, type Range } from './circulation.ts';

/** A true count, and the values it can have for someone who knows what is published of it alone. */
export type Known = Range & {
  readonly count: number;
  /** Whether it is withheld, so that it must not be found out; what is shown is known anyway. */
  readonly withheld: boolean;
};

/** A variable's margin: how many are in each of its cells. */
export type KnownMargin = {
  /** Whether one child may stand in several cells. */
  readonly several: boolean;
  readonly totals: readonly Known[];
  /** Children in any of the cells. */
  readonly answered: Known;
};

/** A table as someone from outside sees it. */
export type KnownCross = {
  readonly responses: Known;
  readonly rows: KnownMargin;
  readonly columns: KnownMargin;
  /** By row, then column. */
  readonly cells: readonly (readonly Known[])[];
  /** By column: its children who are in any row. */
  readonly answered: readonly Known[];
};

/** Where something can be found out: a cell, or a margin where one of both is `null`. */
export type Leak = {
  readonly row: number | null;
  readonly column: number | null;
  /** Whether it is the number of those of the column who answered. */
  readonly isAnswered: boolean;
};

const FREE: Range = { lo: 0, hi: NO_LIMIT };

/**
 * Finds a withheld count that can be narrowed down to fewer than `spread` + 1 values.
 *
 * Each response is in one row at most and in one column at most, so that a table with its margins is a flow: from all
 * responses through the rows to the columns. Of a variable with several answers each option is a line of its own.
 */
export function findLeak(cross: KnownCross, spread: number): Leak | null {
  const rowParts = partsOf(cross.rows);
  const columnParts = partsOf(cross.columns);
  for (const rows of rowParts) {
    for (const columns of columnParts) {
      const leak = leakOfPart(cross, { rows, columns }, spread);
      if (leak !== null) return leak;
    }
  }
  return null;
}

type Part = { readonly rows: readonly number[]; readonly columns: readonly number[] };

/** All cells together where each child is in one of them, else each for itself. */
function partsOf({ several, totals }: KnownMargin): readonly (readonly number[])[] {
  const all = totals.map((_, at) => at);
  return several ? all.map((at) => [at]) : [all];
}

/** Nodes: source, sink, those in a row at all, those in no part of a row; then rows, answered columns, columns. */
const SOURCE = 0;
const SINK = 1;
const IN_ROWS = 2;
const IN_COLUMNS = 3;
const NO_ROW = 4;
const OTHER_ROW = 5;
const OTHER_COLUMN = 6;
const FIRST = 7;

type Watched = Leak & { readonly edge: number };

function leakOfPart(cross: KnownCross, part: Part, spread: number): Leak | null {
  const cells = part.rows.flatMap((row) => part.columns.map((column) => cross.cells[row]?.[column]));
  if (!cells.some((cell) => cell?.withheld) && !hidesMargin(cross, part)) return null;
  const network = circulation(FIRST + part.rows.length + 2 * part.columns.length);
  const watched = [...connectRows(network, cross, part), ...connectColumns(network, cross, part)];
  const leak = watched.find(({ edge }) => !network.varies(edge, spread));
  return leak ?? null;
}

function hidesMargin({ rows, columns }: KnownCross, part: Part): boolean {
  return (
    part.rows.some((row) => rows.totals[row]?.withheld) ||
    part.columns.some((column) => columns.totals[column]?.withheld)
  );
}

/** From all responses through the rows to the answered columns. */
function connectRows(network: Circulation, cross: KnownCross, part: Part): readonly Watched[] {
  const { rows, responses, answered } = cross;
  const watched: Watched[] = [];
  network.edge(SINK, SOURCE, exactly(responses));
  network.edge(SOURCE, IN_ROWS, exactly(rows.answered));
  network.edge(SOURCE, NO_ROW, free(responses.count - rows.answered.count, rows.several));
  const columnNode = (at: number): number => FIRST + part.rows.length + at;
  const restOfColumn = part.columns.map((column) => answered[column]?.count ?? 0);
  let rest = rows.answered.count;
  part.rows.forEach((row, at) => {
    const total = rows.totals[row];
    if (total === undefined) return;
    const edge = network.edge(IN_ROWS, FIRST + at, exactly(total));
    if (total.withheld) watched.push({ edge, row, column: null, isAnswered: false });
    rest -= total.count;
    let other = total.count;
    part.columns.forEach((column, index) => {
      const cell = cross.cells[row]?.[column];
      if (cell === undefined) return;
      const passes = network.edge(FIRST + at, columnNode(index), exactly(cell));
      if (cell.withheld) watched.push({ edge: passes, row, column, isAnswered: false });
      other -= cell.count;
      restOfColumn[index] = (restOfColumn[index] ?? 0) - cell.count;
    });
    network.edge(FIRST + at, OTHER_COLUMN, free(other, mayMissColumns(cross)));
  });
  network.edge(IN_ROWS, OTHER_ROW, free(rest, rows.several));
  let left = rest;
  restOfColumn.forEach((count, index) => {
    network.edge(OTHER_ROW, columnNode(index), free(count, rows.several));
    left -= count;
  });
  network.edge(OTHER_ROW, OTHER_COLUMN, free(left, rows.several));
  return watched;
}

/** From the answered columns, and from those without a row, through the columns to all responses. */
function connectColumns(network: Circulation, cross: KnownCross, part: Part): readonly Watched[] {
  const { rows, columns, responses, answered } = cross;
  const watched: Watched[] = [];
  let withoutRow = responses.count - rows.answered.count;
  let inColumns = 0;
  part.columns.forEach((column, index) => {
    const total = columns.totals[column];
    const those = answered[column];
    if (total === undefined || those === undefined) return;
    const [from, to] = [
      FIRST + part.rows.length + index,
      FIRST + part.rows.length + part.columns.length + index,
    ];
    const passes = network.edge(from, to, exactly(those));
    if (those.withheld) watched.push({ edge: passes, row: null, column, isAnswered: true });
    network.edge(NO_ROW, to, free(total.count - those.count, rows.several || withoutRow > 0));
    const edge = network.edge(to, IN_COLUMNS, exactly(total));
    if (total.withheld) watched.push({ edge, row: null, column, isAnswered: false });
    withoutRow -= total.count - those.count;
    inColumns += total.count;
  });
  network.edge(NO_ROW, OTHER_COLUMN, free(withoutRow, mayMissColumns(cross)));
  const known = !columns.several && inColumns === columns.answered.count;
  network.edge(IN_COLUMNS, SINK, known ? exactly(columns.answered) : free(inColumns, true));
  network.edge(OTHER_COLUMN, SINK, free(responses.count - inColumns, true));
  return watched;
}

/** Whether there are children in no column of a part: always where each column stands for itself. */
function mayMissColumns({ columns, responses }: KnownCross): boolean {
  return columns.several || columns.answered.count < responses.count;
}

function exactly({ lo, hi, count }: Known): Range & { readonly flow: number } {
  return { lo, hi, flow: count };
}

/** Of which nothing is published; where there are none, everyone may know that there cannot be any. */
function free(flow: number, may: boolean): Range & { readonly flow: number } {
  return may || flow > 0 ? { ...FREE, flow } : { lo: 0, hi: 0, flow };
}
