/** The figures of a year that may be told, place by place: floors in steps, that bound no count from above. */

import { type Gazetteer, type LocalityCode, NATION, provinceOf } from '../locality.ts';
import { floorOf, lagOf, stepOf } from '../progress/floor.ts';
import { type FloorTable, leaveWithin } from '../progress/slack.ts';
import type { Day } from '../release/release.ts';
import { MIN_SPREAD } from '../release/suppress.ts';
import { LINES, type Line } from './indicator.ts';

/** Counts by place: provinces, communes, and `''` for those of whom no place is known. */
export type PlaceCounts = Readonly<Record<LocalityCode, number>>;

/** True counts of a year. They never leave the use case that cuts. */
export type YearCounts = {
  readonly lines: Readonly<Partial<Record<Line, PlaceCounts>>>;
  /** The largest threshold k that children of the year were told. */
  readonly minCell: number;
};

/** A figure that was told and fell since, because a correction made it untrue. */
export type Correction = {
  /** The highest that was told. */
  readonly from: number;
  /** Day in Asia/Ho_Chi_Minh on which it fell last. */
  readonly day: Day;
};

/** Corrections by line, then place. */
export type Corrections = Readonly<Partial<Record<Line, Readonly<Record<LocalityCode, Correction>>>>>;

/** What may be told of a year. */
export type YearFigures = {
  readonly year: number;
  /** Day in Asia/Ho_Chi_Minh on which they were cut. */
  readonly day: Day;
  /** Threshold k; the step of figures, and ten at least in communes. */
  readonly minCell: number;
  /** By line, then place (`VN`, provinces, communes): at least so many. A place that is missing has not reached a step. */
  readonly lines: Readonly<Partial<Record<Line, FloorTable>>>;
  /** What fell and has not risen again: nothing that was told falls in silence. Absent where there is none. */
  readonly corrected?: Corrections;
};

/** Figures with the number of turns they were cut at, which decides when the next are due and is never told. */
export type KeptFigures = { readonly figures: YearFigures; readonly turns: number };

/** What cutting needs to know. */
export type FigureRules = {
  readonly year: number;
  readonly day: Day;
  /** Least threshold k of the installation. */
  readonly minCell: number;
  readonly gazetteer: Gazetteer;
  /** Uniformly random, at least 0 and below 1, for each figure; `null` when a year is closed and nothing follows. */
  readonly fraction: (() => number) | null;
};

/** All turns of a year: whatever else moves, moves with one. */
export function turnsOf({ lines }: YearCounts): number {
  return sumOf(lines['turns:chat'] ?? {}) + sumOf(lines['turns:off-chat'] ?? {});
}

/** Tells whether new figures are due: never twice a day, and only once turns moved by a whole step. */
export function areFiguresDue(last: KeptFigures | null, counts: YearCounts, rules: FigureRules): boolean {
  if (last !== null && last.figures.day >= rules.day) return false;
  return Math.abs(turnsOf(counts) - (last?.turns ?? 0)) >= stepOf(kOf(counts, rules));
}

/**
 * Cuts the figures of a year.
 *
 * Every figure is a floor in steps of k (of ten at least in communes), and what is told of places never adds up to more
 * than is told above them: a count can always be any of a step's values, told or not. Of turns, whose exact total a release
 * tells, something is always left over.
 *
 * @param last what was told before; it is taken back only where a correction made it untrue
 */
export function cutFigures(counts: YearCounts, last: YearFigures | null, rules: FigureRules): YearFigures {
  const minCell = kOf(counts, rules);
  const lines = LINES.flatMap((line) => {
    const exact = line === 'turns:chat';
    const told = cutLine(counts.lines[line] ?? {}, last?.lines[line] ?? {}, { ...rules, minCell, exact });
    return Object.keys(told).length === 0 ? [] : [[line, told] as const];
  });
  const tables = Object.fromEntries(lines);
  const corrected = correctionsOf(tables, last, rules.day);
  const figures = { year: rules.year, day: rules.day, minCell, lines: tables };
  return Object.keys(corrected).length === 0 ? figures : { ...figures, corrected };
}

