/** Opens the store on Node: a PostgreSQL server, or the embedded engine in a folder. */

import type { Log } from '../ports/log.ts';
import type { Database } from './database.ts';
import { openPostgres } from './postgres.ts';
import { createPrisma } from './prisma.ts';
import { bindStore, type Store } from './store.ts';

/** Which database, and under which key. */
export type StoreOptions = {
  /** A server; without it the embedded database in `dataDir` is used. */
  readonly databaseUrl?: string;
  readonly dataDir: string;
  /** At least 32 bytes; needed with `databaseUrl`, else made in `dataDir` when absent. */
  readonly secretKey?: string;
  /** Reads a file that ships with the program, by its path from the top of the project. */
  readonly readShipped: (path: string) => Promise<string>;
  readonly log: Pick<Log, 'warn'>;
};

type Engine = { readonly database: Database; readonly secretKey: string; readonly place: string };

/**
 * Opens the store. Nothing is read or written yet but the embedded database's own files.
 *
 * @throws {AppError} `data-folder-in-use` while another process owns the embedded database
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, readShipped } = options;
  const engine = databaseUrl === undefined ? await openFolder(options) : openServer(options, databaseUrl);
  return bindStore({ ...engine, prisma: await createPrisma(engine.database), readShipped });
}

function openServer({ secretKey, log }: StoreOptions, databaseUrl: string): Engine {
  if (secretKey === undefined) throw new Error('a server needs a secret key');
  const onIdleError = (error: Error) => log.warn('storage.connection-lost', { reason: error.message });
  const database = openPostgres({ url: databaseUrl, onIdleError });
  return { database, secretKey, place: serverPlace(databaseUrl) };
}

/** Where a server's database lies, without the password. */
export function serverPlace(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return `PostgreSQL ${host}${pathname}`;
}

/** The embedded engine is loaded only where it is used: it is large. */
async function openFolder({ dataDir, secretKey }: StoreOptions): Promise<Engine> {
  const { openEmbedded } = await import('./embedded.ts');
  const { readOrCreateSecretKey } = await import('./secret-key.ts');
  const database = await openEmbedded(dataDir);
  return { database, secretKey: secretKey ?? readOrCreateSecretKey(dataDir), place: dataDir };
}
