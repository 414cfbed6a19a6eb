/** Publishes two crossed variables: rounds, withholds what is small, and then what would give it away. */

import { NO_LIMIT } from './circulation.ts';
import { findLeak, type KnownCross, type Leak } from './cross-audit.ts';
import { type CellPast, type CellRule, NO_PAST, TABLE_SPREAD } from './rounding.ts';
import type { CountedCross } from './scope-counts.ts';
import { type ShownCount, type ShownVariable, showCount, withholdCount } from './table-margin.ts';
import type { ColumnPast } from './table-past.ts';

/** What a cross is published by. */
export type CrossPlace = {
  readonly rows: ShownVariable;
  readonly columns: ShownVariable;
  readonly responses: ShownCount;
  /** By column. */
  readonly past: readonly ColumnPast[];
  /** Columns that may be shown at all; `null` where all may. */
  readonly openColumns: ReadonlySet<number> | null;
};

/** What is shown of a cross. */
export type ShownCross = {
  readonly rule: CellRule;
  readonly counts: readonly (readonly (number | null)[])[];
  readonly answered: readonly (number | null)[];
};

/** Rows and columns of which no cell is shown, so that nobody knows whether one is small. */
type Closed = { readonly rows: Set<number>; readonly columns: Set<number> };

/**
 * Publishes a cross, or nothing where its margins alone would give something away.
 *
 * Cells under k are withheld. Where one of them could be narrowed down its whole row or column is closed, whichever shows
 * less; a closed one tells nothing of its cells. Rows and columns that are so small that all their cells may be, are closed
 * by their margins alone, whatever is in them.
 */
export function publishCross(raw: CountedCross, place: CrossPlace): ShownCross | null {
  const step = Math.max(place.rows.rule.step, place.columns.rule.step);
  const rule = { step, minCell: Math.max(place.rows.rule.minCell, place.columns.rule.minCell) };
  const natural = naturalCells(raw, place, rule);
  const closed = closedByMargins(natural, place, rule);
  const answered = [...answeredOf(raw, place, rule)];
  for (;;) {
    const cells = natural.map((row, at) => row.map((cell, column) => close(cell, at, column)));
    const leak = findLeak(knownOf(cells, answered, place), TABLE_SPREAD);
    if (leak === null) {
      const counts = cells.map((row) => row.map(({ shown }) => shown));
      return { rule, counts, answered: answered.map(({ shown }) => shown) };
    }
    const isMended = leak.isAnswered
      ? withholdNext(answered, (column) => place.past[column]?.answered ?? NO_PAST, rule)
      : closeFor(leak, cells, closed);
    if (!isMended) return null;
  }
  function close(cell: ShownCount, row: number, column: number): ShownCount {
    if (!closed.rows.has(row) && !closed.columns.has(column)) return cell;
    if (isKnownZero(cell)) return cell;
    const past = place.past[column]?.cells[row] ?? NO_PAST;
    return withholdCount(cell.count, past, rule);
  }
}

function isKnownZero({ lo, hi }: ShownCount): boolean {
  return lo === 0 && hi === 0;
}

/** Cells as they are shown before anything is closed. */
function naturalCells(
  raw: CountedCross,
  place: CrossPlace,
  rule: CellRule,
): readonly (readonly ShownCount[])[] {
  const nobody = { count: 0, lo: 0, hi: 0, withheld: false, rests: false };
  return raw.counts.map((row, at) => {
    const isEmptyRow = isEmpty(row, place.rows.cells[at], rule);
    return row.map((count, column) => {
      const those = raw.counts.map((one) => one[column] ?? 0);
      if (isEmptyRow || isEmpty(those, place.columns.cells[column], rule)) return { ...nobody, shown: null };
      const past = place.past[column]?.cells[at] ?? NO_PAST;
      const rests = place.rows.cells[at]?.rests === true || place.columns.cells[column]?.rests === true;
      if (!rests) return showCount(count, past, rule);
      const before = withholdCount(count, past, rule);
      return { ...before, shown: past.shown, withheld: past.shown === null, rests };
    });
  });
}

/** Whether none of many is in any cell: then the question was not asked of them, which everyone can read from the flow. */
function isEmpty(counts: readonly number[], total: ShownCount | undefined, rule: CellRule): boolean {
  return (total?.count ?? 0) >= 2 * rule.minCell && counts.every((count) => count === 0);
}

