/** Which accounts someone who looks after accounts may touch. */

import { type Gazetteer, type LocalityCode, NATION } from '../core/locality.ts';
import type { StaffAccount } from '../core/staff/account.ts';
import { mayAt, type StaffMember } from '../core/staff/member.ts';
import type { Grant } from '../core/staff/role.ts';

/** Who changes something; `null`: whoever runs the machine. */
export type StaffKeeper = StaffMember | null;

/** Tells whether someone may give and take roles at a place. */
export function reaches(by: StaffKeeper, place: LocalityCode, gazetteer: Gazetteer): boolean {
  return by === null || mayAt(by, 'staff.manage', { place, gazetteer });
}

/** The places an account belongs to; one without any role belongs to the nation. */
export function placesOfAccount({ grants }: Pick<StaffAccount, 'grants'>): readonly LocalityCode[] {
  return grants.length === 0 ? [NATION] : grants.map(({ place }) => place);
}

/**
 * Tells whether someone may bar an account, end its sessions or give it a new password: it must have no role beyond
 * their reach, and be somebody else's.
 */
export function ownsWhole(by: StaffKeeper, account: StaffAccount, gazetteer: Gazetteer): boolean {
  return by?.id !== account.id && placesOfAccount(account).every((place) => reaches(by, place, gazetteer));
}

/** The roles of an account that someone may see. */
export function grantsInReach(
  by: StaffKeeper,
  { grants }: Pick<StaffAccount, 'grants'>,
  gazetteer: Gazetteer,
): readonly Grant[] {
  return grants.filter(({ place }) => reaches(by, place, gazetteer));
}
