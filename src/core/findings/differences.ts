/** Finds which groups of children answered differently, and only where chance is a poor explanation. */

import type { PublishedTable } from '../release/table.ts';
import { type CountedShare, chanceOf, holdAgainstChance } from './compare-shares.ts';
import { hasShares, slackOf } from './figures.ts';

/** A table of a question (rows) by groups of children (columns). */
export type SplitTable = Pick<
  PublishedTable,
  'rows' | 'rowIds' | 'columnIds' | 'counts' | 'answered' | 'base'
> & {
  readonly columns: string;
  /** How far `answered` may be from the truth, where that is more than rounding alone. */
  readonly answeredSlack?: number;
};

/** One group against all other groups, on one answer. */
export type Difference = {
  readonly rows: string;
  readonly columns: string;
  /** The answer and the group, by their ids. */
  readonly row: string;
  readonly column: string;
  /** Share of the group that gave the answer, and that of the others. */
  readonly share: number;
  readonly others: number;
  /** Probability of so great a difference by chance alone, before the correction. */
  readonly chance: number;
};

/** What came of comparing. */
export type Comparison =
  /** The clearest first. */
  | { readonly kind: 'differ'; readonly differences: readonly Difference[] }
  | { readonly kind: 'alike' }
  /** No two groups were large enough to be compared. */
  | { readonly kind: 'too-few' };

/** Probability that among all differences told on a page even one is mere chance. */
export const LEVEL = 0.05;

/** Differences smaller than this are not worth a sentence, however many children answered. */
export const LEAST_APART = 0.05;

/**
 * Compares each group with all others of its table, on each answer, and corrects for the number of all comparisons.
 *
 * @param tables all that a page compares; the columns of each must not overlap
 * @returns for each table, in their order
 */
export function compareGroups(tables: readonly SplitTable[]): readonly Comparison[] {
  const tested = tables.map(testTable);
  const told = holdAgainstChance(
    tested.flat().map(({ chance }) => chance),
    LEVEL,
  );
  let at = 0;
  return tested.map((differences) => {
    const kept = differences.filter((one) => told[at++] === true && isWorthTelling(one));
    if (differences.length === 0) return { kind: 'too-few' };
    if (kept.length === 0) return { kind: 'alike' };
    return {
      kind: 'differ',
      differences: kept.sort((a, b) => a.chance - b.chance || apartOf(b) - apartOf(a)),
    };
  });
}

function isWorthTelling(one: Difference): boolean {
  return apartOf(one) >= LEAST_APART;
}

function apartOf({ share, others }: Difference): number {
  return Math.abs(share - others);
}

function testTable(table: SplitTable): Difference[] {
  return table.rowIds.flatMap((row, at) => {
    const shares = table.columnIds.map((_, column) => countedShare(table, at, column));
    return table.columnIds.flatMap((column, which) => {
      const share = shares[which] ?? null;
      const others = together(shares.filter((_, other) => other !== which));
      if (share === null || others === null || !hasShares(share.of, table.base)) return [];
      const chance = chanceOf(share, others);
      if (chance === null) return [];
      const { rows, columns } = table;
      return [{ rows, columns, row, column, share: part(share), others: part(others), chance }];
    });
  });
}

function countedShare(table: SplitTable, row: number, column: number): CountedShare | null {
  const count = table.counts[row]?.[column] ?? null;
  const of = table.answered[column] ?? null;
  if (count === null || of === null || of <= 0) return null;
  const slack = slackOf(table.base);
  return { count, slack, of, ofSlack: table.answeredSlack ?? slack };
}

/** Groups taken together: what rounding may have changed adds up. */
function together(shares: readonly (CountedShare | null)[]): CountedShare | null {
  const known = shares.filter((one) => one !== null);
  if (known.length === 0) return null;
  const sum = (of: (one: CountedShare) => number) => known.reduce((all, one) => all + of(one), 0);
  return {
    count: sum(({ count }) => count),
    slack: sum(({ slack }) => slack),
    of: sum(({ of }) => of),
    ofSlack: sum(({ ofSlack }) => ofSlack),
  };
}

function part({ count, of }: CountedShare): number {
  return Math.min(1, count / of);
}
