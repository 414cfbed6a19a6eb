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

/** How far a published count may be from the true one, either way. */
export function slackOf(base: number): number {
  return Math.floor(base / 2);
}

/** Share of those who answered, 0..1; `null` where it cannot be told. Rounded counts may lie over 1 and are held to it. */
export function shareOf(count: number | null, answered: number | null): number | null {
  if (count === null || answered === null || answered <= 0) return null;
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
