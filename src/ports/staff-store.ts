/** Keeps who may sign in to the console, with which roles where, and the links that lead to an account. */

import type { LocalityCode } from '../core/locality.ts';
import type { StaffAccount, StaffInvitation } from '../core/staff/account.ts';
import type { Grant } from '../core/staff/role.ts';

/** An invitation to be kept; an `id` that is kept already is left as it is. */
export type NewInvitation = Omit<StaffInvitation, 'usedAt' | 'withdrawnAt'>;

/** What someone who follows a link brings. */
export type Acceptance = {
  /** Id of an account that is made now; not used where the account is there. */
  readonly newId: string;
  readonly name: string;
  readonly email: string;
  /** As better-auth hashes it. */
  readonly passwordHash: string;
  readonly now: Date;
};

/** What came of following a link. `taken`: somebody has an account of that address already. */
export type AcceptanceOutcome =
  | { readonly kind: 'accepted'; readonly accountId: string }
  | { readonly kind: 'not-open' }
  | { readonly kind: 'taken' };

/** What came of a change that could lock everybody out. */
export type GuardedOutcome = 'done' | 'last-administrator' | 'absent';

/** A ready sign-in of the demo. */
export type DemoAccount = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly grant: Grant;
  readonly passwordHash: string;
  /** As better-auth encrypts it; `null` without a second factor. */
  readonly secondFactor: { readonly secret: string; readonly backupCodes: string } | null;
};

/** Which accounts are asked for. */
export type StaffSearch = {
  /** Those with a role in one of these places, or in what lies in them. */
  readonly within: readonly LocalityCode[];
  /** Part of a name or address; empty: all. */
  readonly words: string;
  /** Most of them. */
  readonly most: number;
};

/** Storage of accounts. Who may ask for what is decided by the use cases. */
export interface StaffStore {
  /** `null` where there is none, or the id is none. */
  find(id: string): Promise<StaffAccount | null>;
  findByEmail(email: string): Promise<StaffAccount | null>;
  /** By name. Accounts that have no role any more are in reach of `VN` alone. */
  list(search: StaffSearch): Promise<readonly StaffAccount[]>;
  /** Names of accounts, for pages that tell who did something. */
  namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;

  /** The token of an invitation's link: made of its id under the secret key, so it is stored nowhere. */
  tokenOf(invitationId: string): string;
  /** Keeps an invitation; an older open link for the same account's new password is void then. @returns the one that is kept under its id */
  invite(invitation: NewInvitation): Promise<StaffInvitation>;
  findInvitation(id: string): Promise<StaffInvitation | null>;
  findInvitationByToken(token: string): Promise<StaffInvitation | null>;
  /** Open invitations to roles within these places, newest first. */
  openInvitations(within: readonly LocalityCode[], now: Date): Promise<readonly StaffInvitation[]>;
  /** Open invitations to roles for an address. */
  openInvitationsFor(email: string, now: Date): Promise<readonly StaffInvitation[]>;
  /** Makes an open invitation void. */
  withdraw(id: string, now: Date): Promise<void>;
  /** The link of the first administrator: the open one, or a new one; `null` once somebody administers `VN`. */
  firstInvitation(fresh: NewInvitation): Promise<StaffInvitation | null>;
  /** Uses a link up, and makes or mends the account; other links for its new password are void then. All or nothing, once. */
  accept(token: string, acceptance: Acceptance): Promise<AcceptanceOutcome>;
  /** Uses up the open invitations for the address of an account; only where an identity provider vouched for it. */
  acceptByEmail(accountId: string, now: Date): Promise<void>;
  /**
   * Takes an account's password and second factor, ends its sessions and makes its open links void: only an identity
   * provider leads in then.
   */
  clearCredentials(accountId: string): Promise<void>;
  /** Makes the open links for an account's new password void. */
  voidRenewals(accountId: string): Promise<void>;

  /** Gives a role; open links for a new password are void then. @returns whether it was new */
  give(accountId: string, grant: Grant & { readonly by: string | null; readonly at: Date }): Promise<boolean>;
  /** Takes a role. Open links that an administrator made are void then. */
  take(accountId: string, grant: Grant): Promise<GuardedOutcome>;
  /** Bars an account, ends its sessions, and makes the open links void that it made. */
  suspend(accountId: string, at: Date): Promise<GuardedOutcome>;
  reinstate(accountId: string): Promise<void>;
  endSessions(accountId: string): Promise<void>;
  /** Notes the day of a sign-in. */
  noteSignIn(accountId: string, day: string): Promise<void>;

  /** Makes the demo's sign-ins, or brings them back to what is printed. */
  keepDemo(accounts: readonly DemoAccount[], now: Date): Promise<void>;
  /** Deletes the demo's sign-ins. @returns how many there were */
  removeDemo(): Promise<number>;
}
