/** The engine on a PostgreSQL server, version 14 or newer. */

import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import {
  CONNECTION_SETTINGS,
  type Database,
  type Parameter,
  TRANSACTION_SETTINGS,
  type Transaction,
} from './database.ts';
import { translateErrors } from './database-errors.ts';
import { PROBE_PATIENCE_MS, withinPatience } from './patience.ts';

/** Where the server is and how many connections to hold. */
export type PostgresOptions = {
  readonly url: string;
  /** Most connections at once; 10 unless told. */
  readonly connections?: number;
  /** How long to wait for a connection, in milliseconds; 10,000 unless told. Longer means that the server is not there. */
  readonly connectTimeoutMs?: number;
  /**
   * How long a statement of the hot path may take, in milliseconds; 15,000 unless told. Longer means that nothing comes
   * through any more, though nobody ended the connection: it is thrown away, and the messages are brought again.
   */
  readonly statementTimeoutMs?: number;
  /** `false`: the database has the settings of `CONNECTION_SETTINGS` for its own, because a pooler forgets ours. */
  readonly setsUp?: boolean;
  /** Told of connections that break while idle; the next query opens a new one. */
  readonly onIdleError?: (error: Error) => void;
};

/** Opens a pool; connections are made when needed. */
export function openPostgres(options: PostgresOptions): Database {
  const { url, connections = 10, connectTimeoutMs = 10_000, statementTimeoutMs = 15_000 } = options;
  const { setsUp = true, onIdleError } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectTimeoutMs,
    ...(setsUp ? { onConnect: setUp } : {}),
  });
  // Without a listener a connection that breaks while idle would end the process.
  pool.on('error', onIdleError ?? (() => {}));
  // Nor does anybody listen to one that is lent for a transaction, between two of its statements; the next one tells.
  pool.on('connect', (client) => client.on('error', () => {}));
  const probes = openProbes(options);
  return {
    async query<Row>(text: string, values: readonly Parameter[] = []) {
      return (await translateErrors(() => pool.query(text, [...values]))).rows as Row[];
    },
    async run<Row>(statement: { name: string; text: string }, values: readonly string[]) {
      const query = { ...statement, values: [...values], query_timeout: statementTimeoutMs };
      return (await translateErrors(() => pool.query(query))).rows as Row[];
    },
    transaction: (work, mode = 'write') => runTransaction(pool, TRANSACTION_SETTINGS[mode], work),
    async vacuum(tables) {
      await translateErrors(() => pool.query(`VACUUM ${tables.join(', ')}`));
    },
    probe: probes.query,
    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    prismaAdapter: async () => new PrismaPg(pool),
    async close() {
      await Promise.all([pool.end(), probes.close()]);
    },
  };
}

/** Most probes at once. They have connections of their own: a busy pool is no database that is away. */
const PROBES = 2;

/** A connection that does not answer in time is thrown away, so that the next probe finds a database that came back. */
function openProbes({ url, setsUp = true }: PostgresOptions) {
  const halfMs = PROBE_PATIENCE_MS / 2;
  const pool = new pg.Pool({
    connectionString: url,
    max: PROBES,
    connectionTimeoutMillis: halfMs,
    query_timeout: halfMs,
    // Without anyone who watches it is closed after a while.
    idleTimeoutMillis: 60_000,
    ...(setsUp ? { onConnect: (client: pg.ClientBase) => setUpProbe(client, halfMs) } : {}),
  });
  pool.on('error', () => {});
  return {
    async query<Row>(text: string, values: readonly Parameter[] = []): Promise<readonly Row[]> {
      return (await withinPatience(translateErrors(() => pool.query(text, [...values])))).rows as Row[];
    },
    close: () => pool.end(),
  };
}

/** The server, too, lets go of a read that nobody waits for any more. */
async function setUpProbe(client: pg.ClientBase, patienceMs: number): Promise<void> {
  await client.query(`${CONNECTION_SETTINGS}; SET statement_timeout = ${patienceMs}`);
}

async function setUp(client: pg.ClientBase): Promise<void> {
  await client.query(CONNECTION_SETTINGS);
}

async function runTransaction<T>(
  pool: pg.Pool,
  settings: string | null,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const client = await translateErrors(() => pool.connect());
  let broken: Error | undefined;
  try {
    await translateErrors(() => client.query(settings === null ? 'BEGIN' : `BEGIN; ${settings}`));
    const result = await work(transactionOver(client));
    await translateErrors(() => client.query('COMMIT'));
    return result;
  } catch (error) {
    // A connection that cannot even roll back is thrown away.
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function transactionOver(client: pg.PoolClient): Transaction {
  return {
    async query<Row>(text: string, values: readonly Parameter[] = []) {
      return (await translateErrors(() => client.query(text, [...values]))).rows as Row[];
    },
    async script(sql) {
      await translateErrors(() => client.query(sql));
    },
  };
}
