/** Suppression: withholds small cells, and the further cells without which they could be reckoned back. */

/** A cell before suppression. */
export type RawCell = {
  readonly id: string;
  readonly count: number;
  /** At least so many were told of otherwise, at most `count`; whoever reckons back knows that too. */
  readonly told?: number;
};

/**
 * How far apart the smallest and the largest possible value of a withheld cell must lie, for someone who knows every
 * published figure, the threshold and this very procedure: an interval of three or more never pins a cell to ±1.
 */
export const MIN_SPREAD = 3;

/**
 * Finds the cells to withhold in a group of cells whose sum is published.
 *
 * Primary: every cell under `minCell`, zero included. Complementary: then the smallest of the others, one by one,
 * until no primary cell can be narrowed down to less than `MIN_SPREAD`.
 *
 * @param cells counts ≥ 0 that add up to a published total
 * @returns the ids to withhold; all of them when nothing less protects the small ones
 * @see Hundepool et al., Handbook on Statistical Disclosure Control, chapter 5 (frequency tables)
 */
export function withheldOf(cells: readonly RawCell[], minCell: number): ReadonlySet<string> {
  const primary = new Set(cells.filter((cell) => cell.count < minCell).map((cell) => cell.id));
  const withheld = new Set(primary);
  if (primary.size === 0) return withheld;
  const others = cells.filter((cell) => !primary.has(cell.id)).sort((a, b) => a.count - b.count);
  for (const next of others) {
    if (isProtected(cells, { withheld, primary, minCell })) return withheld;
    withheld.add(next.id);
  }
  return withheld;
}

/** Whether withholding these cells leaves every small one uncertain. All withheld and still certain is not protected. */
export function isProtected(
  cells: readonly RawCell[],
  by: {
    readonly withheld: ReadonlySet<string>;
    readonly primary: ReadonlySet<string>;
    readonly minCell: number;
  },
): boolean {
  const hidden = cells.filter((cell) => by.withheld.has(cell.id));
  const sum = hidden.reduce((total, cell) => total + cell.count, 0);
  const bounds = hidden.map((cell) =>
    by.primary.has(cell.id)
      ? { small: true, low: 0, high: Math.min(by.minCell - 1, sum) }
      : { small: false, low: Math.min(by.minCell, sum), high: sum },
  );
  const lows = bounds.reduce((total, bound) => total + bound.low, 0);
  const highs = bounds.reduce((total, bound) => total + bound.high, 0);
  return bounds.every((bound) => {
    if (!bound.small) return true;
    const smallest = Math.max(bound.low, sum - (highs - bound.high));
    const largest = Math.min(bound.high, sum - (lows - bound.low));
    return largest - smallest >= MIN_SPREAD;
  });
}
