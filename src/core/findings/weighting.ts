/** Weighs answers by groups, so that each group counts as it does among the children of the place. */

import type { SplitTable } from './differences.ts';
import { hasShares, shareOf } from './figures.ts';

/** Children of a place by group: from an imported denominator. */
export type Population = ReadonlyMap<string, number>;

/** Shares of the answers after weighing; `null` where nothing can be weighed. */
export type Weighted = {
  /** By row of the table, 0..1; `null` where a group's figure is withheld. */
  readonly shares: readonly (number | null)[];
  /** Groups that the population has and the published figures have not: the others stand for them. */
  readonly missing: readonly string[];
};

/** Fewest of the population that published groups must make up: below it the weighing would be a guess. */
const LEAST_COVERED = 0.9;

/**
 * Weighs the shares of a table by its columns (post-stratification).
 *
 * @returns `null` where the groups that are known make up too little of the population
 * @see Lohr: Sampling. Design and Analysis, 3rd edition, § 4.4
 */
export function weigh(table: SplitTable, population: Population): Weighted | null {
  const all = sumOf([...population.values()]);
  const known = table.columnIds.flatMap((id, column) => {
    const of = table.answered[column] ?? null;
    const children = population.get(id) ?? 0;
    return of === null || !hasShares(of, table.base) || children <= 0 ? [] : [{ id, column, of, children }];
  });
  const covered = sumOf(known.map(({ children }) => children));
  if (all <= 0 || covered < LEAST_COVERED * all) return null;
  return {
    shares: table.counts.map((row) => {
      let share = 0;
      for (const { column, of, children } of known) {
        const count = row[column] ?? null;
        if (count === null) return null;
        share += Math.min(1, count / of) * (children / covered);
      }
      return share;
    }),
    missing: [...population.keys()].filter((id) => !known.some((one) => one.id === id)),
  };
}

/** One group among those who answered and among the children of the place. */
export type Likeness = {
  readonly id: string;
  /** Share of those who answered; `null` where withheld. */
  readonly answered: number | null;
  readonly children: number;
};

/**
 * How far those who answered resemble the children of the place, group by group.
 *
 * @param answered published counts by group
 * @param of `responses`: of the place, `null` where withheld, and then only the children of the place can be told; `base`: what
 *   all these counts are rounded to
 */
export function likenessOf(
  answered: ReadonlyMap<string, number | null>,
  { responses, base }: { readonly responses: number | null; readonly base: number },
  population: Population,
): readonly Likeness[] {
  const all = sumOf([...population.values()]);
  if (all <= 0) return [];
  return [...population].map(([id, children]) => ({
    id,
    answered: shareOf(answered.get(id) ?? null, responses, base),
    children: children / all,
  }));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
