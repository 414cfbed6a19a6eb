/** Rounded counts: what is shown of a true count, and what whoever sees it then knows. */

import type { Range } from './circulation.ts';
import { MIN_SPREAD } from './suppress.ts';

/** How far apart the bounds of a withheld cell must lie here: one more, so that whoever is in the cell knows no more. */
export const TABLE_SPREAD = MIN_SPREAD + 1;

/** What was shown of a cell up to now. */
export type CellPast = {
  /** The multiple it was last shown as; `null` where it never was. */
  readonly shown: number | null;
  /** Whether it was withheld in a way that says that it is small. */
  readonly wasSmall: boolean;
};

/** A cell of which nothing was ever published. */
export const NO_PAST: CellPast = { shown: null, wasSmall: false };

/** How cells of a table are shown. */
export type CellRule = {
  /** The consultation's k: figures move in steps of at least so many children, and are rounded to multiples of 2k. */
  readonly step: number;
  /** Fewest children of a cell that is shown, at least `step`. */
  readonly minCell: number;
};

/** What is shown of a cell, and the counts it can then have for someone who knows the rule. */
export type CellView = Range & { readonly shown: number | null };

/**
 * What counts are rounded to: twice k, so that a cell of k children is the first that is not rounded to 0. With k itself
 * the smallest cells shown would be known to three values, and a few of them together would give small ones away.
 */
export function baseOf({ step }: CellRule): number {
  return 2 * step;
}

/** The multiple of `base` nearest to a count; halves go up. */
export function nearest(count: number, base: number): number {
  return Math.floor((count + base / 2) / base) * base;
}

/** The counts that are rounded to a multiple. */
export function roundedRange(multiple: number, base: number): Range {
  const lo = multiple - base / 2;
  return { lo, hi: lo + base - 1 };
}

/**
 * Decides what is shown of a cell.
 *
 * It is first shown from `minCell` children on. A figure that was shown stays until k children more than it can have meant
 * are there, and one that was withheld for being small until it is k above that: whenever what is shown changes, at least k
 * children came to that very cell since it last did. So no change tells what one child, or fewer than k, answered.
 *
 * @param count true count, never less than it was
 */
export function viewCell(count: number, past: CellPast, rule: CellRule): CellView {
  const base = baseOf(rule);
  const near = nearest(count, base);
  const { lo, hi } = roundedRange(near, base);
  if (past.shown === null) {
    const least = past.wasSmall ? afterSmall(rule) : rule.minCell;
    return count < least
      ? { shown: null, lo: 0, hi: least - 1 }
      : { shown: near, lo: Math.max(lo, least), hi };
  }
  const before = roundedRange(past.shown, base);
  const least = before.hi + rule.step;
  return count < least
    ? { shown: past.shown, lo: Math.max(rule.minCell, before.lo), hi: least - 1 }
    : { shown: near, lo: Math.max(lo, least), hi };
}

/** From where on a cell is shown that was known to be small; never where only a few counts round to the same multiple. */
function afterSmall(rule: CellRule): number {
  const least = rule.minCell - 1 + rule.step;
  const { hi } = roundedRange(nearest(least, baseOf(rule)), baseOf(rule));
  return hi - least < rule.step ? hi + 1 : least;
}
