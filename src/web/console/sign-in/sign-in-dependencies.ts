/** What the pages for signing in and for looking after accounts are given to work with. */

import type { LocalityCode } from '../../../core/locality.ts';
import type {
  InvitationState,
  PasswordFault,
  StaffAccount,
  StaffInvitation,
} from '../../../core/staff/account.ts';
import type { StaffMember } from '../../../core/staff/member.ts';
import type { Grant } from '../../../core/staff/role.ts';
import type { GrantChange, GrantOutcome } from '../../../usecases/change-grants.ts';
import type { InvitedStaff, StaffOrder } from '../../../usecases/invite-staff.ts';
import type { KeepOutcome, ShownInvitation, StaffOverview } from '../../../usecases/look-after-staff.ts';

/** Cookies to be set, each a whole `Set-Cookie`. */
type Cookies = readonly string[];

/** Someone at the door: the request's headers, and the line they come from. */
type Visitor = { readonly headers: Headers; readonly address: string };

/** What came of showing a password or a code. */
export type Entry = {
  readonly kind: 'entered' | 'code-asked' | 'refused' | 'slow-down' | 'busy' | 'locked' | 'used' | 'too-late';
  readonly cookies: Cookies;
};

/** How far someone has come with signing in. */
export type Standing =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'code-asked' | 'second-factor-missing' | 'no-role'; readonly account: StaffAccount }
  | { readonly kind: 'member'; readonly account: StaffAccount; readonly member: StaffMember };

/** Where a link leads. */
export type Link =
  | { readonly kind: 'open'; readonly invitation: StaffInvitation }
  | { readonly kind: 'closed'; readonly state: Exclude<InvitationState, 'open'> }
  | { readonly kind: 'unknown' };

/** What is wrong with what someone typed who follows a link. */
export type LinkFaults = {
  readonly name?: 'missing' | 'long';
  readonly email?: 'malformed' | 'taken';
  readonly password?: PasswordFault;
};

/** Someone who looks after their own sign-in. The password is empty where the account has none. */
type OwnChange = Visitor & { readonly account: StaffAccount; readonly password: string };

/** Nothing was tried: too often of late, or too many at once. */
type Later = { readonly kind: 'slow-down' | 'busy' };

/** The use cases behind the door. */
export type DoorDependencies = {
  readonly standing: (headers: Headers) => Promise<Standing>;
  readonly enterPassword: (
    entry: Visitor & { readonly email: string; readonly password: string },
  ) => Promise<Entry>;
  readonly enterCode: (entry: Visitor & { readonly code: string }) => Promise<Entry>;
  readonly enterRecoveryCode: (entry: Visitor & { readonly code: string }) => Promise<Entry>;
  readonly findLink: (token: string) => Promise<Link>;
  readonly followLink: (
    form: Visitor & {
      readonly token: string;
      readonly name: string;
      readonly email: string;
      readonly password: string;
    },
  ) => Promise<
    | { readonly kind: 'faulty'; readonly faults: LinkFaults }
    | { readonly kind: 'not-open' | 'busy' }
    | { readonly kind: 'accepted'; readonly cookies: Cookies; readonly entry: Entry['kind'] }
  >;
  /** `null`: there is no identity provider. */
  readonly singleSignOn: {
    readonly begin: (headers: Headers) => Promise<{ readonly url: string; readonly cookies: Cookies } | null>;
    readonly finish: (
      headers: Headers,
      query: Readonly<Record<string, string>>,
    ) => Promise<{
      readonly kind: 'entered' | 'not-invited' | 'unverified' | 'suspended' | 'given-up' | 'failed';
      readonly cookies: Cookies;
    }>;
  } | null;
  /** What the button for it says; `null`: our own words. */
  readonly providerName: string | null;
  readonly signOut: (headers: Headers) => Promise<Cookies>;
};