/** What is told now of less than was told before. */
function correctionsOf(now: YearFigures['lines'], last: YearFigures | null, day: Day): Corrections {
  const lines = LINES.flatMap((line) => {
    const [before, known] = [last?.lines[line] ?? {}, last?.corrected?.[line] ?? {}];
    const fallen = [...new Set([...Object.keys(before), ...Object.keys(known)])].flatMap((place) => {
      const [told, earlier, since] = [now[line]?.[place] ?? 0, before[place] ?? 0, known[place]];
      const from = Math.max(earlier, since?.from ?? 0);
      if (told >= from) return [];
      return [[place, { from, day: told < earlier ? day : (since?.day ?? day) }] as const];
    });
    return fallen.length === 0 ? [] : [[line, Object.fromEntries(fallen)] as const];
  });
  return Object.fromEntries(lines);
}

function kOf(counts: YearCounts, rules: FigureRules): number {
  return Math.max(counts.minCell, rules.minCell);
}

/** Figures of one line. @param exact whether its exact total is told elsewhere */
function cutLine(
  counts: PlaceCounts,
  last: FloorTable,
  rules: FigureRules & { readonly exact: boolean },
): FloorTable {
  const step = stepOf(rules.minCell);
  // A whole number of the province's steps: else what is told of communes would say more of their province than its own.
  const communeStep = step * Math.ceil(stepOf(rules.minCell, 'commune') / step);
  const slack = rules.exact ? MIN_SPREAD : 0;
  const lag = (): number => (rules.fraction === null ? 0 : lagOf(rules.fraction()));
  const { provinces: all, communes: within } = gather(counts, rules.gazetteer);
  const before: Record<LocalityCode, number> = {};
  const told = (place: LocalityCode, count: number, by: number): number => {
    const earlier = last[place] ?? 0;
    // What was told before and is still true stays told; the rest is a correction.
    if (earlier > 0 && earlier <= count) before[place] = earlier;
    return Math.max(before[place] ?? 0, floorOf(count, by, lag()));
  };
  const communes = new Map(
    [...within].map(([province, each]) => [province, toldOf(each, (p, n) => told(p, n, communeStep))]),
  );
  const floors: Record<LocalityCode, number> = {};
  for (const [province, count] of all) {
    floors[province] = Math.max(told(province, count, step), sumOf(communes.get(province) ?? {}));
  }
  const nation = Math.max(told(NATION, sumOf(counts), step), sumOf(floors));
  // What is lowered follows from what is told above alone, so that it gives nothing away.
  const leave = (table: FloorTable, most: number, by: number): FloorTable =>
    leaveWithin(positive(table), Math.max(0, most - slack), { before, step: by });
  const provinces = leave(floors, nation, step);
  const result: Record<LocalityCode, number> = { ...(nation > 0 ? { [NATION]: nation } : {}), ...provinces };
  for (const [province, each] of communes) {
    Object.assign(result, leave(each, provinces[province] ?? 0, communeStep));
  }
  return result;
}

/** Adds up provinces, and sorts communes under theirs. A place of another time counts for the nation alone. */
function gather(counts: PlaceCounts, gazetteer: FigureRules['gazetteer']) {
  const provinces = new Map<LocalityCode, number>();
  const communes = new Map<LocalityCode, Record<LocalityCode, number>>();
  for (const [place, count] of Object.entries(counts)) {
    if (gazetteer.find(place) === undefined) continue;
    const province = provinceOf(place, gazetteer) ?? place;
    provinces.set(province, (provinces.get(province) ?? 0) + count);
    if (province === place) continue;
    const each = communes.get(province) ?? {};
    each[place] = count;
    communes.set(province, each);
  }
  return { provinces, communes };
}

function toldOf(counts: PlaceCounts, told: (place: LocalityCode, count: number) => number): FloorTable {
  return positive(
    Object.fromEntries(Object.entries(counts).map(([place, count]) => [place, told(place, count)])),
  );
}

function positive(table: FloorTable): FloorTable {
  return Object.fromEntries(Object.entries(table).filter(([, floor]) => floor > 0));
}

function sumOf(table: FloorTable): number {
  return Object.values(table).reduce((sum, count) => sum + count, 0);
}
