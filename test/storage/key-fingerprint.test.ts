/** A database stays with the secret key it was made under. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAddressBook } from '../../src/storage/address-book.ts';
import type { Database } from '../../src/storage/database.ts';
import { fingerprintOf, holdToSecretKey, isUnderKey } from '../../src/storage/key-fingerprint.ts';
import { migrate, readMigrations } from '../../src/storage/migrations.ts';
import { createPrisma } from '../../src/storage/prisma.ts';
import { bindStore } from '../../src/storage/store.ts';
import { pglite, postgres, readShipped } from './engines.ts';

function keysOf(secretKey: string) {
  return { secretKey, addressBook: createAddressBook(secretKey) };
}

const OURS = keysOf('a secret key of thirty-two bytes and more');
const OTHER = keysOf('another secret key of thirty-two bytes');

it('a fingerprint tells keys apart and nothing of them', () => {
  expect(fingerprintOf(OURS.secretKey)).toMatch(/^[\w-]{43}$/);
  expect(fingerprintOf(OURS.secretKey)).toBe(fingerprintOf(OURS.secretKey));
  expect(fingerprintOf(OTHER.secretKey)).not.toBe(fingerprintOf(OURS.secretKey));
});

for (const engine of [pglite, postgres]) {
  describe(`a database on ${engine.name}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await engine.openDatabase();
      await migrate(database, await readMigrations(readShipped));
    });
    afterAll(() => database.close());

    it('goes by what was encrypted, as long as no fingerprint was written down', async () => {
      expect(await isUnderKey(database, OURS)).toBe(true);
      await database.query('INSERT INTO yearly_keys (year, key) VALUES (2026, $1)', [
        createAddressBook(OURS.secretKey).encrypt('a yearly key'),
      ]);
      expect(await isUnderKey(database, OURS)).toBe(true);
      expect(await isUnderKey(database, OTHER)).toBe(false);
      await expect(holdToSecretKey(database, OTHER)).rejects.toMatchObject({ code: 'secret-key-differs' });
      expect(await database.query('SELECT * FROM key_fingerprints')).toEqual([]);
    });

    it('writes its key’s fingerprint down once, and refuses every other key', async () => {
      await holdToSecretKey(database, OURS);
      await holdToSecretKey(database, OURS);
      await database.query('DELETE FROM yearly_keys');
      await expect(holdToSecretKey(database, OTHER)).rejects.toMatchObject({ code: 'secret-key-differs' });
      expect(await database.query('SELECT * FROM key_fingerprints')).toEqual([
        { key: 'secret-key', fingerprint: fingerprintOf(OURS.secretKey) },
      ]);
    });

    it('is not ready under another key', async () => {
      const prisma = await createPrisma(database);
      const open = ({ secretKey }: typeof OURS) =>
        bindStore({ database, prisma, secretKey, place: 'a test', readShipped });
      expect(await open(OURS).ready()).toBe(true);
      expect(await open(OTHER).ready()).toBe(false);
      await expect(open(OTHER).migrate()).rejects.toMatchObject({ code: 'secret-key-differs' });
    });

    it('belongs to one of two that start at once under different keys', async () => {
      await database.query('DELETE FROM key_fingerprints');
      const starts = await Promise.allSettled([
        holdToSecretKey(database, OURS),
        holdToSecretKey(database, OTHER),
      ]);
      expect(starts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });
  });
}
