/** Which places below one are shown by themselves: those with many children, and never so that the rest is few. */

import type { CellRule } from './rounding.ts';
import type { CountedVariable } from './scope-counts.ts';

/** Fewest responses of a place that is shown by itself, in thresholds. */
const LEAST_CELLS = 10;

/** Tells whether so many responses are enough for a place to be shown by itself. */
export function isLargeEnough(responses: number, { minCell }: CellRule): boolean {
  return responses >= LEAST_CELLS * minCell;
}

/**
 * Finds the places below that are shown. Whoever subtracts them from the whole learns what all others answered together: if
 * those are too few for a place of their own, the smallest that would be shown is not either.
 *
 * @param places true counts of the places below
 * @param responses of all, those of no place below included
 * @returns the positions of those shown
 */
export function openPlaces(
  { counts }: CountedVariable,
  responses: number,
  rule: CellRule,
): ReadonlySet<number> {
  const large = counts
    .map((count, at) => ({ count, at }))
    .filter(({ count }) => isLargeEnough(count, rule))
    .sort((a, b) => a.count - b.count || a.at - b.at);
  const restOf = (shown: typeof large): number =>
    responses - shown.reduce((sum, { count }) => sum + count, 0);
  while (large.length > 0 && restOf(large) > 0 && !isLargeEnough(restOf(large), rule)) large.shift();
  return new Set(large.map(({ at }) => at));
}
