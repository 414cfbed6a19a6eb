/** Someone who sees every figure that was ever told, knows the procedure, and reckons back what is not told. */

import { floorOf } from '../../../src/core/progress/floor.ts';

/** A count for each group of children that no figure divides further. */
export type Truth = readonly number[];

/** A figure that is told: the sum of some groups, in steps. */
export type Figure = {
  readonly name: string;
  readonly groups: readonly number[];
  readonly step: number;
  /** How this one comes about, where not like the others: a release tells its number of responses exactly. */
  readonly procedure?: Procedure;
};

/** What was told on one day, by figure. */
export type Told = Readonly<Record<string, number>>;

/** How a figure comes about; the one under test draws any number of steps to stay behind. */
export type Procedure = (count: number, before: number, step: number) => readonly number[];

/** All that can be told of a count, whatever is drawn. */
export const withAnyLag: Procedure = (count, before, step) =>
  Array.from({ length: Math.floor(count / step) + 1 }, (_, lag) =>
    Math.max(before, floorOf(count, step, lag)),
  );

/** The mistake the attack must notice: every figure always told up to its last step. */
export const withoutLag: Procedure = (count, before, step) => [Math.max(before, floorOf(count, step, 0))];

/** The same mistake once more: counts as they are. */
export const live: Procedure = (count) => [count];

/** The smallest and the largest value that a figure can have had on a day. */
export type Bounds = {
  readonly day: number;
  readonly figure: string;
  readonly least: number;
  readonly most: number;
};

/**
 * Finds the bounds of every figure on every day by trying every course the counts can have taken.
 *
 * @param days what was told, day by day
 * @param attack the figures, the procedure, how large a group can be, and the fewest new children between two days
 */
export function reckonBack(
  days: readonly Told[],
  attack: {
    readonly figures: readonly Figure[];
    readonly procedure: Procedure;
    readonly most: number;
    readonly fresh: number;
  },
): readonly Bounds[] {
  const { figures, procedure } = attack;
  const groups = Math.max(...figures.flatMap((figure) => figure.groups)) + 1;
  const worlds = everyTruth(groups, attack.most);
  const fitting = days.map((told, day) =>
    worlds.filter((truth) =>
      figures.every(({ name, groups: of, step, procedure: own = procedure }) =>
        own(sumOf(truth, of), days[day - 1]?.[name] ?? 0, step).includes(told[name] ?? 0),
      ),
    ),
  );
  const follows = (before: Truth, after: Truth): boolean =>
    before.every((count, at) => count <= (after[at] ?? 0)) && sumAll(after) - sumAll(before) >= attack.fresh;
  // Forwards what can be reached, then backwards what leads on to the last day.
  for (let day = 1; day < days.length; day += 1) {
    const before = fitting[day - 1] ?? [];
    fitting[day] = (fitting[day] ?? []).filter((after) => before.some((one) => follows(one, after)));
  }
  for (let day = days.length - 2; day >= 0; day -= 1) {
    const after = fitting[day + 1] ?? [];
    fitting[day] = (fitting[day] ?? []).filter((before) => after.some((one) => follows(before, one)));
  }
  return fitting.flatMap((possible, day) =>
    figures.map(({ name, groups: of }) => {
      const values = possible.map((truth) => sumOf(truth, of));
      return { day, figure: name, least: Math.min(...values), most: Math.max(...values) };
    }),
  );
}

export function sumOf(truth: Truth, groups: readonly number[]): number {
  return groups.reduce((sum, group) => sum + (truth[group] ?? 0), 0);
}

function sumAll(truth: Truth): number {
  return truth.reduce((sum, count) => sum + count, 0);
}

function everyTruth(groups: number, most: number): readonly Truth[] {
  let all: readonly Truth[] = [[]];
  for (let group = 0; group < groups; group += 1) {
    all = all.flatMap((truth) => Array.from({ length: most + 1 }, (_, count) => [...truth, count]));
  }
  return all;
}
