/** What is shown of one variable in a place: a published table of its own, and the margin of all its crosses. */

import { NO_LIMIT, type Range } from './circulation.ts';
import type { Known } from './cross-audit.ts';
import type { Tabulation } from './release.ts';
import {
  baseOf,
  type CellPast,
  type CellRule,
  type CellView,
  nearest,
  TABLE_SPREAD,
  viewCell,
} from './rounding.ts';
import type { CountedVariable } from './scope-counts.ts';
import type { ColumnPast, PastColumn } from './table-past.ts';

/** A true count, what is shown of it, and what can be known from that. */
export type ShownCount = Known & {
  readonly shown: number | null;
  /** Whether the exact figure did not move with this release, so that nothing finer may either. */
  readonly rests: boolean;
};

/** One variable as it is published. */
export type ShownVariable = {
  readonly raw: CountedVariable;
  readonly rule: CellRule;
  readonly cells: readonly ShownCount[];
  readonly answered: ShownCount;
};

/** What a variable is shown by. */
export type MarginPlace = {
  readonly rule: CellRule;
  readonly responses: ShownCount;
  readonly past: ColumnPast;
  /** What the place above shows of the very same cells with this release. */
  readonly above: PastColumn | null;
};

/** Shows a count as the rule says. */
export function showCount(count: number, past: CellPast, rule: CellRule): ShownCount {
  return shownAs(count, viewCell(count, past, rule));
}

/** Withholds a count of which no more is known than what was shown before. */
export function withholdCount(count: number, past: CellPast, rule: CellRule): ShownCount {
  const lo = past.shown === null ? 0 : viewCell(past.shown, past, rule).lo;
  return { count, shown: null, lo, hi: NO_LIMIT, withheld: true, rests: false };
}

function shownAs(count: number, { shown, lo, hi }: CellView): ShownCount {
  return { count, shown, lo, hi, withheld: shown === null, rests: false };
}

/** Shows a variable of a place whose exact figures are not published. */
export function showVariable(raw: CountedVariable, place: MarginPlace): ShownVariable {
  const { rule, past, above } = place;
  const pastOf = (at: number): CellPast => past.cells[at] ?? { shown: null, wasSmall: false };
  if (above !== null) {
    const show = (count: number, cellPast: CellPast, shown: number | null): ShownCount =>
      showAbove(showCount(count, cellPast, rule), shown);
    return {
      raw,
      rule,
      cells: raw.counts.map((count, at) => show(count, pastOf(at), above.counts[at] ?? null)),
      answered: show(raw.answered, past.answered, above.answered),
    };
  }
  const answered = showCount(raw.answered, past.answered, rule);
  const cells = raw.counts.map((count, at) => showCount(count, pastOf(at), rule));
  if (raw.several) return { raw, rule, cells, answered };
  const withhold = (at: number): ShownCount => withholdCount(raw.counts[at] ?? 0, pastOf(at), rule);
  const sum = sumRange(raw, answered, place.responses);
  return { raw, rule, cells: protectLine(cells, sum, withhold), answered };
}

/** What the place above shows is what is shown; anything else would be a second, telling view of the same count. */
function showAbove(own: ShownCount, shown: number | null): ShownCount {
  if (shown === own.shown) return own;
  return { ...own, shown, lo: 0, hi: NO_LIMIT, withheld: shown === null };
}

/** What is known of the sum of a line: those who answered; all responses where nobody can have been left out. */
function sumRange(raw: CountedVariable, answered: ShownCount, responses: ShownCount): Range {
  const all = raw.answered === responses.count;
  return {
    lo: all ? Math.max(answered.lo, responses.lo) : answered.lo,
    hi: Math.min(answered.hi, responses.hi),
  };
}

/**
 * Withholds further cells of a line, the smallest first, until none that is withheld can be narrowed down. As long as only
 * small ones are withheld everyone knows that they are; once there are others, nobody knows which.
 */
function protectLine(
  cells: readonly ShownCount[],
  sum: Range,
  withhold: (at: number) => ShownCount,
): readonly ShownCount[] {
  const line = [...cells];
  for (;;) {
    if (isLineSafe(line, sum)) return line;
    const open = line.flatMap((cell, at) => (cell.shown === null ? [] : [{ at, hi: cell.hi }]));
    const next = open.toSorted((a, b) => a.hi - b.hi)[0];
    if (next === undefined) return line;
    line[next.at] = withhold(next.at);
    // Whoever knows the rule knows that what was withheld is no larger than what was not.
    const hi = Math.min(NO_LIMIT, ...line.flatMap((cell) => (cell.shown === null ? [] : [cell.hi])));
    line.forEach((cell, at) => {
      if (cell.shown === null) line[at] = { ...withhold(at), hi };
    });
  }
}

function isLineSafe(line: readonly ShownCount[], sum: Range): boolean {
  const lows = line.reduce((total, { lo }) => total + lo, 0);
  const highs = line.reduce((total, { hi }) => total + hi, 0);
  return line.every(({ shown, lo, hi }) => {
    if (shown !== null) return true;
    const least = Math.max(lo, sum.lo - (highs - hi));
    const most = Math.min(hi, sum.hi - (lows - lo));
    return most - least >= TABLE_SPREAD;
  });
}

/**
 * Shows a question of the nation, whose exact figures are published: what is rounded tells no more than they do. A figure
 * that did not move with this release is known to be at least what it was, and at most that and all who moved nowhere.
 */
export function showExact(
  raw: CountedVariable,
  tabulation: Tabulation,
  by: { readonly release: number; readonly rule: CellRule; readonly responses: number },
): ShownVariable {
  const figures = raw.ids.map((id) => tabulation.cells.find((cell) => cell.id === id));
  const answers = tabulation.answeredAsOf === by.release ? (tabulation.answered ?? null) : null;
  const shown = figures.map((figure) => figure?.count ?? 0);
  const spare = Math.max(0, by.responses - shown.reduce((sum, count) => sum + count, 0));
  const exact = (count: number, figure: number | null, isNew: boolean): ShownCount => {
    const rounded = figure === null ? null : nearest(figure, baseOf(by.rule));
    if (isNew) return { count, shown: rounded, lo: count, hi: count, withheld: false, rests: false };
    const lo = figure ?? 0;
    const hi = raw.several ? (answers ?? by.responses) : lo + spare;
    return { count, shown: rounded, lo, hi, withheld: true, rests: true };
  };
  return {
    raw,
    rule: by.rule,
    cells: raw.counts.map((count, at) => {
      const { count: figure = null, asOf = null } = figures[at] ?? {};
      return exact(count, figure, figure !== null && asOf === by.release);
    }),
    answered: {
      ...exact(raw.answered, tabulation.answered, answers !== null),
      ...(answers === null ? { hi: by.responses } : {}),
      withheld: false,
    },
  };
}
