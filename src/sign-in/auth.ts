/** better-auth, set up for staff: no open door, nothing sent anywhere, short memory. */

import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { betterAuth } from 'better-auth/minimal';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { MAX_PASSWORD, MIN_PASSWORD } from '../core/staff/account.ts';
import { drawRecoveryCodes } from './codes.ts';
import { fewAtOnce } from './few-at-once.ts';
import { renewSession } from './renew-session.ts';
import type { SignInParts } from './sign-in-parts.ts';
import { oidcConfig, PROVIDER, takeOver, vetNewcomer } from './single-sign-on.ts';

/** Below which its addresses would lie. Only the one that identity providers lead back to is served. */
export const SIGN_IN_PATH = '/console/sign-in';

/** A working day; nobody stays signed in over night on a shared computer. In seconds. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** A code may be looked for so long after the password. In seconds. */
const CHALLENGE_SECONDS = 10 * 60;

/** Wrong codes in a row, over all sign-ins of an account, before none is taken for a while. */
const WRONG_CODES = 10;

/** How long none is taken then. With ten codes in half an hour a guesser who knows the password needs years. In seconds. */
const LOCK_SECONDS = 30 * 60;

/** Addresses at which a second factor was shown; a session that begins there has it. */
const SECOND_FACTOR_PATHS: readonly (string | undefined)[] = [
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
];

/** Hashing takes 16 MB and 50 ms of another thread each; the embedded database's files need those threads as well. */
const HASHES_AT_ONCE = 2;

/** Beyond these whoever signs in is asked to wait. */
const HASHES_WAITING = 40;

/** The library, bound. */
export type Auth = ReturnType<typeof createAuth>;

/**
 * Binds it. Its own HTTP handler is never served: what it can do is called by name, behind our limits.
 *
 * @param withProvider reaches for the identity provider's description at once
 */
export function createAuth(parts: SignInParts, withProvider: boolean) {
  const { tables, publicUrl, appName, oidc } = parts;
  const inTurn = fewAtOnce(HASHES_AT_ONCE, HASHES_WAITING);
  return betterAuth({
    appName,
    baseURL: `${publicUrl}${SIGN_IN_PATH}`,
    basePath: SIGN_IN_PATH,
    trustedOrigins: [new URL(publicUrl).origin],
    // A list, because a single secret would give way to one from the environment.
    secrets: [{ version: 1, value: tables.secret }],
    database: prismaAdapter(tables.client, { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD,
      // It counts UTF-16 units, of which a letter has up to three before it is composed.
      maxPasswordLength: MAX_PASSWORD * 3,
      password: {
        hash: (password) => inTurn(() => hashPassword(password)),
        verify: (both) => inTurn(() => verifyPassword(both)),
      },
    },
    user: { modelName: 'staffAccount' },
    session: {
      modelName: 'staffSession',
      additionalFields: { secondFactor: { type: 'boolean', defaultValue: false, input: false } },
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'staffCredential',
      updateAccountOnSignIn: false,
      storeStateStrategy: 'cookie',
      // The provider's word for an address outweighs whoever made the account; see `takeOver`.
      accountLinking: { enabled: true, requireLocalEmailVerified: false },
    },
    verification: { modelName: 'staffVerification', storeIdentifier: 'hashed' },
    onAPIError: { errorURL: `${publicUrl}${SIGN_IN_PATH}` },
    databaseHooks: hooksOf(parts),
    plugins: [
      twoFactor({
        issuer: appName,
        // Whoever comes by an identity provider has no password to be asked for.
        allowPasswordless: true,
        twoFactorCookieMaxAge: CHALLENGE_SECONDS,
        backupCodeOptions: { customBackupCodesGenerate: drawRecoveryCodes },
        accountLockout: { maxFailedAttempts: WRONG_CODES, durationSeconds: LOCK_SECONDS },
        schema: { twoFactor: { modelName: 'staffTwoFactor' } },
      }),
      renewSession(),
      genericOAuth({ config: withProvider && oidc !== null ? [oidcConfig(oidc)] : [] }),
    ],
    advanced: {
      cookiePrefix: 'em-noi',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: () => parts.newId() },
      // Who signed in from where is nobody's business; guessing is counted by us.
      ipAddress: { disableIpTracking: true },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    experimental: { instrumentation: { enabled: false } },
    // Its words may hold an address; what goes wrong is thrown as well.
    logger: { disabled: true },
  });
}

function hooksOf(parts: SignInParts) {
  const { staff, attempts, now } = parts;
  return {
    user: { create: { before: (user: Person) => vetNewcomer(parts, user) } },
    account: {
      create: {
        before: async (account: { readonly providerId: string; readonly userId: string }) => {
          if (account.providerId !== PROVIDER) return;
          await takeOver(parts, account.userId);
          return { data: NO_TOKENS };
        },
      },
    },
    session: {
      create: {
        before: async (
          session: { readonly userId: string } & Record<string, unknown>,
          context: { readonly path?: string; readonly body?: unknown } | null,
        ) => {
          const account = await staff.find(session.userId);
          if (account === null || account.suspended) throw new APIError('FORBIDDEN', { code: 'SUSPENDED' });
          const shown = SECOND_FACTOR_PATHS.includes(context?.path);
          if (shown) await refuseUsedCode();
          return { data: { secondFactor: session.secondFactor === true || shown } };

          /** RFC 6238, 5.2: a code that was accepted is not accepted again, though it is still its time. */
          async function refuseUsedCode() {
            const code = codeIn(context?.body);
            const key = `used code ${code} account ${session.userId}`;
            if (code !== null && !(await attempts.take([{ key, most: 1, windowSeconds: 120 }], now())))
              throw new APIError('UNAUTHORIZED', { code: 'CODE_USED' });
          }
        },
      },
    },
  };
}

type Person = { readonly email: string; readonly emailVerified: boolean; readonly name: string };

/** Nothing is done in anybody's name at the identity provider. */
const NO_TOKENS = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
  scope: null,
};

function codeIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('code' in body)) return null;
  return typeof body.code === 'string' ? body.code : null;
}
