/** Looks after accounts: lists them, bars them, ends their sessions, gives a new way in. */

import type { Gazetteer, LocalityCode } from '../core/locality.ts';
import {
  INVITATION_DAYS,
  type InvitationState,
  invitationState,
  type StaffAccount,
  type StaffInvitation,
} from '../core/staff/account.ts';
import { placesFor, type StaffMember } from '../core/staff/member.ts';
import type { Clock } from '../ports/clock.ts';
import type { StaffStore } from '../ports/staff-store.ts';
import { ownsWhole, placesOfAccount } from './staff-reach.ts';

/** What it works with. */
export type LookAfterStaffPorts = {
  readonly staff: StaffStore;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
};

/** What came of a change. `beyond-reach`: the account has roles elsewhere, or is one's own. */
export type KeepOutcome = 'done' | 'beyond-reach' | 'last-administrator' | 'absent';

/** Accounts listed at once; more are found by name. */
export const LISTED_ACCOUNTS = 200;

/** People and open invitations. */
export type StaffOverview = {
  readonly accounts: readonly StaffAccount[];
  /** There are more than are listed. */
  readonly more: boolean;
  readonly invitations: readonly StaffInvitation[];
};

/** An invitation and its link. */
export type ShownInvitation = {
  readonly invitation: StaffInvitation;
  readonly state: InvitationState;
  /** `null` where the link does not work any more. */
  readonly token: string | null;
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** Binds it. */
export function lookAfterStaff({ staff, gazetteer, clock }: LookAfterStaffPorts) {
  const whole = async (by: StaffMember, accountId: string): Promise<StaffAccount | KeepOutcome> => {
    const account = await staff.find(accountId);
    if (account === null) return 'absent';
    return ownsWhole(by, account, gazetteer) ? account : 'beyond-reach';
  };
  return {
    find: (accountId: string) => staff.find(accountId),
    /** Whom someone looks after. @param words part of a name or address; empty: all */
    async list(by: StaffMember, words: string): Promise<StaffOverview> {
      const within = placesFor(by, 'staff.manage');
      const found = await staff.list({ within, words, most: LISTED_ACCOUNTS + 1 });
      return {
        accounts: found.slice(0, LISTED_ACCOUNTS),
        more: found.length > LISTED_ACCOUNTS,
        invitations: words === '' ? await staff.openInvitations(within, clock.now()) : [],
      };
    },
    async showInvitation(id: string): Promise<ShownInvitation | null> {
      const invitation = await staff.findInvitation(id);
      if (invitation === null || invitation.aim.kind === 'first') return null;
      const state = invitationState(invitation, clock.now());
      return { invitation, state, token: state === 'open' ? staff.tokenOf(id) : null };
    },
    /** Where an invitation belongs; `null` where there is none. */
    async placesOfInvitation(id: string): Promise<readonly LocalityCode[] | null> {
      const aim = (await staff.findInvitation(id))?.aim;
      if (aim === undefined || aim.kind === 'first') return null;
      if (aim.kind === 'invitation') return [aim.place];
      const account = await staff.find(aim.accountId);
      return account === null ? null : placesOfAccount(account);
    },
    withdraw: (id: string) => staff.withdraw(id, clock.now()),
    async suspend(by: StaffMember, accountId: string): Promise<KeepOutcome> {
      const found = await whole(by, accountId);
      return typeof found === 'string' ? found : staff.suspend(found.id, clock.now());
    },
    async reinstate(by: StaffMember, accountId: string): Promise<KeepOutcome> {
      const found = await whole(by, accountId);
      if (typeof found === 'string') return found;
      await staff.reinstate(found.id);
      return 'done';
    },
    async endSessions(by: StaffMember, accountId: string): Promise<KeepOutcome> {
      const found = await whole(by, accountId);
      if (typeof found === 'string') return found;
      await staff.endSessions(found.id);
      return 'done';
    },
    /** Makes a link through which someone sets a new password, and a new second factor where they need one. */
    async renew(order: {
      readonly by: StaffMember;
      readonly accountId: string;
      readonly id: string;
    }): Promise<StaffInvitation | KeepOutcome> {
      const { by, accountId, id } = order;
      const found = await whole(by, accountId);
      if (typeof found === 'string') return found;
      const createdAt = clock.now();
      return staff.invite({
        ...{ id, name: found.name, createdAt, invitedBy: { id: by.id, name: by.name } },
        aim: { kind: 'renewal', accountId, email: found.email },
        expiresAt: new Date(createdAt.getTime() + INVITATION_DAYS * DAY_MS),
      });
    },
  };
}
