/** Where an indicator is heading: a straight line through the years that are closed. */

/** A closed year and its share, in percent. */
export type YearShare = { readonly year: number; readonly share: number };

/** Fewest closed years: a line through two says nothing about how well it fits. */
export const FEWEST_YEARS = 3;

/** A forecast, or why there is none. */
export type Forecast =
  | { readonly kind: 'too-few'; readonly years: number }
  | {
      readonly kind: 'line';
      readonly until: number;
      /** Percent in that year, between 0 and 100, one decimal. */
      readonly share: number;
      /** Percentage points a year, one decimal; negative where it falls. */
      readonly slope: number;
      readonly first: number;
      readonly last: number;
      readonly years: number;
    };

/**
 * Draws the line of least squares through closed years and reads it off at a later one. It assumes that each year brings as
 * much as the years before did on average.
 *
 * @param points any order, each year once
 * @param until after the last of them
 */
export function forecastShare(points: readonly YearShare[], until: number): Forecast {
  const years = points.length;
  if (years < FEWEST_YEARS) return { kind: 'too-few', years };
  const meanYear = points.reduce((sum, { year }) => sum + year, 0) / years;
  const meanShare = points.reduce((sum, { share }) => sum + share, 0) / years;
  const spread = points.reduce((sum, { year }) => sum + (year - meanYear) ** 2, 0);
  const slope =
    points.reduce((sum, { year, share }) => sum + (year - meanYear) * (share - meanShare), 0) / spread;
  const share = Math.min(100, Math.max(0, meanShare + slope * (until - meanYear)));
  const all = points.map(({ year }) => year);
  return {
    ...{ kind: 'line', until, share: oneDecimal(share), slope: oneDecimal(slope), years },
    ...{ first: Math.min(...all), last: Math.max(...all) },
  };
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
