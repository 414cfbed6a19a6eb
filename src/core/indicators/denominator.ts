/** Chooses the denominator of an indicator among the rows that were brought; without one there is none. */

import type { LocalityCode } from '../locality.ts';
import { AGES_OF, type Indicator } from './indicator.ts';
import type { Denominator, FormerPart, IndicatorContent } from './indicator-row.ts';

/** A denominator, and the rows it is made of: one of the place, or one of each part it was merged from. */
export type ChosenDenominator = {
  readonly children: number;
  readonly rows: readonly Denominator[];
};

/** What was found. `partly`: some parts of a merged province have one, those `missing` have none. */
export type DenominatorSearch =
  | ({ readonly kind: 'found' } & ChosenDenominator)
  | { readonly kind: 'partly'; readonly missing: readonly FormerPart[] }
  | { readonly kind: 'none' };

/** What is looked for. */
export type DenominatorWish = {
  readonly place: LocalityCode;
  readonly indicator: Indicator;
  readonly year: number;
  /** What the place was merged from; empty where it was not. */
  readonly parts: readonly FormerPart[];
};

/**
 * Looks for it: girls and boys of exactly the indicator's ages, valid in that year, the newest number of several.
 *
 * @param rows rows that are not withdrawn
 */
export function findDenominator(
  rows: readonly IndicatorContent[],
  { place, indicator, year, parts }: DenominatorWish,
): DenominatorSearch {
  const ages = AGES_OF[indicator];
  const fitting = rows
    .filter((row): row is Denominator => row.kind === 'denominator' && row.place === place)
    .filter((row) => row.sex === null && row.ages.from === ages.from && row.ages.to === ages.to)
    .filter((row) => row.from <= year && year <= (row.until ?? year))
    .sort((one, other) => other.asOf.localeCompare(one.asOf) || other.from - one.from);
  const own = fitting.find(({ former }) => former === null);
  if (own !== undefined) return { kind: 'found', children: own.children, rows: [own] };
  const found = parts.flatMap(({ code }) => fitting.find(({ former }) => former?.code === code) ?? []);
  if (found.length === 0) return { kind: 'none' };
  const missing = parts.filter(({ code }) => !found.some(({ former }) => former?.code === code));
  if (missing.length > 0) return { kind: 'partly', missing };
  return { kind: 'found', children: found.reduce((sum, row) => sum + row.children, 0), rows: found };
}
