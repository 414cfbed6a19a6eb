/** Signing in: with a password, with a code, with a recovery code. */

import { dayOf } from '../core/day.ts';
import { readEmail } from '../core/staff/account.ts';
import { type Answer, type Cookies, readAnswer, withCookies } from './answer.ts';
import type { Auth } from './auth.ts';
import { readCode, readRecoveryCode } from './codes.ts';
import { TooBusy } from './few-at-once.ts';
import { knownBrowser, rememberBrowser } from './known-browser.ts';
import { codeTry, passwordTry, type TryCounts } from './limits.ts';
import { beginSecondFactor } from './second-factor.ts';
import type { SignInParts } from './sign-in-parts.ts';
import { standingOf } from './standing.ts';

/** Someone at the door. */
export type Visitor = {
  readonly headers: Headers;
  /** Network address they come from, as far as it tells one line from another. */
  readonly address: string;
};

/** What came of it. `refused`: wrong, and no word on what. `locked`: too many wrong ones in a row. */
export type EntryOutcome =
  | { readonly kind: 'entered'; readonly cookies: Cookies }
  | { readonly kind: 'code-asked'; readonly cookies: Cookies }
  | {
      readonly kind: 'refused' | 'slow-down' | 'busy' | 'locked' | 'used' | 'too-late';
      readonly cookies: Cookies;
    };

const REFUSED: Readonly<Record<string, 'locked' | 'used' | 'too-late'>> = {
  ACCOUNT_TEMPORARILY_LOCKED: 'locked',
  CODE_USED: 'used',
  INVALID_TWO_FACTOR_COOKIE: 'too-late',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'too-late',
};

/** Lets in whoever knows the password of an account; where it has a second factor, that is asked for next. */
export async function enterPassword(
  auth: Auth,
  parts: SignInParts,
  { email: typed, password, ...visitor }: Visitor & { readonly email: string; readonly password: string },
): Promise<EntryOutcome> {
  const email = readEmail(typed);
  if (email === null || password === '') return { kind: 'refused', cookies: [] };
  const { headers, address } = visitor;
  const browser = await knownBrowser(parts, headers, email);
  return counted(parts, passwordTry(email, address, browser), async () => {
    const answer = await readAnswer(
      auth.api.signInEmail({ body: { email, password }, headers, asResponse: true }),
    );
    if (answer.code !== null) {
      const account = await parts.staff.findByEmail(email);
      if (account !== null) await parts.noteRefusal(account.id);
      return { kind: 'refused', cookies: [] };
    }
    const cookies = [...answer.cookies, await rememberBrowser(parts, headers, email)];
    if (isChallenge(answer)) return { kind: 'code-asked', cookies };
    await welcome(auth, parts, { headers: withCookies(headers, answer.cookies), password });
    return { kind: 'entered', cookies };
  });
}

/** Takes the code of an app: to finish signing in, or from someone whom an identity provider led in. */
export async function enterCode(
  auth: Auth,
  parts: SignInParts,
  { code: typed, ...visitor }: Visitor & { readonly code: string },
): Promise<EntryOutcome> {
  const code = readCode(typed);
  if (code === null) return { kind: 'refused', cookies: [] };
  const { headers } = visitor;
  const call = () => auth.api.verifyTOTP({ body: { code }, headers, asResponse: true });
  return showSecondFactor(auth, parts, { ...visitor, call, once: code });
}

/** Takes a recovery code, which is void from then on. */
export async function enterRecoveryCode(
  auth: Auth,
  parts: SignInParts,
  { code: typed, ...visitor }: Visitor & { readonly code: string },
): Promise<EntryOutcome> {
  const code = readRecoveryCode(typed);
  const { headers } = visitor;
  const call = () => auth.api.verifyBackupCode({ body: { code }, headers, asResponse: true });
  return showSecondFactor(auth, parts, { ...visitor, call, once: null });
}

