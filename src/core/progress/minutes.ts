/** How long a walk took, in classes so wide that they point at nobody. */

/** Fewest minutes of each class; the last one is open. */
export const MINUTE_CLASSES = [0, 3, 5, 7, 10, 15, 30] as const;

/** A class, named by its fewest minutes. */
export type MinuteClass = (typeof MINUTE_CLASSES)[number];

/**
 * The pace of one walk. While it goes on: the minute in which its first question was put, on a dial that goes round in four
 * hours. Once it has ended: the class of the minutes it took.
 */
export type Pace = { readonly from: number } | { readonly took: MinuteClass };

/** Counts of walks by class. */
export type MinuteCounts = Readonly<Partial<Record<MinuteClass, number>>>;

/**
 * Tells the class of a duration.
 *
 * @param minutes whole minutes, ≥ 0
 */
export function minuteClassOf(minutes: number): MinuteClass {
  return MINUTE_CLASSES.findLast((least) => least <= minutes) ?? MINUTE_CLASSES[0];
}

/** The minutes a class reaches up to, exclusive; `null` for the last one. */
export function endOfClass(least: MinuteClass): number | null {
  return MINUTE_CLASSES[MINUTE_CLASSES.indexOf(least) + 1] ?? null;
}

/** Reads a class out of stored text. */
export function readMinuteClass(text: string): MinuteClass | null {
  return MINUTE_CLASSES.find((least) => String(least) === text) ?? null;
}

/**
 * Finds the class the median lies in.
 *
 * @param fewest walks below which it is not told
 * @returns `null` where there are fewer
 */
export function medianClass(counts: MinuteCounts, fewest: number): MinuteClass | null {
  const walks = MINUTE_CLASSES.reduce<number>((sum, least) => sum + (counts[least] ?? 0), 0);
  if (walks < fewest) return null;
  let below = 0;
  for (const least of MINUTE_CLASSES) {
    below += counts[least] ?? 0;
    if (below * 2 >= walks) return least;
  }
  return null;
}
