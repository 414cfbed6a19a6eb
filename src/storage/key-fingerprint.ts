/** Holds a database to the secret key it was made under. */

import { AppError } from '../core/app-error.ts';
import type { AddressBook } from '../ports/address-book.ts';
import type { Queryable } from './database.ts';
import { deriveKey } from './derive-key.ts';

/** The keys a database is held to: the secret key, and the address book made of it. */
export type Keys = { readonly secretKey: string; readonly addressBook: Pick<AddressBook, 'decrypt'> };

/** What tells one secret key from another without telling anything of it: 43 characters of base64url. */
export function fingerprintOf(secretKey: string): string {
  return deriveKey(secretKey, 'fingerprint').export().toString('base64url');
}

/**
 * Writes down under which secret key a migrated database is used, and refuses any other from then on. Under another
 * key no contact is found again, no message leaves, and the ledger counts children twice.
 *
 * @throws {AppError} `secret-key-differs`
 */
export async function holdToSecretKey(database: Queryable, keys: Keys): Promise<void> {
  if (!(await isUnderKey(database, keys))) throw new AppError('secret-key-differs');
  await database.query(
    `INSERT INTO key_fingerprints (key, fingerprint) VALUES ('secret-key', $1) ON CONFLICT DO NOTHING`,
    [fingerprintOf(keys.secretKey)],
  );
  // Of processes that start at once under different keys one wins.
  if (!(await isUnderKey(database, keys))) throw new AppError('secret-key-differs');
}

/**
 * Tells whether a database was made under this secret key, as far as it can tell: by the fingerprint, or, where none
 * was written down yet, by opening something that was encrypted.
 */
export async function isUnderKey(database: Queryable, { secretKey, addressBook }: Keys): Promise<boolean> {
  const written = await readFingerprint(database);
  if (written !== null) return written === fingerprintOf(secretKey);
  const ciphertext = await readSomeCiphertext(database);
  if (ciphertext === null) return true;
  try {
    addressBook.decrypt(ciphertext);
    return true;
  } catch {
    return false;
  }
}

async function readFingerprint(database: Queryable): Promise<string | null> {
  const [table] = await database.query<{ exists: boolean }>(
    `SELECT to_regclass('key_fingerprints') IS NOT NULL AS exists`,
  );
  if (!table?.exists) return null;
  const [row] = await database.query<{ fingerprint: string }>(
    `SELECT fingerprint FROM key_fingerprints WHERE key = 'secret-key'`,
  );
  return row?.fingerprint ?? null;
}

/** Both tables are there from the first migration on. */
async function readSomeCiphertext(database: Queryable): Promise<string | null> {
  const [row] = await database.query<{ ciphertext: string | null }>(
    `SELECT coalesce(
       (SELECT key FROM yearly_keys WHERE key IS NOT NULL LIMIT 1),
       (SELECT account FROM contacts LIMIT 1)) AS ciphertext`,
  );
  return row?.ciphertext ?? null;
}
