/** What the pages for tallies need to know before a form is drawn: reach, province, consultation. */

import type { Consultation } from '../../../core/consultation.ts';
import { dayOf } from '../../../core/day.ts';
import type { Locality, LocalityCode } from '../../../core/locality.ts';
import { placesFor } from '../../../core/staff/member.ts';
import type { TallyGround } from '../../../core/tally/read-tally.ts';
import type { TalliedConsultation, TallyKeeping } from '../../../usecases/keep-tallies.ts';
import type { Visit } from '../console-route.ts';

/** The provinces somebody may tally in, wholly or in some communes. */
export function provincesInReach(visit: Visit): readonly Locality[] {
  const { gazetteer } = visit.ground;
  return gazetteer.provinces().filter((province) => communesInReach(visit, province.code).length > 0);
}

/** The communes of a province somebody may tally in. */
export function communesInReach(visit: Visit, province: LocalityCode): readonly Locality[] {
  const { gazetteer } = visit.ground;
  if (visit.may('tally.write', province)) return gazetteer.communesOf(province);
  return gazetteer.communesOf(province).filter(({ code }) => visit.may('tally.write', code));
}

/** The province a form is for: the wished one, the one of a place, or the only one there is. */
export function provinceFor(visit: Visit, wished: string, place: LocalityCode = ''): Locality | undefined {
  const { gazetteer } = visit.ground;
  const provinces = provincesInReach(visit);
  const named = gazetteer.find(place);
  const code = named?.level === 'commune' ? named.parentCode : named?.code;
  const found = provinces.find((one) => one.code === (code ?? wished));
  return found ?? (provinces.length === 1 ? provinces[0] : undefined);
}

/** The consultations somebody may tally for: opened, and asking children within reach. */
export function consultationsInReach(visit: Visit, deps: TallyKeeping): Promise<readonly Consultation[]> {
  return deps.consultationsAt(placesFor(visit.member, 'tally.write'));
}

/** The one of them that is named; `null` where none is, `absent` where it is none of them. */
export async function consultationInReach(
  visit: Visit,
  deps: TallyKeeping,
  id: string,
): Promise<TalliedConsultation | 'absent' | null> {
  if (id === '') return null;
  return (await deps.consultationAt(id, placesFor(visit.member, 'tally.write'))) ?? 'absent';
}

/** What a form is read against. */
export function groundOf(visit: Visit, of: TalliedConsultation | null): TallyGround {
  const { gazetteer, now } = visit.ground;
  return {
    today: dayOf(now()),
    consultationId: of?.consultation.id ?? null,
    questions: of?.questions ?? [],
    isPlace: (code): code is LocalityCode => gazetteer.find(code) !== undefined,
    isWithinReach: (code) => visit.may('tally.write', code),
  };
}
