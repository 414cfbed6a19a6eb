/** The second factor: set up with an authenticator app, shown, taken away. */

import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { z } from 'zod';
import { type Cookies, readAnswer } from './answer.ts';
import type { Auth } from './auth.ts';

/** What an authenticator app is given. */
export type SecondFactorKey = {
  /** `otpauth://…`, for a QR code. */
  readonly uri: string;
  /** The same to type: 52 letters and digits. */
  readonly key: string;
};

/** A set-up that was begun may be finished for so long, in minutes. */
const SETUP_MINUTES = 15;

const begunSchema = z.object({ totpURI: z.string() });
const codesSchema = z.object({ backupCodes: z.array(z.string()) });

/**
 * Begins a set-up, or begins it anew.
 *
 * @param password of the account; empty where it has none
 */
export async function beginSecondFactor(
  auth: Auth,
  headers: Headers,
  { accountId, password }: { readonly accountId: string; readonly password: string },
): Promise<'begun' | 'wrong-password' | 'had'> {
  const body = password === '' ? {} : { password };
  const answer = await readAnswer(auth.api.enableTwoFactor({ body, headers, asResponse: true }));
  if (answer.code === 'TOTP_ALREADY_ENABLED') return 'had';
  if (answer.code !== null) return 'wrong-password';
  const { internalAdapter, secretConfig } = await auth.$context;
  const value = await symmetricEncrypt({ key: secretConfig, data: begunSchema.parse(answer.body).totpURI });
  await internalAdapter.deleteVerificationByIdentifier(noteOf(accountId));
  const expiresAt = new Date(Date.now() + SETUP_MINUTES * 60_000);
  await internalAdapter.createVerificationValue({ identifier: noteOf(accountId), value, expiresAt });
  return 'begun';
}

/** The key of a set-up that was begun; `null` where none was, or too long ago. */
export async function pendingKey(auth: Auth, accountId: string): Promise<SecondFactorKey | null> {
  const { internalAdapter, secretConfig } = await auth.$context;
  const note = await internalAdapter.findVerificationValue(noteOf(accountId));
  if (!note || note.expiresAt <= new Date()) return null;
  const uri = await symmetricDecrypt({ key: secretConfig, data: note.value });
  return { uri, key: new URL(uri).searchParams.get('secret') ?? '' };
}

/** Finishes a set-up with a first code. All sessions but the one it was done in are over then: they showed no code. */
export async function confirmSecondFactor(
  auth: Auth,
  headers: Headers,
  { accountId, code }: { readonly accountId: string; readonly code: string },
): Promise<
  | { readonly kind: 'set-up'; readonly codes: readonly string[]; readonly cookies: Cookies }
  | { readonly kind: 'wrong' }
> {
  const { internalAdapter } = await auth.$context;
  const before = await internalAdapter.listSessions(accountId);
  const answer = await readAnswer(auth.api.verifyTOTP({ body: { code }, headers, asResponse: true }));
  if (answer.code !== null) return { kind: 'wrong' };
  for (const { token } of before) await internalAdapter.deleteSession(token);
  await internalAdapter.deleteVerificationByIdentifier(noteOf(accountId));
  const { backupCodes } = codesSchema.parse(await auth.api.viewBackupCodes({ body: { userId: accountId } }));
  return { kind: 'set-up', codes: backupCodes, cookies: answer.cookies };
}

/** Makes ten new recovery codes; the old ones are void. @returns `null` where the password is wrong */
export async function renewRecoveryCodes(
  auth: Auth,
  headers: Headers,
  password: string,
): Promise<readonly string[] | null> {
  const body = password === '' ? {} : { password };
  const answer = await readAnswer(auth.api.generateBackupCodes({ body, headers, asResponse: true }));
  return answer.code === null ? codesSchema.parse(answer.body).backupCodes : null;
}

/** Takes the second factor away. @returns `null` where the password is wrong */
export async function removeSecondFactor(
  auth: Auth,
  headers: Headers,
  password: string,
): Promise<Cookies | null> {
  const body = password === '' ? {} : { password };
  const answer = await readAnswer(auth.api.disableTwoFactor({ body, headers, asResponse: true }));
  return answer.code === null ? answer.cookies : null;
}

/** Where the key of a set-up is noted. */
function noteOf(accountId: string): string {
  return `second-factor-setup ${accountId}`;
}
