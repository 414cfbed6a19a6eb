/** Someone who is signed in, and what they may do where. */

import { type Gazetteer, isAmong, type LocalityCode, NATION, provinceOf } from '../locality.ts';
import { DEEDS, type Deed } from './deed.ts';
import type { Grant, Role } from './role.ts';

/** Who is signed in. */
export type StaffMember = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** At least one. */
  readonly grants: readonly Grant[];
};

/** Tells whether a place is another one or lies in it. */
export function liesIn(place: LocalityCode, within: LocalityCode, gazetteer: Gazetteer): boolean {
  return within === NATION || place === within || provinceOf(place, gazetteer) === within;
}

/** Tells whether someone may do a deed at a place. */
export function mayAt(
  member: StaffMember,
  deed: Deed,
  { place, gazetteer }: { readonly place: LocalityCode; readonly gazetteer: Gazetteer },
): boolean {
  return placesFor(member, deed).some((granted) => liesIn(place, granted, gazetteer));
}

/** Tells whether someone may do a deed anywhere at all. */
export function maySomewhere(member: StaffMember, deed: Deed): boolean {
  return placesFor(member, deed).length > 0;
}

/** The places someone may do a deed at, each with all that lies in it. */
export function placesFor(member: StaffMember, deed: Deed): readonly LocalityCode[] {
  const roles: readonly Role[] = DEEDS[deed];
  return member.grants.filter(({ role }) => roles.includes(role)).map(({ place }) => place);
}

/** The places someone may do a deed at in which children of these places are asked: what runs there concerns them. */
export function placesConcerned(
  member: StaffMember,
  deed: Deed,
  { asked, gazetteer }: { readonly asked: readonly LocalityCode[]; readonly gazetteer: Gazetteer },
): readonly LocalityCode[] {
  return placesFor(member, deed).filter(
    (place) => isAmong(asked, place, gazetteer) || asked.some((one) => liesIn(one, place, gazetteer)),
  );
}