function answeredOf(
  raw: CountedCross,
  { rows, columns, responses, past, openColumns }: CrossPlace,
  rule: CellRule,
): readonly ShownCount[] {
  const isOfAll = rows.answered.count === responses.count;
  return raw.answered.map((count, column) => {
    const before = past[column]?.answered ?? NO_PAST;
    const total = columns.cells[column];
    // Everyone has an age: these are the column's own figures again.
    if (isOfAll && total !== undefined) return { ...total, withheld: false };
    if (total?.rests === true) {
      return { ...withholdCount(count, before, rule), shown: before.shown, rests: true };
    }
    const shown = showCount(count, before, rule);
    const holds = total === undefined || total.shown === null || openColumns?.has(column) === false;
    return holds || tellsEarlier(shown, total, before) ? withholdCount(count, before, rule) : shown;
  });
}

/**
 * Whether a number of those who answered, shown for the first time after it was withheld, leaves so few of the column
 * without an answer that the number withheld before were almost all of it too.
 */
function tellsEarlier(shown: ShownCount, total: ShownCount, before: CellPast): boolean {
  if (before.shown !== null || !before.wasSmall) return false;
  return total.hi - shown.lo - Math.max(0, total.lo - shown.hi) < TABLE_SPREAD;
}

function closedByMargins(
  natural: readonly (readonly ShownCount[])[],
  { rows, columns, past, openColumns }: CrossPlace,
  rule: CellRule,
): Closed {
  const closes = (total: ShownCount, cells: readonly ShownCount[], pasts: readonly boolean[]): boolean => {
    if (total.shown === null && !total.rests) return true;
    if (pasts.some((wasShown) => wasShown)) return false;
    // The largest that the cells can be together if all of them are small.
    const most = cells.reduce((sum, cell) => sum + (isKnownZero(cell) ? 0 : rule.minCell - 1), 0);
    return total.lo <= most && total.lo > most - TABLE_SPREAD;
  };
  const wasShown = (row: number, column: number): boolean =>
    (past[column]?.cells[row]?.shown ?? null) !== null;
  const closed: Closed = { rows: new Set(), columns: new Set() };
  rows.cells.forEach((total, row) => {
    const cells = natural[row] ?? [];
    if (
      closes(
        total,
        cells,
        cells.map((_, column) => wasShown(row, column)),
      )
    )
      closed.rows.add(row);
  });
  columns.cells.forEach((total, column) => {
    const cells = natural.flatMap((row) => row[column] ?? []);
    if (
      openColumns?.has(column) === false ||
      closes(
        total,
        cells,
        cells.map((_, row) => wasShown(row, column)),
      )
    )
      closed.columns.add(column);
  });
  return closed;
}

function knownOf(
  cells: KnownCross['cells'],
  answered: readonly ShownCount[],
  { rows, columns, responses }: CrossPlace,
): KnownCross {
  const marginOf = ({ raw, cells: totals, answered: all }: ShownVariable) => ({
    several: raw.several,
    totals,
    answered: all,
  });
  return { responses, rows: marginOf(rows), columns: marginOf(columns), cells, answered };
}

/** Withholds the smallest shown number of those who answered. @returns whether there was one */
function withholdNext(answered: ShownCount[], pastOf: (column: number) => CellPast, rule: CellRule): boolean {
  const shown = answered.flatMap((one, column) => (one.shown === null ? [] : [{ column, hi: one.hi }]));
  const next = shown.toSorted((a, b) => a.hi - b.hi)[0];
  if (next === undefined) return false;
  answered[next.column] = withholdCount(answered[next.column]?.count ?? 0, pastOf(next.column), rule);
  return true;
}

/** Closes a row or a column on account of a leak. @returns whether there was anything left to close */
function closeFor(leak: Leak, cells: readonly (readonly ShownCount[])[], closed: Closed): boolean {
  const shownIn = (line: readonly (ShownCount | undefined)[]): number =>
    line.filter((cell) => cell !== undefined && cell.shown !== null && !isKnownZero(cell)).length;
  const lines = [
    ...cells.map((row, at) => ({ set: closed.rows, at, isNear: at === leak.row, shown: shownIn(row) })),
    ...(cells[0] ?? []).map((_, at) => ({
      set: closed.columns,
      at,
      isNear: at === leak.column,
      shown: shownIn(cells.map((row) => row[at])),
    })),
  ].filter(({ set, at }) => !set.has(at));
  const best = lines.toSorted(
    (a, b) => Number(b.isNear) - Number(a.isNear) || orNone(a.shown) - orNone(b.shown),
  )[0];
  if (best === undefined) return false;
  best.set.add(best.at);
  return true;
}

/** Lines that show nothing come last: closing them only makes their small cells unknown. */
function orNone(shown: number): number {
  return shown === 0 ? NO_LIMIT : shown;
}
