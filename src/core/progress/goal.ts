/** How many children of a place are hoped for, and how far that is reached. */

import type { LocalityCode } from '../locality.ts';

/** Most children anyone could hope for: there are some 25 million under sixteen. */
export const MAX_GOAL = 30_000_000;

/** A goal of one place. */
export type CoverageGoal = {
  readonly place: LocalityCode;
  /** Children hoped for; of a share, what it comes to. */
  readonly children: number;
  /** Where it was set as a share; `null` where as a number. */
  readonly share: GoalShare | null;
};

/** A share of the children living there. */
export type GoalShare = {
  /** More than 0, at most 100. */
  readonly percent: number;
  /** Children living there. */
  readonly living: number;
  /** Who says so, and of when it is. */
  readonly source: string;
};

/** What a share comes to, in whole children. */
export function childrenOf({ percent, living }: Pick<GoalShare, 'percent' | 'living'>): number {
  return Math.max(1, Math.ceil((percent * living) / 100));
}

/**
 * Tells how far a goal is reached.
 *
 * @param told children told so far, a floor
 * @returns percent, at least so many, at most 100; whole from ten on, to a tenth below
 */
export function reachedOf(told: number, goal: number): number {
  const tenths = Math.floor((told * 1_000) / goal);
  return Math.min(100, tenths < 100 ? tenths / 10 : Math.floor(tenths / 10));
}
