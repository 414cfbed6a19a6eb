/** Notes on how answers came about: reported beside results, never acted on. */

import { floorOf, stepOf } from '../progress/floor.ts';
import { MIN_SPREAD } from './suppress.ts';

/**
 * What is noted, each told as "at least so many" and 0 where nothing can be told. A figure may stay behind; it never falls.
 *
 * @see floorOf
 */
export type QualityNotes = {
  /** Walks that took less than three minutes from the first question to the last. */
  readonly quick: number;
  /** Responses that took the option at the same place of every scale, where they answered three scales or more. */
  readonly straight: number;
};

/** What notes are told by. */
export type NotesPlace = {
  readonly minCell: number;
  /** All responses, published exactly. */
  readonly responses: number;
  /** What the last release told; `null` before the first. */
  readonly before: QualityNotes | null;
  /** Draws how many steps a figure stays behind. @see lagOf */
  readonly lag: () => number;
};

/** Turns true counts into notes. At least three responses are left of which nothing is told. */
export function tellNotes(
  counts: QualityNotes,
  { minCell, responses, before, lag }: NotesPlace,
): QualityNotes {
  const tell = (count: number, told: number): number => {
    const most = Math.min(count, responses - MIN_SPREAD);
    return Math.max(told, floorOf(most, stepOf(minCell), lag()));
  };
  return {
    quick: tell(counts.quick, before?.quick ?? 0),
    straight: tell(counts.straight, before?.straight ?? 0),
  };
}
