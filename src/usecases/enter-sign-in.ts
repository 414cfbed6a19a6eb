/** Enters in the audit log who signs in, and who could not: whoever cannot be entered does not get in. */

import type { AuditFacts } from '../core/audit/audit-entry.ts';
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
export function enterSignIns(services: SignInEntering): StaffStore {
  const { staff } = services;
  return {
    ...staff,
    async noteSignIn(accountId, day) {
      await enter(services, { accountId, facts: {} });
      await staff.noteSignIn(accountId, day);
    },
  };
}

/** Enters that somebody tried an account with a wrong password or second factor. How often that can be is limited by the door. */
export function enterRefusals(services: SignInEntering): (accountId: string) => Promise<void> {
  return (accountId) => enter(services, { accountId, facts: { outcome: 'refused' } });
}

async function enter(
  { staff, audit, clock }: SignInEntering,
  { accountId, facts }: { readonly accountId: string; readonly facts: AuditFacts },
): Promise<void> {
  const account = await staff.find(accountId);
  const [grant, ...others] = account?.grants ?? [];
  await audit.append({
    actor: { id: accountId, name: account?.name ?? '' },
    deed: 'sign-in',
    subject: null,
    place: others.length === 0 ? (grant?.place ?? NATION) : NATION,
    at: clock.now(),
    facts,
  });
}
