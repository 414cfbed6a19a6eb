/** How cases are spoken of on their pages: times, kinds, places; nothing that a child wrote. */

import { dayOf, localTimeOf } from '../../../core/day.ts';
import { NATION } from '../../../core/locality.ts';
import type { Visit } from '../console-route.ts';
import { placeText } from '../sign-in/places.tsx';
import type { ListedCase } from './dependencies.ts';

/** Longest note, and longest answer to a child, in characters. */
export const MAX_NOTE = 1000;

const MINUTE_MS = 60_000;

/** Hours within which the authority acts in an emergency. @see Nghị định 56/2017/NĐ-CP, Điều 26 */
const AUTHORITY_HOURS = 12;

/** "3 giờ 20 phút"; from two days on, days. */
export function writeSpan({ phrase }: Visit, ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE_MS));
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return phrase('console.protection.days', { count: Math.floor(hours / 24) });
  if (hours === 0) return phrase('console.protection.minutes', { count: minutes });
  return phrase('console.protection.hours', { hours, minutes: minutes % 60 });
}

/** "14:05, 24/11/2026", in Viet Nam. */
export function writeInstant(instant: Date): string {
  const [year, month, day] = dayOf(instant).split('-');
  return `${localTimeOf(instant).slice(-5)}, ${day}/${month}/${year}`;
}

/** What is left of the authority's 12 hours since the case was opened, or that they are over. */
export function writeDeadline(visit: Visit, { openedAt }: Pick<ListedCase, 'openedAt'>): string {
  const left = openedAt.getTime() + AUTHORITY_HOURS * 60 * MINUTE_MS - visit.ground.now().getTime();
  const key = left > 0 ? 'left' : 'over';
  return visit.phrase(`console.protection.duty.${key}`, { span: writeSpan(visit, Math.abs(left)) });
}

/** The kinds of harm in words; a case without any says how it came about. */
export function writeKinds({ phrase }: Visit, { kinds, source }: ListedCase): string {
  if (kinds.length === 0) return phrase(`console.protection.source.${source}`);
  return kinds.map((kind) => phrase(`console.protection.kind.${kind}`)).join('; ');
}

/** The place, or that it is not known. */
export function writePlace({ phrase, ground }: Visit, { place }: Pick<ListedCase, 'place'>): string {
  if (place === null || place === NATION) return phrase('console.protection.place.unknown');
  return placeText(place, { gazetteer: ground.gazetteer, phrase });
}

/** A name for a case that says nothing of the child: the beginning of its id. */
export function numberOf({ id }: Pick<ListedCase, 'id'>): string {
  return id.slice(0, 8).toUpperCase();
}
