/** The browsers someone is signed in with, and the password they use. */

import { type Cookies, orRefuse, readAnswer } from './answer.ts';
import type { Auth } from './auth.ts';
import { counted, type Visitor } from './enter.ts';
import { knownBrowser } from './known-browser.ts';
import { passwordTry } from './limits.ts';
import type { SignInParts } from './sign-in-parts.ts';
import { readSession } from './standing.ts';

/** A browser that is signed in. */
export type SessionRow = {
  readonly id: string;
  /** What the browser says of itself; may be empty. */
  readonly userAgent: string;
  readonly since: Date;
  /** The one that asks. */
  readonly current: boolean;
};

/** Lists them, newest first. */
export async function listSessions(auth: Auth, headers: Headers): Promise<readonly SessionRow[]> {
  const found = await readSession(auth, headers);
  if (found === null) return [];
  const sessions = await orRefuse(auth.api.listSessions({ headers }));
  return sessions
    .map(({ id, userAgent, createdAt }) => ({
      id,
      userAgent: userAgent ?? '',
      since: createdAt,
      current: id === found.session.id,
    }))
    .sort((one, other) => Number(other.since) - Number(one.since));
}

/** When the session that asks was begun, with all that its account's roles ask for; `null` where there is none. */
export async function signedInAt(auth: Auth, headers: Headers): Promise<Date | null> {
  return (await readSession(auth, headers))?.session.createdAt ?? null;
}

/** Ends one of them; one of somebody else's is not found. @returns cookies where it was the own */
export async function endSession(auth: Auth, headers: Headers, id: string): Promise<Cookies> {
  // It may have been ended from another device a moment ago.
  if ((await readSession(auth, headers)) === null) return [];
  const sessions = await orRefuse(auth.api.listSessions({ headers }));
  const token = sessions.find((session) => session.id === id)?.token;
  if (token === undefined) return [];
  return (await readAnswer(auth.api.revokeSession({ body: { token }, headers, asResponse: true }))).cookies;
}

/** Ends all of them. */
export async function endAllSessions(auth: Auth, headers: Headers): Promise<Cookies> {
  return (await readAnswer(auth.api.revokeSessions({ headers, asResponse: true }))).cookies;
}

/** Ends the one that asks; does nothing where there is none. */
export async function signOut(auth: Auth, headers: Headers): Promise<Cookies> {
  return (await readAnswer(auth.api.signOut({ headers, asResponse: true }))).cookies;
}

/** Whether an account has a password; one that an identity provider leads into may have none. */
export async function hasPassword(auth: Auth, accountId: string): Promise<boolean> {
  const { internalAdapter } = await auth.$context;
  return Boolean((await internalAdapter.findCredentialAccount(accountId))?.password);
}

/** Changes the password, and ends all sessions but the one that asks. */
export async function changePassword(
  auth: Auth,
  parts: SignInParts,
  change: Visitor & { readonly email: string; readonly current: string; readonly wanted: string },
): Promise<{ readonly kind: 'changed' | 'wrong-password' | 'slow-down' | 'busy' }> {
  const { headers, address, email, current, wanted } = change;
  const browser = await knownBrowser(parts, headers, email);
  return counted(parts, passwordTry(email, address, browser), async () => {
    const body = { currentPassword: current, newPassword: wanted };
    const answer = await readAnswer(auth.api.changePassword({ body, headers, asResponse: true }));
    if (answer.code !== null) return { kind: 'wrong-password' as const };
    // Whoever has an old link must not get in past the new password.
    const account = await parts.staff.findByEmail(email);
    if (account !== null) await parts.staff.voidRenewals(account.id);
    await readAnswer(auth.api.revokeOtherSessions({ headers, asResponse: true }));
    return { kind: 'changed' as const };
  });
}