async function showSecondFactor(
  auth: Auth,
  parts: SignInParts,
  showing: Visitor & { readonly call: () => Promise<Response>; readonly once: string | null },
): Promise<EntryOutcome> {
  const { headers, address, call, once } = showing;
  const standing = await standingOf(auth, parts.staff, headers);
  // Whoever is in already, or must set their second factor up first, has nothing to show here.
  if (standing.kind !== 'nobody' && standing.kind !== 'code-asked') return { kind: 'refused', cookies: [] };
  const accountId = standing.kind === 'code-asked' ? standing.account.id : null;
  return counted(parts, codeTry(accountId, address), async () => {
    const answer = await readAnswer(call());
    if (answer.code !== null) return { kind: REFUSED[answer.code] ?? 'refused', cookies: answer.cookies };
    if (accountId === null) {
      await welcome(auth, parts, { headers: withCookies(headers, answer.cookies), password: '' });
      return { kind: 'entered', cookies: answer.cookies };
    }
    // They had a session already, so better-auth made none, and nobody has looked whether the code was used before.
    const key = `used code ${once} account ${accountId}`;
    if (once !== null && !(await parts.attempts.take([{ key, most: 1, windowSeconds: 120 }], parts.now())))
      return { kind: 'used', cookies: [] };
    const renewed = await readAnswer(auth.api.renewSession({ headers, asResponse: true }));
    return renewed.code === null
      ? { kind: 'entered', cookies: renewed.cookies }
      : { kind: 'too-late', cookies: [] };
  });
}

/**
 * Takes the code of an app from someone who is in already, where a page asks for it anew. Their session is replaced by a fresh one.
 */
export async function confirmPresence(
  auth: Auth,
  parts: SignInParts,
  { code: typed, headers, address }: Visitor & { readonly code: string },
): Promise<EntryOutcome> {
  const standing = await standingOf(auth, parts.staff, headers);
  const code = readCode(typed);
  if (code === null || standing.kind !== 'member' || !standing.account.secondFactor)
    return { kind: 'refused', cookies: [] };
  const { id } = standing.account;
  return counted(parts, codeTry(id, address), async () => {
    const answer = await readAnswer(auth.api.verifyTOTP({ body: { code }, headers, asResponse: true }));
    if (answer.code !== null) {
      await parts.noteRefusal(id);
      return { kind: REFUSED[answer.code] ?? 'refused', cookies: [] };
    }
    return renewOnce(auth, parts, { headers, key: `used code ${code} account ${id}` });
  });
}

/** A code serves once, and the session it was shown in is replaced. */
async function renewOnce(
  auth: Auth,
  { attempts, now }: SignInParts,
  { headers, key }: { readonly headers: Headers; readonly key: string },
): Promise<EntryOutcome> {
  if (!(await attempts.take([{ key, most: 1, windowSeconds: 120 }], now())))
    return { kind: 'used', cookies: [] };
  const renewed = await readAnswer(auth.api.renewSession({ headers, asResponse: true }));
  return renewed.code === null
    ? { kind: 'entered', cookies: renewed.cookies }
    : { kind: 'too-late', cookies: [] };
}

/** Notes the day; and who must set up a second factor finds it begun, and need not type the password again. */
async function welcome(
  auth: Auth,
  { staff, now }: SignInParts,
  { headers, password }: { readonly headers: Headers; readonly password: string },
): Promise<void> {
  const standing = await standingOf(auth, staff, headers);
  if (standing.kind === 'nobody') return;
  await staff.noteSignIn(standing.account.id, dayOf(now()));
  if (standing.kind === 'second-factor-missing' && password !== '')
    await beginSecondFactor(auth, headers, { accountId: standing.account.id, password });
}

/** Counts a try before it is made; what went well is taken off again. */
export async function counted<Outcome extends { readonly kind: string }>(
  { attempts, now }: SignInParts,
  { limits, forgotten, givenBack }: TryCounts,
  attempt: () => Promise<Outcome>,
): Promise<Outcome | { readonly kind: 'slow-down' | 'busy'; readonly cookies: Cookies }> {
  if (!(await attempts.take(limits, now()))) return { kind: 'slow-down', cookies: [] };
  const went = await attempt().catch((error: unknown) => {
    if (error instanceof TooBusy) return { kind: 'busy' as const, cookies: [] };
    throw error;
  });
  // Nothing was tried.
  if (went.kind === 'busy') await attempts.giveBack([...forgotten, ...givenBack]);
  else if (!FAILED.has(went.kind)) {
    await attempts.forget(forgotten);
    await attempts.giveBack(givenBack);
  }
  return went;
}

/** Kinds of outcomes that stay counted. */
const FAILED: ReadonlySet<string> = new Set([
  'refused',
  'used',
  'locked',
  'too-late',
  'wrong',
  'wrong-password',
]);

function isChallenge({ body }: Answer): boolean {
  return typeof body === 'object' && body !== null && 'twoFactorRedirect' in body;
}
