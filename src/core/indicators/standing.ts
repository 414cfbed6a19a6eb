/** How a place stands in a year: what was counted, of how many, against which target. */

import type { LocalityCode } from '../locality.ts';
import { type DenominatorSearch, findDenominator } from './denominator.ts';
import type { Correction } from './figures.ts';
import { type ByLine, INDICATORS, type Indicator, type Line, lineOf, WAYS, type Way } from './indicator.ts';
import type { FormerPart, IndicatorContent, Target } from './indicator-row.ts';
import { type ChosenTarget, chooseTarget, formerTargets } from './target.ts';

/** One indicator at one place in one year. Numbers of children are floors: at least so many. */
export type Standing = {
  readonly indicator: Indicator;
  /** By way; `null` where nothing can be told, absent where the way does not exist. */
  readonly counted: Readonly<Partial<Record<Way, number | null>>>;
  /** By way: what fell since it was told. */
  readonly corrected: Readonly<Partial<Record<Way, Correction>>>;
  readonly denominator: DenominatorSearch;
  /** Distinct children in percent of the denominator, rounded down to one decimal; `null` without one of the two. */
  readonly share: number | null;
  /** More children than there are supposed to be: one of the numbers must be wrong. */
  readonly isOverfull: boolean;
  readonly target: ChosenTarget | null;
  readonly formerTargets: readonly Target[];
  /** What is missing to the target, in percentage points and in children; 0 where it is reached. */
  readonly distance: { readonly points: number; readonly children: number } | null;
};

/** What a standing is reckoned from. */
export type StandingGround = {
  readonly place: LocalityCode;
  readonly year: number;
  /** The figures of the place. */
  readonly figures: ByLine;
  /** What of them fell since it was told. */
  readonly corrected?: Readonly<Partial<Record<Line, Correction>>>;
  /** Rows of the place and of the nation that are not withdrawn. */
  readonly rows: readonly IndicatorContent[];
  /** What the place was merged from; empty where it was not. */
  readonly parts: readonly FormerPart[];
};

/** Reckons all three. */
export function standingsOf(ground: StandingGround): readonly Standing[] {
  return INDICATORS.map((indicator) => standingOf(ground, indicator));
}

function standingOf(ground: StandingGround, indicator: Indicator): Standing {
  const { place, year, figures, rows, parts } = ground;
  const counted: Partial<Record<Way, number | null>> = {};
  const corrected: Partial<Record<Way, Correction>> = {};
  for (const way of WAYS) {
    const line = lineOf(indicator, way);
    if (line === null) continue;
    counted[way] = figures[line] ?? null;
    const fallen = ground.corrected?.[line];
    if (fallen !== undefined) corrected[way] = fallen;
  }
  const denominator = findDenominator(rows, { place, indicator, year, parts });
  const target = chooseTarget(rows, { place, measure: indicator, year });
  const children = counted.children ?? null;
  const exact =
    children === null || denominator.kind !== 'found' ? null : (100 * children) / denominator.children;
  const share = exact === null ? null : Math.floor(exact * 10) / 10;
  return {
    ...{ indicator, counted, corrected, denominator, share, target },
    isOverfull: share !== null && share > 100,
    formerTargets: formerTargets(rows, place, indicator),
    distance: target === null ? null : distanceOf(children, denominator, target.target.value),
  };
}

function distanceOf(
  children: number | null,
  denominator: DenominatorSearch,
  percent: number,
): Standing['distance'] {
  if (children === null || denominator.kind !== 'found') return null;
  const wanted = Math.ceil((denominator.children * percent) / 100);
  const share = Math.floor((1000 * children) / denominator.children) / 10;
  return {
    points: Math.max(0, Math.round((percent - share) * 10) / 10),
    children: Math.max(0, wanted - children),
  };
}
