/** The part of the database that the library for signing in reads and writes by itself, and its keys. */

import { deriveKey } from './derive-key.ts';
import type { PrismaReader } from './prisma.ts';

/** Handed on unopened: only storage knows Prisma. */
export type SignInTables = {
  /**
   * Prisma's delegates of five tables and of no others. Without `$transaction`, so that signing in never holds the one
   * connection of the embedded database.
   */
  readonly client: object;
  /** Signs cookies and encrypts second factors; 43 characters, derived from the secret key. */
  readonly secret: string;
  /** The password of the demo's sign-ins, of this installation alone: `abcd-efgh-ijkm`. */
  readonly demoPassword: string;
  /** The key of a second factor of the demo, as an authenticator app takes it: 32 of A–Z and 2–7. */
  readonly demoKey: (name: string) => string;
};

/** 32 signs each, so that every byte is as good as another. In a password none is taken for its neighbour. */
const PASSWORD_SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789';
const BASE32_SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The secret of signing in, derived from the secret key. */
export function signInSecret(secretKey: string): string {
  return deriveKey(secretKey, 'staff-sign-in').export().toString('base64url');
}

/** Lays them out. */
export function signInTables(prisma: PrismaReader, secretKey: string): SignInTables {
  const { staffAccount, staffSession, staffCredential, staffVerification, staffTwoFactor } = prisma;
  const derived = (purpose: string, signs: string) =>
    [...deriveKey(secretKey, purpose).export()].map((byte) => signs[byte % signs.length]).join('');
  return {
    client: { staffAccount, staffSession, staffCredential, staffVerification, staffTwoFactor },
    secret: signInSecret(secretKey),
    demoPassword: derived('demo-password', PASSWORD_SIGNS)
      .slice(0, 12)
      .replace(/(.{4})(?=.)/g, '$1-'),
    demoKey: (name) => derived(`demo-second-factor/${name}`, BASE32_SIGNS),
  };
}
