/** The one way in which live counts are told: "at least so many", in steps, and never the count itself. */

import { MIN_SPREAD } from '../release/suppress.ts';

/**
 * How likely it is that a figure stays one more step behind. Without this chance a figure that did not move would say that
 * the count is less than a step above it, and such upper bounds add up: of three places "not yet 5" each, under a total of
 * "at least 10", none could have fewer than 2.
 */
export const LAG_CHANCE = 0.25;

/** Fewest children of a step in a commune: there everyone knows everyone. */
const COMMUNE_STEP = 10;

/**
 * The steps that figures move in.
 *
 * @param minCell threshold k of the consultation
 * @returns children a step: at least k, and always enough that a count is never known to ±1
 */
export function stepOf(minCell: number, of: 'figure' | 'commune' = 'figure'): number {
  const least = of === 'commune' ? COMMUNE_STEP : MIN_SPREAD + 1;
  return Math.max(minCell, least);
}

/**
 * Turns a random number into the steps that a figure stays behind: none three times out of four, and any number now and
 * then, so that a figure never tells what a count is not.
 *
 * @param fraction uniformly random, at least 0 and below 1
 */
export function lagOf(fraction: number): number {
  return Math.max(0, Math.floor(Math.log(1 - fraction) / Math.log(LAG_CHANCE)));
}

/**
 * Tells a count as a floor.
 *
 * A floor is a whole number of steps, at most the count, and tells nothing else: whatever was told, every larger count is
 * possible, so that no difference of floors, between days, places, bands or totals, bounds any count from above.
 *
 * @param count true count, ≥ 0
 * @param step children a step, ≥ 1
 * @param lag steps to stay behind, ≥ 0; drawn anew for each telling. @see lagOf
 * @returns 0 where nothing can be told
 */
export function floorOf(count: number, step: number, lag: number): number {
  return Math.max(0, Math.floor(count / step) - lag) * step;
}
