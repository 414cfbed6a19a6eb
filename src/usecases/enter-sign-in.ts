/** Enters in the audit log who signs in: whoever cannot be entered does not get in. */

import { NATION } from '../core/locality.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { StaffStore } from '../ports/staff-store.ts';

/** What entering needs. */
export type SignInEntering = {
  readonly staff: StaffStore;
  readonly audit: AuditLog;
  readonly clock: Clock;
};

/** Gives the accounts back as they are, but for noting a sign-in, which is entered first. */
export function enterSignIns({ staff, audit, clock }: SignInEntering): StaffStore {
  return {
    ...staff,
    async noteSignIn(accountId, day) {
      const account = await staff.find(accountId);
      const [grant, ...others] = account?.grants ?? [];
      await audit.append({
        actor: { id: accountId, name: account?.name ?? '' },
        deed: 'sign-in',
        subject: null,
        place: others.length === 0 ? (grant?.place ?? NATION) : NATION,
        at: clock.now(),
        facts: {},
      });
      await staff.noteSignIn(accountId, day);
    },
  };
}
