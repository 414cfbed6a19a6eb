/** An account of the console as those who look after accounts see it, and the invitations that lead to one. */

import type { LocalityCode } from '../locality.ts';
import type { Grant, Role } from './role.ts';

/** Someone who may sign in. */
export type StaffAccount = {
  readonly id: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  /** In the order in which they were given; empty where all were taken. */
  readonly grants: readonly Grant[];
  /** May not be used for now. */
  readonly suspended: boolean;
  /** Signs in with a second factor. */
  readonly secondFactor: boolean;
  /** Day (Asia/Ho_Chi_Minh) of the last sign-in; `null` before the first. */
  readonly lastSignInOn: string | null;
  /** Made for the demo, and gone without it. */
  readonly demo: boolean;
};

/** What an invitation leads to: an account with a role, the first administrator's, or a new password. */
export type StaffInvitationAim =
  | { readonly kind: 'invitation'; readonly email: string; readonly role: Role; readonly place: LocalityCode }
  | { readonly kind: 'first' }
  | { readonly kind: 'renewal'; readonly accountId: string; readonly email: string };

/** A link that was made for somebody. It works once. */
export type StaffInvitation = {
  readonly id: string;
  readonly aim: StaffInvitationAim;
  /** How the person is called; may be empty. */
  readonly name: string;
  /** Who made it; `null`: made on the machine. */
  readonly invitedBy: { readonly id: string; readonly name: string } | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly withdrawnAt: Date | null;
};

/** Days for which a link works. Long enough for a week's leave, short enough that a forgotten one is no door. */
export const INVITATION_DAYS = 7;

/** How a link stands. */
export type InvitationState = 'open' | 'used' | 'withdrawn' | 'expired';

/** Tells whether a link still works, and if not, why. */
export function invitationState(
  { usedAt, withdrawnAt, expiresAt }: Pick<StaffInvitation, 'usedAt' | 'withdrawnAt' | 'expiresAt'>,
  now: Date,
): InvitationState {
  if (usedAt !== null) return 'used';
  if (withdrawnAt !== null) return 'withdrawn';
  return expiresAt <= now ? 'expired' : 'open';
}

/** Longest e-mail address. @see RFC 5321, 4.5.3.1.3 */
export const MAX_EMAIL = 254;

/** Longest name, in characters. */
export const MAX_NAME = 100;

/** Shortest password, in characters. @see NIST SP 800-63B: at least 8; 10 where it may be the only factor. */
export const MIN_PASSWORD = 10;

/** Longest password, in characters: a long sentence; more would only cost time to hash. */
export const MAX_PASSWORD = 128;

/** Brings an e-mail address to the form in which it is kept. @returns `null` where it cannot be one */
export function readEmail(typed: string): string | null {
  const email = typed.trim().toLowerCase();
  if (email.length > MAX_EMAIL) return null;
  // Whoever types it knows whether it is theirs; more than the shape is nobody's to check without sending a mail.
  return /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(email) ? email : null;
}

/** Why a password will not do. */
export type PasswordFault = 'short' | 'long' | 'known' | 'personal';

/** Passwords everyone tries first, without their digits. */
const KNOWN = [
  'password',
  'matkhau',
  'qwertyuiop',
  'iloveyou',
  'anhyeuem',
  'emyeuanh',
  'vietnam',
  'administrator',
  'abcdefghij',
  'emnoi',
];

/**
 * Looks at a password as somebody who guesses would: long enough, none that everyone tries, none made of the person's
 * own name or address. No demand for digits and signs, which only makes people write it down.
 *
 * @see NIST SP 800-63B, 5.1.1.2
 */
export function passwordFault(
  password: string,
  person: { readonly name: string; readonly email: string },
): PasswordFault | null {
  const length = [...password].length;
  if (length < MIN_PASSWORD) return 'short';
  if (length > MAX_PASSWORD) return 'long';
  const plain = plainLetters(password);
  const bare = plain.replace(/[^a-z]/g, '');
  if (new Set(plain).size < 4 || isRow(plain) || KNOWN.some((known) => bare === known)) return 'known';
  const own = [plainLetters(person.name), ...plainLetters(person.email).split('@').slice(0, 1)]
    .map((one) => one.replace(/[^a-z0-9]/g, ''))
    .filter((one) => one.length >= 4);
  const rest = (one: string) => plain.replace(/[^a-z0-9]/g, '').replace(one, '');
  return own.some((one) => plain.replace(/[^a-z0-9]/g, '').includes(one) && rest(one).length < 5)
    ? 'personal'
    : null;
}

/** Lower case, without diacritics. */
function plainLetters(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}

/** 1234567890, 9876543210, abcdefghij: each sign follows the one before. */
function isRow(text: string): boolean {
  const steps = [...text].slice(1).map((sign, at) => sign.charCodeAt(0) - text.charCodeAt(at));
  const row = (step: number) => steps.filter((one) => one === step || one === -9 * step).length;
  return Math.max(row(1), row(-1)) >= steps.length - 1;
}
