/** The two engines that every promise of storage is tried on, each with an empty, migrated database. */

import { readFile } from 'node:fs/promises';
import { inject } from 'vitest';
import type { Database } from '../../src/storage/database.ts';
import { openEmbedded } from '../../src/storage/embedded.ts';
import { openPostgres } from '../../src/storage/postgres.ts';
import { createPrisma } from '../../src/storage/prisma.ts';
import { bindStore, type Store } from '../../src/storage/store.ts';
import { freshDatabase } from '../support/postgres.ts';

export const TEST_SECRET_KEY = 'a secret key of the tests, 32 bytes and more';

/** A store with its database laid open. */
export type TriedStore = {
  readonly store: Store;
  readonly database: Database;
  readonly close: () => Promise<void>;
};

/** One engine. */
export type Engine = {
  readonly name: 'PGlite' | 'PostgreSQL';
  /** An empty database without tables. */
  readonly openDatabase: () => Promise<Database>;
  readonly open: () => Promise<TriedStore>;
};

/** Reads a file of the project. */
export function readShipped(path: string): Promise<string> {
  return readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
}

export const pglite: Engine = {
  name: 'PGlite',
  openDatabase: () => openEmbedded(null),
  open: async () => openStoreOver(await openEmbedded(null)),
};

export const postgres: Engine = {
  name: 'PostgreSQL',
  openDatabase: async () => openPostgresDatabase(),
  open: async () => openStoreOver(await openPostgresDatabase()),
};

async function openPostgresDatabase(): Promise<Database> {
  const { url, drop } = await freshDatabase(inject('postgresUrl'));
  const database = openPostgres({ url });
  return {
    ...database,
    async close() {
      await database.close();
      await drop();
    },
  };
}

async function openStoreOver(database: Database): Promise<TriedStore> {
  const prisma = await createPrisma(database);
  const store = bindStore({ database, prisma, secretKey: TEST_SECRET_KEY, place: 'a test', readShipped });
  await store.migrate();
  return { store, database, close: store.close };
}
