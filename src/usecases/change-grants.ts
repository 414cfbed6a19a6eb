/** Gives and takes roles. */

import type { Gazetteer } from '../core/locality.ts';
import { NATION } from '../core/locality.ts';
import type { StaffMember } from '../core/staff/member.ts';
import type { Grant } from '../core/staff/role.ts';
import type { Clock } from '../ports/clock.ts';
import type { StaffStore } from '../ports/staff-store.ts';
import { reaches } from './staff-reach.ts';

/** What it works with. */
export type ChangeGrantsPorts = {
  readonly staff: StaffStore;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
};

/** A role of an account. */
export type GrantChange = {
  readonly accountId: string;
  readonly grant: Grant;
  readonly by: StaffMember;
};

/** What came of it. `own`: nobody changes their own roles. */
export type GrantOutcome =
  | 'done'
  | 'had'
  | 'own'
  | 'place-unknown'
  | 'beyond-reach'
  | 'last-administrator'
  | 'absent';

/** Binds both. A change takes effect with the next request of whom it concerns. */
export function changeGrants({ staff, gazetteer, clock }: ChangeGrantsPorts) {
  const refusal = ({ accountId, grant, by }: GrantChange): GrantOutcome | null => {
    if (accountId === by.id) return 'own';
    if (grant.place !== NATION && gazetteer.find(grant.place) === undefined) return 'place-unknown';
    return reaches(by, grant.place, gazetteer) ? null : 'beyond-reach';
  };
  return {
    async give(change: GrantChange): Promise<GrantOutcome> {
      const refused = refusal(change);
      if (refused !== null) return refused;
      if ((await staff.find(change.accountId)) === null) return 'absent';
      const given = { ...change.grant, by: change.by.name, at: clock.now() };
      return (await staff.give(change.accountId, given)) ? 'done' : 'had';
    },
    async take(change: GrantChange): Promise<GrantOutcome> {
      return refusal(change) ?? staff.take(change.accountId, change.grant);
    },
  };
}
