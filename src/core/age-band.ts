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

/** First and last completed year of a band. */
function yearsOf(band: AgeBand): { readonly from: number; readonly to: number } {
  const [from = MIN_AGE, to = MAX_AGE] = band.split('-').map(Number);
  return { from, to };
}

/** Joins bands that follow on each other: 7-8, 9-10 and 14-15 are 7–10 and 14–15. */
export function ageSpans(
  bands: readonly AgeBand[],
): readonly { readonly from: number; readonly to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const band of AGE_BANDS) {
    if (!bands.includes(band)) continue;
    const { from, to } = yearsOf(band);
    const last = spans.at(-1);
    if (last !== undefined && last.to + 1 === from) last.to = to;
    else spans.push({ from, to });
  }
  return spans;
}
