/** Tells whether two shares differ by more than chance: a two-proportion z-test that distrusts rounded counts. */

/** Some of a group, of which only rounded counts are known. */
export type CountedShare = {
  readonly count: number;
  /** The true count lies within this, either way. */
  readonly slack: number;
  /** Size of the group. */
  readonly of: number;
  readonly ofSlack: number;
};

/** Fewest children expected on each side of each group: below it the normal distribution is no good picture of chance. */
const FEWEST_EXPECTED = 5;

/**
 * The probability that groups which do not differ come out at least as far apart (two-sided).
 *
 * Of all counts that were rounded to the published ones it takes those that speak least for a difference, and the
 * smallest groups.
 *
 * @param one no child is in both groups
 * @returns 0..1; `null` where the groups are too small for the test
 * @see https://www.itl.nist.gov/div898/software/dataplot/refman1/auxillar/diffprop.htm
 */
export function chanceOf(one: CountedShare, other: CountedShare): number | null {
  const isOneHigher = one.count * other.of >= other.count * one.of;
  const higher = leastOf(isOneHigher ? one : other);
  const lower = mostOf(isOneHigher ? other : one);
  if (higher.of <= 0 || lower.of <= 0) return null;
  const pooled = (higher.share * higher.of + lower.share * lower.of) / (higher.of + lower.of);
  const fewest = Math.min(pooled, 1 - pooled) * Math.min(higher.of, lower.of);
  if (fewest < FEWEST_EXPECTED) return null;
  const apart = higher.share - lower.share;
  if (apart <= 0) return 1;
  const z = apart / Math.sqrt(pooled * (1 - pooled) * (1 / higher.of + 1 / lower.of));
  return complementaryError(z / Math.SQRT2);
}

function leastOf({ count, slack, of, ofSlack }: CountedShare) {
  return { of: of - ofSlack, share: Math.max(0, Math.min(1, (count - slack) / (of + ofSlack))) };
}

function mostOf({ count, slack, of, ofSlack }: CountedShare) {
  return { of: of - ofSlack, share: Math.min(1, (count + slack) / Math.max(1, of - ofSlack)) };
}

/**
 * erfc of a number ≥ 0, good to 1.2e-7 of itself.
 *
 * @see Press et al., Numerical Recipes in C, 2nd edition, § 6.2 (a Chebyshev fit)
 */
function complementaryError(x: number): number {
  const t = 1 / (1 + x / 2);
  const coefficients = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
    -0.82215223, 0.17087277,
  ];
  const exponent = coefficients.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  return t * Math.exp(-x * x + exponent);
}

/**
 * Holm's correction: with it, the probability that even one of all differences told is mere chance stays below `level`.
 *
 * @returns for each chance whether it may be told as a difference
 * @see Holm: A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6 (1979)
 */
export function holdAgainstChance(chances: readonly number[], level: number): readonly boolean[] {
  const order = chances.map((chance, at) => ({ chance, at })).sort((a, b) => a.chance - b.chance);
  const told = chances.map(() => false);
  for (const [rank, { chance, at }] of order.entries()) {
    if (chance > level / (chances.length - rank)) break;
    told[at] = true;
  }
  return told;
}