/** The use cases of one's own account. */
export type AccountDependencies = {
  readonly demandsSecondFactor: (account: Pick<StaffAccount, 'grants'>) => boolean;
  readonly hasPassword: (accountId: string) => Promise<boolean>;
  readonly pendingKey: (accountId: string) => Promise<{ readonly uri: string; readonly key: string } | null>;
  readonly beginSecondFactor: (
    change: OwnChange,
  ) => Promise<Later | { readonly kind: 'begun' | 'wrong-password' | 'had' }>;
  readonly confirmSecondFactor: (
    visit: Visitor & { readonly accountId: string; readonly code: string },
  ) => Promise<
    | Later
    | { readonly kind: 'wrong' }
    | { readonly kind: 'set-up'; readonly codes: readonly string[]; readonly cookies: Cookies }
  >;
  readonly renewRecoveryCodes: (
    change: OwnChange,
  ) => Promise<
    | Later
    | { readonly kind: 'wrong-password' }
    | { readonly kind: 'renewed'; readonly codes: readonly string[] }
  >;
  readonly removeSecondFactor: (
    change: OwnChange,
  ) => Promise<
    Later | { readonly kind: 'wrong-password' } | { readonly kind: 'removed'; readonly cookies: Cookies }
  >;
  readonly changePassword: (
    change: Visitor & { readonly email: string; readonly current: string; readonly wanted: string },
  ) => Promise<Later | { readonly kind: 'changed' | 'wrong-password' }>;
  readonly listSessions: (headers: Headers) => Promise<
    readonly {
      readonly id: string;
      readonly userAgent: string;
      readonly since: Date;
      readonly current: boolean;
    }[]
  >;
  readonly endSession: (headers: Headers, id: string) => Promise<Cookies>;
  readonly endAllSessions: (headers: Headers) => Promise<Cookies>;
};

/** The use cases of looking after accounts. */
export type StaffDependencies = {
  readonly find: (accountId: string) => Promise<StaffAccount | null>;
  readonly list: (by: StaffMember, words: string) => Promise<StaffOverview>;
  readonly invite: (order: StaffOrder) => Promise<InvitedStaff>;
  readonly linkOf: (token: string) => string;
  readonly showInvitation: (id: string) => Promise<ShownInvitation | null>;
  readonly placesOfInvitation: (id: string) => Promise<readonly LocalityCode[] | null>;
  readonly withdraw: (id: string) => Promise<void>;
  readonly giveRole: (change: GrantChange) => Promise<GrantOutcome>;
  readonly takeRole: (change: GrantChange) => Promise<GrantOutcome>;
  readonly suspend: (by: StaffMember, accountId: string) => Promise<KeepOutcome>;
  readonly reinstate: (by: StaffMember, accountId: string) => Promise<KeepOutcome>;
  readonly endSessions: (by: StaffMember, accountId: string) => Promise<KeepOutcome>;
  readonly renew: (order: {
    readonly by: StaffMember;
    readonly accountId: string;
    readonly id: string;
  }) => Promise<StaffInvitation | KeepOutcome>;
  readonly ownsWhole: (by: StaffMember, account: StaffAccount) => boolean;
  readonly grantsInReach: (by: StaffMember, account: StaffAccount) => readonly Grant[];
  readonly placesOfAccount: (account: StaffAccount) => readonly LocalityCode[];
};

/** All of them. */
export type SignInDependencies = DoorDependencies &
  AccountDependencies &
  StaffDependencies & {
    /** When the session that asks was begun; `null` where there is none. */
    readonly signedInAt: (headers: Headers) => Promise<Date | null>;
    /** Takes a code anew from someone who is in; their session is replaced by a fresh one. */
    readonly confirmPresence: (entry: Visitor & { readonly code: string }) => Promise<Entry>;
    /** Who sent a request; `null` where nobody is signed in, or not with all that their roles ask for. */
    readonly memberOf: (headers: Headers) => Promise<StaffMember | null>;
  };
