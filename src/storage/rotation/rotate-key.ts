/** Changes the secret key of a database: everything that was made under the old one is made anew under the new one. */

import { AppError } from '../../core/app-error.ts';
import { createAddressBook } from '../address-book.ts';
import { enterRotation, resealAudit } from '../audit-log.ts';
import type { Database, Queryable, Transaction } from '../database.ts';
import { fingerprintOf, isUnderKey } from '../key-fingerprint.ts';
import { signInSecret } from '../sign-in-tables.ts';
import { rekeyInvitations } from '../staff-invitations.ts';
import { reencryptColumns } from './reencrypt.ts';
import { rekeyCodes, rekeyContacts, rekeyParents } from './rekey.ts';

/** The two keys, and how what signing in keeps is carried over. */
export type Rotation = {
  /** At least 32 bytes in UTF-8. */
  readonly oldKey: string;
  readonly newKey: string;
  readonly at: Date;
  /** Names the database in a refusal. */
  readonly place: string;
  /** Carries a text over that the library for signing in encrypted. */
  readonly reencryptSignIn: (from: string, to: string) => (text: string) => Promise<string>;
};

/** What was carried over. */
export type RotationReport = {
  /** Accounts of children. */
  readonly contacts: number;
  /** Other ciphertexts. */
  readonly texts: number;
  /** One-time codes. */
  readonly codes: number;
};

/** Tables whose pages held what is no longer true. */
const TOUCHED = [
  'contacts',
  'inbox',
  'standing_consents',
  'broadcast_marks',
  'code_marks',
  'waiting_texts',
  'parent_words',
];

/**
 * Changes the key, all of it or nothing, while nobody else uses the database. Staff sign in anew afterwards; links of
 * invitations that were not used yet no longer work; a message that a vendor delivers a second time is no longer known.
 *
 * @throws {AppError} `secret-key-differs` where the old key is not the database's; `database-in-use`; `audit-broken`
 */
export async function rotateKey(database: Database, rotation: Rotation): Promise<RotationReport> {
  const { oldKey, newKey, place } = rotation;
  const books = { old: createAddressBook(oldKey), fresh: createAddressBook(newKey) };
  const report = await database.transaction(async (transaction) => {
    if (!(await isUnderKey(transaction, { secretKey: oldKey, addressBook: books.old })))
      throw new AppError('secret-key-differs');
    if (await hasOthers(transaction)) throw new AppError('database-in-use', { place });
    const contacts = await rekeyContacts(transaction, books);
    const codes = await rekeyCodes(transaction, books);
    await rekeyParents(transaction, books);
    const texts = await reencryptColumns(transaction, books);
    await transaction.query('DELETE FROM inbox');
    await transaction.query('DELETE FROM staff_attempts');
    await carrySignIn(transaction, rotation);
    await rekeyInvitations(transaction, newKey);
    await resealAudit(transaction, oldKey, newKey);
    await enterRotation(transaction, newKey, rotation.at);
    await transaction.query(
      `INSERT INTO key_fingerprints (key, fingerprint) VALUES ('secret-key', $1)
       ON CONFLICT (key) DO UPDATE SET fingerprint = excluded.fingerprint`,
      [fingerprintOf(newKey)],
    );
    return { contacts, texts, codes };
  });
  await database.vacuum(TOUCHED);
  return report;
}

/** The embedded engine is held by a lock on its folder, and knows no others. */
async function hasOthers(database: Queryable): Promise<boolean> {
  const [row] = await database.query<{ others: number }>(
    `SELECT count(*)::int AS others FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
  );
  return (row?.others ?? 0) > 0;
}

type FactorRow = { readonly id: string; readonly secret: string; readonly codes: string };

async function carrySignIn(
  transaction: Transaction,
  { oldKey, newKey, reencryptSignIn }: Rotation,
): Promise<void> {
  const carry = reencryptSignIn(signInSecret(oldKey), signInSecret(newKey));
  const factors = await transaction.query<FactorRow>(
    'SELECT id::text AS id, secret, backup_codes AS codes FROM staff_two_factors ORDER BY id',
  );
  for (const { id, secret, codes } of factors) {
    await transaction.query(
      'UPDATE staff_two_factors SET secret = $2, backup_codes = $3 WHERE id = $1::uuid',
      [id, await carry(secret), await carry(codes)],
    );
  }
  await transaction.query('DELETE FROM staff_sessions');
  await transaction.query('DELETE FROM staff_verifications');
}
