/** Opens the store on Workers: a PostgreSQL server behind Hyperdrive, for the length of one event. */

import type { Log } from '../ports/log.ts';
import type { Database } from './database.ts';
import { openPostgres } from './postgres.ts';
import { createWorkerPrisma } from './prisma-workerd.ts';
import { bindStore, type Store } from './store.ts';

/** Which database, and under which key. */
export type WorkerStoreOptions = {
  /** As the Hyperdrive binding gives it. */
  readonly databaseUrl: string;
  /** At least 32 bytes. */
  readonly secretKey: string;
  readonly log: Pick<Log, 'warn'>;
};

/** A Worker may have six connections open at once, those to vendors among them. */
const CONNECTIONS = 3;

/** A vendor waits two seconds for its answer; within them a message must be stored or postponed. */
const CONNECT_TIMEOUT_MS = 1_500;

/**
 * Opens the store. It cannot migrate, and it is ready only where the database's own time zone is UTC: Hyperdrive lends a
 * connection for a transaction and then resets what was set on it.
 *
 * @see https://developers.cloudflare.com/hyperdrive/concepts/connection-pooling/
 */
export async function openWorkerStore({ databaseUrl, secretKey, log }: WorkerStoreOptions): Promise<Store> {
  const database = openPostgres({
    url: databaseUrl,
    connections: CONNECTIONS,
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
    setsUp: false,
  });
  const store = bindStore({
    database,
    prisma: await createWorkerPrisma(database),
    secretKey,
    place: 'PostgreSQL behind Hyperdrive',
    readShipped: (path) => Promise.reject(new Error(`${path} does not ship with a Worker`)),
  });
  return { ...store, ready: async () => (await store.ready()) && (await keepsUtc(database, log)) };
}

async function keepsUtc(database: Database, log: Pick<Log, 'warn'>): Promise<boolean> {
  const rows = await database
    .query<{ zone: string }>(`SELECT reset_val AS zone FROM pg_settings WHERE name = 'TimeZone'`)
    .catch(() => []);
  const [setting] = rows;
  if (setting === undefined) return false;
  if (/^(Etc\/)?(UTC|UCT|GMT|Zulu)$/i.test(setting.zone)) return true;
  log.warn('storage.time-zone-not-utc', { zone: setting.zone });
  return false;
}
