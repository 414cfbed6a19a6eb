/** Signing in to the console: all that its pages can ask for. */

import type { StaffAccount } from '../core/staff/account.ts';
import type { StaffMember } from '../core/staff/member.ts';
import { type Auth, createAuth } from './auth.ts';
import { readCode } from './codes.ts';
import { type DemoSecrets, demoSignIns, keepDemoAccounts } from './demo-accounts.ts';
import {
  confirmPresence,
  counted,
  enterCode,
  enterPassword,
  enterRecoveryCode,
  type Visitor,
} from './enter.ts';
import { findLink, followLink, type LinkForm } from './follow-link.ts';
import { knownBrowser } from './known-browser.ts';
import { codeTry, passwordTry } from './limits.ts';
import { openSingleSignOn } from './provider-visit.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  pendingKey,
  removeSecondFactor,
  renewRecoveryCodes,
} from './second-factor.ts';
import {
  changePassword,
  endAllSessions,
  endSession,
  hasPassword,
  listSessions,
  signedInAt,
  signOut,
} from './sessions.ts';
import type { SignInParts } from './sign-in-parts.ts';
import { demandsSecondFactor, standingOf } from './standing.ts';

/** Everything bound. */
export type SignIn = ReturnType<typeof openSignIn>;

/** Binds it. Nothing is read or written before the first call. */
export function openSignIn(parts: SignInParts & { readonly demo: DemoSecrets }) {
  const { staff, oidc, now, newId } = parts;
  let opened: Auth | undefined;
  // Made at the first use: a command that signs nobody in need not wait for it.
  const auth = (): Auth => {
    opened ??= createAuth(parts, false);
    return opened;
  };
  const standing = (headers: Headers) => standingOf(auth(), staff, headers);
  return {
    standing,
    /** Who sent a request; `null` where nobody is signed in, or not with all that their roles ask for. */
    async memberOf(headers: Headers): Promise<StaffMember | null> {
      const found = await standing(headers);
      return found.kind === 'member' ? found.member : null;
    },
    demandsSecondFactor,
    enterPassword: (entry: Visitor & { readonly email: string; readonly password: string }) =>
      enterPassword(auth(), parts, entry),
    enterCode: (entry: Visitor & { readonly code: string }) => enterCode(auth(), parts, entry),
    enterRecoveryCode: (entry: Visitor & { readonly code: string }) =>
      enterRecoveryCode(auth(), parts, entry),
    confirmPresence: (entry: Visitor & { readonly code: string }) => confirmPresence(auth(), parts, entry),
    signedInAt: (headers: Headers) => signedInAt(auth(), headers),
    findLink: (token: string) => findLink(parts, token),
    followLink: (form: LinkForm & Visitor) => followLink(auth(), parts, form),
    singleSignOn: oidc === null ? null : openSingleSignOn(parts, () => createAuth(parts, true)),
    ...bindSecondFactor(auth, parts),
    ...bindSessions(auth),
    changePassword: (change: Parameters<typeof changePassword>[2]) => changePassword(auth(), parts, change),
    demoSignIns: () => demoSignIns(parts.demo),
    /** Makes the demo's sign-ins, or, without a demo, sees to it that none is left. */
    async keepDemo(isDemo: boolean): Promise<void> {
      if (!isDemo) await staff.removeDemo();
      else await keepDemoAccounts(auth(), staff, { signIns: demoSignIns(parts.demo), newId, now: now() });
    },
  };
}

/** Someone who looks after their own second factor. The password is empty where the account has none. */
type OwnChange = Visitor & { readonly account: StaffAccount; readonly password: string };

/** Passwords and codes are counted here as well: a session that was left open must not serve to guess them. */
function bindSecondFactor(auth: () => Auth, parts: SignInParts) {
  const tried = async <Outcome extends { readonly kind: string }>(
    { headers, address, account }: Omit<OwnChange, 'password'>,
    attempt: () => Promise<Outcome>,
  ) => {
    const browser = await knownBrowser(parts, headers, account.email);
    return counted(parts, passwordTry(account.email, address, browser), attempt);
  };
  return {
    pendingKey: (accountId: string) => pendingKey(auth(), accountId),
    beginSecondFactor: ({ headers, address, account, password }: OwnChange) =>
      tried({ headers, address, account }, async () => ({
        kind: await beginSecondFactor(auth(), headers, { accountId: account.id, password }),
      })),
    async confirmSecondFactor(visit: Visitor & { readonly accountId: string; readonly code: string }) {
      const { headers, address, accountId } = visit;
      const code = readCode(visit.code);
      if (code === null) return { kind: 'wrong' as const };
      return counted(parts, codeTry(accountId, address), () =>
        confirmSecondFactor(auth(), headers, { accountId, code }),
      );
    },
    renewRecoveryCodes: ({ headers, address, account, password }: OwnChange) =>
      tried({ headers, address, account }, async () => {
        const codes = await renewRecoveryCodes(auth(), headers, password);
        return codes === null ? { kind: 'wrong-password' as const } : { kind: 'renewed' as const, codes };
      }),
    removeSecondFactor: ({ headers, address, account, password }: OwnChange) =>
      tried({ headers, address, account }, async () => {
        const cookies = await removeSecondFactor(auth(), headers, password);
        return cookies === null ? { kind: 'wrong-password' as const } : { kind: 'removed' as const, cookies };
      }),
  };
}

function bindSessions(auth: () => Auth) {
  return {
    listSessions: (headers: Headers) => listSessions(auth(), headers),
    endSession: (headers: Headers, id: string) => endSession(auth(), headers, id),
    endAllSessions: (headers: Headers) => endAllSessions(auth(), headers),
    signOut: (headers: Headers) => signOut(auth(), headers),
    hasPassword: (accountId: string) => hasPassword(auth(), accountId),
  };
}
