/** Who sent a request, and how far they have come with signing in. */

import type { StaffAccount } from '../core/staff/account.ts';
import type { StaffMember } from '../core/staff/member.ts';
import { type Role, SECOND_FACTOR_ROLES } from '../core/staff/role.ts';
import type { StaffStore } from '../ports/staff-store.ts';
import { orRefuse } from './answer.ts';
import type { Auth } from './auth.ts';

/** How far they have come. Only a member may do anything but finish signing in. */
export type Standing =
  | { readonly kind: 'nobody' }
  /** An identity provider led them in; the account's second factor is still to be shown. */
  | { readonly kind: 'code-asked'; readonly account: StaffAccount }
  /** A role demands a second factor that was not set up yet. */
  | { readonly kind: 'second-factor-missing'; readonly account: StaffAccount }
  /** All their roles were taken. */
  | { readonly kind: 'no-role'; readonly account: StaffAccount }
  | { readonly kind: 'member'; readonly account: StaffAccount; readonly member: StaffMember };

/** Tells whether a role of an account demands a second factor. */
export function demandsSecondFactor({ grants }: Pick<StaffAccount, 'grants'>): boolean {
  return grants.some(({ role }: { readonly role: Role }) => SECOND_FACTOR_ROLES.includes(role));
}

/** Reads it anew at every request: a role that was taken, or an account that was barred, is gone with the next one. */
export async function standingOf(auth: Auth, staff: StaffStore, headers: Headers): Promise<Standing> {
  const found = await readSession(auth, headers);
  const account = found === null ? null : await staff.find(found.user.id);
  if (found === null || account === null || account.suspended) return { kind: 'nobody' };
  if (found.session.secondFactor !== true) {
    if (account.secondFactor) return { kind: 'code-asked', account };
    if (demandsSecondFactor(account)) return { kind: 'second-factor-missing', account };
  }
  if (account.grants.length === 0) return { kind: 'no-role', account };
  const { id, name, email, grants } = account;
  return { kind: 'member', account, member: { id, name, email, grants } };
}

/** The session of a request, from the database; `null` where it has none, or its time is over. */
export function readSession(auth: Auth, headers: Headers) {
  return orRefuse(auth.api.getSession({ headers, query: { disableRefresh: true } }));
}
