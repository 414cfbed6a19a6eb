/** Times, places, ages and channels as these pages write them. */

import { type AgeBand, ageSpans } from '../../../core/age-band.ts';
import { localTimeOf } from '../../../core/day.ts';
import { readText } from '../../../core/flow/text.ts';
import { type LocalityCode, NATION } from '../../../core/locality.ts';
import type { ParentWay } from '../../../core/parents.ts';
import { placeName } from '../../../reports/handouts/consultation-handout.ts';
import type { OverseenConsultation } from '../../../usecases/look-over-consultations.ts';
import type { Visit } from '../console-route.ts';
import { say } from './dependencies.ts';

/** Day and time in Viet Nam, as they stand in a table: "08:00 ngày 01/12/2026". */
export function shownTime({ phrase }: Visit, instant: Date): string {
  const [date = '', time = ''] = localTimeOf(instant).split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  return phrase('console.consultations.time', { time, day, month, year });
}

/** The day alone. */
export function shownDay({ phrase }: Visit, instant: Date): string {
  const [year = '', month = '', day = ''] = localTimeOf(instant).slice(0, 10).split('-');
  return phrase('console.consultations.day', { day, month, year });
}

/** The name of a place with its kind; a commune's with its province. */
export function shownPlace(visit: Visit, code: LocalityCode): string {
  if (code === NATION) return visit.phrase('console.consultations.nation');
  const name = placeName(code, visit.language, visit.ground);
  return name.charAt(0).toLocaleUpperCase(visit.language) + name.slice(1);
}

/** Places in a few words: at most three names, then how many more. */
export function shownPlaces(visit: Visit, codes: readonly LocalityCode[]): string {
  const names = codes.slice(0, 3).map((code) => shownPlace(visit, code));
  const more = codes.length - names.length;
  const list = names.join('; ');
  return more > 0 ? visit.phrase('console.consultations.places-more', { list, more }) : list;
}

/** "7–10, 14–15". */
export function shownAges(bands: readonly AgeBand[]): string {
  return ageSpans(bands)
    .map(({ from, to }) => `${from}–${to}`)
    .join(', ');
}

/** What a consultation is called; never empty. */
export function titleOf({ language, phrase }: Visit, { plan, consultation }: OverseenConsultation): string {
  const title = consultation?.title ?? plan?.title;
  const text = title === undefined ? '' : readText(title, language, null).trim();
  return text === '' ? phrase('console.consultations.untitled') : text;
}

/** In which ways parents agree; that they are not asked where there is none. */
export function shownParents(visit: Visit, ways: readonly ParentWay[]): string {
  if (ways.length === 0) return say(visit, 'parents.none');
  return ways.map((way) => say(visit, `parent-way.${way}`)).join('; ');
}
