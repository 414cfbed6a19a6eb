/** Keeps floors from adding up to everyone: a release tells the exact number of responses beside them. */

import { MIN_SPREAD } from '../release/suppress.ts';

/** Floors by place or band. */
export type FloorTable = Readonly<Record<string, number>>;

/** What is lowered, and how far. */
export type SlackRules = {
  /** What was told before; never taken back. */
  readonly before: FloorTable;
  /** All that the cells add up to. */
  readonly total: number;
  /** Children a step. */
  readonly step: number;
};

/**
 * Lowers floors that rose until at least three children are told of in no cell: otherwise the exact total, once a release
 * publishes it, would leave each other cell fewer than four values.
 *
 * @param floors of cells that each child stands in at most one of
 */
export function leaveSlack(floors: FloorTable, { before, total, step }: SlackRules): FloorTable {
  const lowered: Record<string, number> = { ...floors };
  const rose = Object.keys(floors).filter((cell) => (floors[cell] ?? 0) > (before[cell] ?? 0));
  rose.sort((one, other) => (floors[other] ?? 0) - (floors[one] ?? 0));
  let excess = Object.values(floors).reduce((sum, floor) => sum + floor, 0) - (total - MIN_SPREAD);
  for (const cell of rose) {
    if (excess <= 0) break;
    const floor = lowered[cell] ?? 0;
    const next = Math.max(before[cell] ?? 0, floor - step);
    excess -= floor - next;
    if (next > 0) lowered[cell] = next;
    else delete lowered[cell];
  }
  return lowered;
}

/**
 * Lowers the floors of cells until they add up to no more than what is told of all of them.
 *
 * @param most what they may add up to
 */
export function leaveWithin(floors: FloorTable, most: number, rules: Omit<SlackRules, 'total'>): FloorTable {
  let lowered = floors;
  const sumOf = (table: FloorTable): number => Object.values(table).reduce((sum, floor) => sum + floor, 0);
  while (sumOf(lowered) > most) {
    const next = leaveSlack(lowered, { ...rules, total: sumOf(lowered) });
    if (sumOf(next) === sumOf(lowered)) break;
    lowered = next;
  }
  return lowered;
}
