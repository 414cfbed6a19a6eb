/** Invites someone to the console: makes the link that is handed to them. */

import type { Gazetteer, LocalityCode } from '../core/locality.ts';
import { NATION } from '../core/locality.ts';
import { INVITATION_DAYS, readEmail, type StaffInvitation } from '../core/staff/account.ts';
import type { Role } from '../core/staff/role.ts';
import type { Clock } from '../ports/clock.ts';
import type { StaffStore } from '../ports/staff-store.ts';
import { reaches, type StaffKeeper } from './staff-reach.ts';

/** What it works with. */
export type InviteStaffPorts = {
  readonly staff: StaffStore;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
};

/** Whom, as what, and where. */
export type StaffOrder = {
  /** UUID. The same order again gives the same invitation. */
  readonly id: string;
  readonly email: string;
  /** May be empty: whoever follows the link tells it. */
  readonly name: string;
  readonly role: Role;
  readonly place: LocalityCode;
  readonly by: StaffKeeper;
};

/** What came of it. `beyond-reach`: nobody gives more than they have. */
export type InvitedStaff =
  | { readonly kind: 'invited'; readonly invitation: StaffInvitation; readonly token: string }
  | { readonly kind: 'has-account'; readonly accountId: string }
  | { readonly kind: 'email-malformed' | 'place-unknown' | 'beyond-reach' };

const DAY_MS = 24 * 60 * 60 * 1000;

/** Binds it. The token leads whoever has it to the account; hand it to nobody else. */
export function inviteStaff({ staff, gazetteer, clock }: InviteStaffPorts) {
  return async ({ id, name, role, place, by, ...order }: StaffOrder): Promise<InvitedStaff> => {
    const email = readEmail(order.email);
    if (email === null) return { kind: 'email-malformed' };
    if (place !== NATION && gazetteer.find(place) === undefined) return { kind: 'place-unknown' };
    if (!reaches(by, place, gazetteer)) return { kind: 'beyond-reach' };
    const made = await staff.findInvitation(id);
    const account = made === null ? await staff.findByEmail(email) : null;
    if (account !== null) return { kind: 'has-account', accountId: account.id };
    const createdAt = clock.now();
    const invitation = await staff.invite({
      ...{ id, name, createdAt, invitedBy: by === null ? null : { id: by.id, name: by.name } },
      aim: { kind: 'invitation', email, role, place },
      expiresAt: new Date(createdAt.getTime() + INVITATION_DAYS * DAY_MS),
    });
    return { kind: 'invited', invitation, token: staff.tokenOf(invitation.id) };
  };
}

/** Makes the link of the first administrator, the same until it is used or expires; `null` once there is one. */
export function inviteFirstAdministrator({ staff, clock }: Omit<InviteStaffPorts, 'gazetteer'>) {
  return async (id: string): Promise<{ readonly token: string; readonly expiresAt: Date } | null> => {
    const createdAt = clock.now();
    const invitation = await staff.firstInvitation({
      ...{ id, name: '', createdAt, invitedBy: null, aim: { kind: 'first' } },
      expiresAt: new Date(createdAt.getTime() + INVITATION_DAYS * DAY_MS),
    });
    if (invitation === null) return null;
    return { token: staff.tokenOf(invitation.id), expiresAt: invitation.expiresAt };
  };
}
