/** The four age bands: all that is ever kept of a child's age. */

/** Youngest first. A flow may word its text for each. */
export const AGE_BANDS = ['7-8', '9-10', '11-13', '14-15'] as const;

/** One of the four bands. Years are completed years of age. */
export type AgeBand = (typeof AGE_BANDS)[number];

/** Youngest and oldest age consulted: from seven (indicator 22) to under sixteen (Luật Trẻ em, Điều 1). */
export const MIN_AGE = 7;
/** @see MIN_AGE */
export const MAX_AGE = 15;

/**
 * Tells the band of an age.
 *
 * @param age completed years, a whole number
 * @returns the band, or `null` outside 7–15
 */
export function ageBandOf(age: number): AgeBand | null {
  if (!Number.isInteger(age) || age < MIN_AGE || age > MAX_AGE) return null;
  if (age <= 8) return '7-8';
  if (age <= 10) return '9-10';
  if (age <= 13) return '11-13';
  return '14-15';
}
