/** How places, ages, shares and sources are called on the pages on indicators. */

import type { Ages, Measure } from '../../../core/indicators/indicator.ts';
import type { FormerPart, IndicatorContent } from '../../../core/indicators/indicator-row.ts';
import { type LocalityCode, NATION } from '../../../core/locality.ts';
import { placesFor } from '../../../core/staff/member.ts';
import type { Visit } from '../console-route.ts';
import { placeLabel } from '../progress/place-label.ts';
import { writeNumber } from '../progress/told.tsx';

/** First address of the area. */
export const INDICATORS_PATH = '/console/indicators';

/** Address of a place's year. */
export function boardPath(place: LocalityCode, year: number): string {
  return `${INDICATORS_PATH}/places/${place}/${year}`;
}

/** "31,2 %". */
export function writePercent(visit: Visit, percent: number): string {
  return visit.phrase('console.indicators.percent', { number: writeNumber(visit, percent) });
}

/** Smallest number that is written with a separator; years are below. */
const LONG_NUMBER = 10_000;

/** Facts of a fault, with long numbers as people write them. */
export function factsWords(
  visit: Visit,
  facts: Readonly<Record<string, string | number>>,
): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === 'number' && fact >= LONG_NUMBER ? writeNumber(visit, fact) : fact,
    ]),
  );
}

/** "ít nhất 60 em". */
export function tellChildren(visit: Visit, children: number): string {
  return visit.phrase('console.indicators.children', { number: writeNumber(visit, children) });
}

/** "7–15 tuổi", "dưới 16 tuổi". */
export function writeAges(visit: Visit, { from, to }: Ages): string {
  return from === 0
    ? visit.phrase('console.indicators.ages.under', { to: to + 1 })
    : visit.phrase('console.indicators.ages', { from, to });
}

/** A place, or the part of it that a row is about. */
export function rowPlace(
  visit: Visit,
  { place, former }: { place: LocalityCode; former: FormerPart | null },
): string {
  if (former === null) return placeLabel(visit, place, true);
  return visit.phrase('console.indicators.former', { ...former, now: placeLabel(visit, place) });
}

/** "Chỉ tiêu 22", "Lượt lấy ý kiến". */
export function measureWords(visit: Visit, measure: Measure): string {
  return visit.phrase(`console.indicators.measure.${measure}`);
}

/** "35 %", "50.000.000 lượt". */
export function valueWords(visit: Visit, measure: Measure, value: number): string {
  if (measure !== 'turns') return writePercent(visit, value);
  return visit.phrase('console.indicators.turns.number', { number: writeNumber(visit, value) });
}

/** The years a row holds for. */
export function yearsWords(visit: Visit, row: IndicatorContent): string {
  if (row.kind === 'target') return row.from === row.until ? `${row.until}` : `${row.from}–${row.until}`;
  if (row.until === null) return visit.phrase('console.indicators.years.from', { year: row.from });
  return row.from === row.until ? `${row.from}` : `${row.from}–${row.until}`;
}

/** The place whose indicators somebody sees first. */
export function firstPlace(visit: Visit): LocalityCode {
  const places = placesFor(visit.member, 'indicators.read');
  return places.includes(NATION) ? NATION : (places[0] ?? NATION);
}

/** Whether somebody may bring rows for a place. */
export function bringerOf(visit: Visit) {
  const { id, name } = visit.member;
  return { id, name, mayBring: (place: LocalityCode) => visit.may('indicators.manage', place) };
}
