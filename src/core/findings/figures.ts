/** The published figures of one question at one place, as pictures and sentences take them. */

import type { QuestionId, QuestionKind } from '../flow/flow.ts';

/** One answer that could be given. */
export type FigureCell = {
  readonly id: string;
  /** In the reader's language. */
  readonly label: string;
  /** An emoji shown before the label. */
  readonly face: string | null;
  /** Children who gave it; `null` where withheld. */
  readonly count: number | null;
  /** True where the count is of an earlier release than that of those who answered: there may be more by now. */
  readonly older: boolean;
};

/** A question's figures. Counts are multiples of `base`, each within half of it of the true count. */
export type Figures = {
  readonly question: QuestionId;
  readonly kind: QuestionKind;
  /** As it was asked. */
  readonly text: string;
  /** `null` where withheld. */
  readonly answered: number | null;
  readonly skipped: number | null;
  /** 1: the counts are exact. */
  readonly base: number;
  /** Fewest children of a published figure. */
  readonly minCell: number;
  /** Whether one child may have given several answers. */
  readonly several: boolean;
  /** Of a quiz: the ids of what is right. */
  readonly right: readonly string[];
  /** In the flow's order. */
  readonly cells: readonly FigureCell[];
};

/**
 * The number of those who answered, where shares may be reckoned from it: `null` too where some figure is of a later release
 * than it, because such a share would be of children who were not counted yet.
 */
export function shareBase(one: {
  readonly answered: number | null;
  readonly answeredAsOf: number | null;
  readonly cells: readonly { readonly asOf: number | null }[];
}): number | null {
  const { answered, answeredAsOf, cells } = one;
  return cells.some(({ asOf }) => asOf !== null && asOf > (answeredAsOf ?? 0)) ? null : answered;
}

/** How far a published count may be from the true one, either way. */
export function slackOf(base: number): number {
  return Math.floor(base / 2);
}

/** Of rounded counts a share is told only where so many times the base answered: it is then off by a tenth at most. */
const LEAST_BASES = 5;

/** Tells whether enough children answered for shares of counts that are rounded to `base`: pages and files keep to it alike. */
export function hasShares(answered: number, base: number): boolean {
  return answered > 0 && (base <= 1 || answered >= LEAST_BASES * base);
}

/** More than all by so much is more than rounding may do to shares that are worth telling. */
const MOST_TOGETHER = 1.1;

/**
 * The same for one group of a split, whose counts move apart from the number who answered: where each child gave one answer
 * and the answers together are far more than the children, no share of them is told.
 */
export function hasGroupShares(
  counts: readonly (number | null)[],
  group: { readonly answered: number; readonly base: number; readonly several: boolean },
): boolean {
  if (!hasShares(group.answered, group.base)) return false;
  const told = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return group.several || told <= MOST_TOGETHER * group.answered;
}

/**
 * A share of those who answered, 0..1; `null` where a part of it is withheld, nobody answered, or rounding would make it a
 * guess: ten of ten rounded to tens may be six of fourteen. Rounding may not lift it above all.
 *
 * @param base what both counts are rounded to; 1: they are exact
 */
export function shareOf(count: number | null, answered: number | null, base: number): number | null {
  if (count === null || answered === null || !hasShares(answered, base)) return null;
  return Math.min(1, count / answered);
}

/** A share in whole percent. */
export function percentOf(share: number): number {
  return Math.round(share * 100);
}

/**
 * How many children a cell may stand for at most: itself, and whatever of those who answered is in no published cell, if
 * its own count is withheld or old.
 */
export function mostOf(figures: Figures, cell: FigureCell): number {
  if (cell.count !== null && !cell.older) return cell.count;
  if (figures.answered === null) return Number.POSITIVE_INFINITY;
  if (figures.several) return figures.answered;
  const told = figures.cells.reduce((sum, { count }) => sum + (count ?? 0), 0);
  const untold = Math.max(0, figures.answered - told) + slackOf(figures.base) * figures.cells.length;
  return (cell.count ?? 0) + untold;
}
