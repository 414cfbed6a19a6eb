/** Which published figures of a consultation are those of a place. */

import type { Consultation } from '../core/consultation.ts';
import { type Gazetteer, type LocalityCode, NATION } from '../core/locality.ts';
import { liesIn } from '../core/staff/member.ts';

/**
 * Tells whose figures people of a place read: all of a consultation that asked nowhere else (`VN`), else those of the place.
 *
 * @returns `null` where the consultation did not ask there
 */
export function resultScope(
  { places }: Pick<Consultation, 'places'>,
  place: LocalityCode,
  gazetteer: Gazetteer,
): LocalityCode | null {
  if (places.every((one) => liesIn(one, place, gazetteer))) return NATION;
  return places.some((one) => liesIn(place, one, gazetteer) || liesIn(one, place, gazetteer)) ? place : null;
}
