/** How counts of contacts are shown to staff: never exactly, and not at all where they are few. */

/** `few`: fewer than the threshold, or none; `about`: to the nearest ten, at least ten. */
export type ShownCount = { readonly kind: 'few' } | { readonly kind: 'about'; readonly count: number };

const STEP = 10;

/**
 * Gives a count the form it may be shown in. Exact ones would tell, by one step up or down at the right moment, whether a
 * known child has finished.
 *
 * @param threshold of the consultation: fewer are not shown, nor written to by themselves
 */
export function shownCount(count: number, threshold: number): ShownCount {
  if (count < threshold) return { kind: 'few' };
  return { kind: 'about', count: Math.max(STEP, Math.round(count / STEP) * STEP) };
}
