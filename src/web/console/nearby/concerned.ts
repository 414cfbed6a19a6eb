/** Which of someone's places a consultation of others runs in. */

import type { Consultation } from '../../../core/consultation.ts';
import type { LocalityCode } from '../../../core/locality.ts';
import { placesConcerned } from '../../../core/staff/member.ts';
import type { Visit } from '../console-route.ts';

/** Gives them; `null` where it runs in none. */
export function concerned(
  { member, ground }: Visit,
  { places }: Pick<Consultation, 'places'>,
): readonly LocalityCode[] | null {
  const own = placesConcerned(member, 'consultation.read', { asked: places, gazetteer: ground.gazetteer });
  return own.length === 0 ? null : own;
}
