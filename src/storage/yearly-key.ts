/** The keys of the participation ledger: one a year, kept encrypted until it is destroyed. */

import { randomBytes } from 'node:crypto';
import type { AddressBook } from '../ports/address-book.ts';
import type { Database } from './database.ts';

const KEY_BYTES = 32;

/** Gives a year's key, made on first use. @returns `null` once it was destroyed */
export async function yearlyKey(
  database: Database,
  addressBook: AddressBook,
  year: number,
): Promise<Uint8Array | null> {
  const stored = await readKey(database, year);
  if (stored !== undefined) return stored === null ? null : unwrap(addressBook, year, stored);
  const fresh = wrap(addressBook, year, randomBytes(KEY_BYTES));
  // Of processes that make it at once one wins, and all read the winner's.
  await database.query('INSERT INTO yearly_keys (year, key) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    year,
    fresh,
  ]);
  return yearlyKey(database, addressBook, year);
}

async function readKey(database: Database, year: number): Promise<string | null | undefined> {
  const [row] = await database.query<{ key: string | null }>('SELECT key FROM yearly_keys WHERE year = $1', [
    year,
  ]);
  return row === undefined ? undefined : row.key;
}

/** The year goes inside, so that no other ciphertext can take its place. */
function wrap(addressBook: AddressBook, year: number, key: Buffer): string {
  return addressBook.encrypt(`yearly-key:${year}:${key.toString('base64url')}`);
}

function unwrap(addressBook: AddressBook, year: number, wrapped: string): Uint8Array {
  const prefix = `yearly-key:${year}:`;
  const plain = addressBook.decrypt(wrapped);
  if (!plain.startsWith(prefix)) throw new Error(`the stored key of ${year} is not a key of that year`);
  return new Uint8Array(Buffer.from(plain.slice(prefix.length), 'base64url'));
}
