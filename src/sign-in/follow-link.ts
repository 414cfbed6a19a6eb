/** Following a link that was made for somebody: a name, a password, and one is in. */

import {
  type InvitationState,
  invitationState,
  MAX_NAME,
  type PasswordFault,
  passwordFault,
  readEmail,
  type StaffInvitation,
} from '../core/staff/account.ts';
import type { Cookies } from './answer.ts';
import type { Auth } from './auth.ts';
import { type EntryOutcome, enterPassword, type Visitor } from './enter.ts';
import { TooBusy } from './few-at-once.ts';
import type { SignInParts } from './sign-in-parts.ts';

/** What a link leads to. */
export type FoundLink =
  | { readonly kind: 'open'; readonly invitation: StaffInvitation }
  | { readonly kind: 'closed'; readonly state: Exclude<InvitationState, 'open'> }
  | { readonly kind: 'unknown' };

/** What someone types who follows a link. */
export type LinkForm = {
  readonly token: string;
  readonly name: string;
  /** Asked of the first administrator only. */
  readonly email: string;
  readonly password: string;
};

/** What is wrong with it, by field. */
export type LinkFaults = {
  readonly name?: 'missing' | 'long';
  readonly email?: 'malformed' | 'taken';
  readonly password?: PasswordFault;
};

/** What came of it. */
export type LinkOutcome =
  | { readonly kind: 'faulty'; readonly faults: LinkFaults }
  | { readonly kind: 'not-open' | 'busy' }
  | { readonly kind: 'accepted'; readonly cookies: Cookies; readonly entry: EntryOutcome['kind'] };

/** Looks where a link leads. A link that was tampered with is unknown. */
export async function findLink({ staff, now }: SignInParts, token: string): Promise<FoundLink> {
  const invitation = await staff.findInvitationByToken(token);
  if (invitation === null) return { kind: 'unknown' };
  const state = invitationState(invitation, now());
  return state === 'open' ? { kind: 'open', invitation } : { kind: 'closed', state };
}

/** Follows it: the account is made, or gets its new password, the link is used up, and whoever came is signed in. */
export async function followLink(
  auth: Auth,
  parts: SignInParts,
  { token, password, ...typed }: LinkForm & Visitor,
): Promise<LinkOutcome> {
  const found = await findLink(parts, token);
  if (found.kind !== 'open') return { kind: 'not-open' };
  const person = personOf(found.invitation, typed);
  const faults = { ...faultsOf(found.invitation, person), ...passwordFaults(password, person) };
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  const passwordHash = await hashOrNull(auth, password);
  if (passwordHash === null) return { kind: 'busy' };
  const outcome = await parts.staff.accept(token, {
    ...person,
    ...{ newId: parts.newId(), passwordHash, now: parts.now() },
  });
  if (outcome.kind === 'taken') return { kind: 'faulty', faults: { email: 'taken' } };
  if (outcome.kind === 'not-open') return outcome;
  const { headers, address } = typed;
  const entry = await enterPassword(auth, parts, { email: person.email, password, headers, address });
  return { kind: 'accepted', cookies: entry.cookies, entry: entry.kind };
}

type Person = { readonly name: string; readonly email: string };

function personOf({ aim, name }: StaffInvitation, typed: Person): Person {
  if (aim.kind === 'first') return { name: typed.name, email: readEmail(typed.email) ?? '' };
  return { name: aim.kind === 'renewal' ? name : typed.name, email: aim.email };
}

function faultsOf({ aim }: StaffInvitation, { name, email }: Person): LinkFaults {
  return {
    ...(aim.kind !== 'renewal' && name === '' ? { name: 'missing' as const } : {}),
    ...([...name].length > MAX_NAME ? { name: 'long' as const } : {}),
    ...(aim.kind === 'first' && email === '' ? { email: 'malformed' as const } : {}),
  };
}

function passwordFaults(password: string, person: Person): LinkFaults {
  const fault = passwordFault(password, person);
  return fault === null ? {} : { password: fault };
}

async function hashOrNull(auth: Auth, password: string): Promise<string | null> {
  const context = await auth.$context;
  return context.password.hash(password).catch((error: unknown) => {
    if (error instanceof TooBusy) return null;
    throw error;
  });
}
