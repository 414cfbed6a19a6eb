/** What the benchmarks stand on: a temporary folder, a PostgreSQL, a vendor, the load process. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freshDatabase, startPostgres } from '../test/support/postgres.ts';
import { atEnd } from './cleanup.ts';
import { startLoad } from './load/load-process.ts';
import type { PlayRound } from './load/round.ts';
import { startProcess } from './node-process.ts';
import { parentOf } from './proc.ts';
import type { VendorCounts } from './vendor.ts';

/** The ground. Everything on it is gone at the end. */
export type Ground = {
  readonly folder: string;
  readonly play: PlayRound;
  /** Processes of the bench itself: its load, its vendor, and the one that looks on. */
  readonly helpers: readonly number[];
  readonly vendor: { readonly url: string; readonly counts: () => Promise<VendorCounts> };
};

/** A PostgreSQL server. */
export type PostgresGround = {
  readonly version: string;
  /** Process id of the server; `null` where it cannot be told. */
  readonly pid: number | null;
  /** Makes an empty database, runs the script in it, and gives its address. */
  readonly newDatabase: (script?: string) => Promise<string>;
};

/** Lays the ground. */
export async function layGround(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'em-noi-bench-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const argv = [join(import.meta.dirname, 'vendor.ts')];
  const { child, port, pid } = await startProcess({
    name: 'vendor',
    argv,
    env: {},
    folder,
    withChannel: true,
  });
  const load = await startLoad(folder);
  return {
    folder,
    play: load.play,
    helpers: [load.pid, pid, process.pid],
    vendor: {
      url: `http://127.0.0.1:${port}`,
      counts: () =>
        new Promise((done) => {
          child.once('message', (counts) => done(counts as VendorCounts));
          child.send('counts');
        }),
    },
  };
}

/** As PostgreSQL comes: what it has confirmed is on the disk. Nobody who counts children's answers may run it otherwise. */
const DURABLE = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'];

/** Starts PostgreSQL. */
export async function layPostgres(): Promise<PostgresGround> {
  const server = await startPostgres({ settings: DURABLE });
  atEnd(server.stop);
  const [row] = await query<{ version: string; pid: number }>(
    server.url,
    `SELECT current_setting('server_version') AS version, pg_backend_pid() AS pid`,
    async ({ version, pid }) => ({ version, pid: (await parentOf(pid)) ?? 0 }),
  );
  return {
    version: row?.version ?? '',
    pid: row === undefined || row.pid === 0 ? null : row.pid,
    async newDatabase(script) {
      const { url } = await freshDatabase(server.url);
      if (script !== undefined) await query(url, script);
      return url;
    },
  };
}

/** Runs SQL on a connection of its own. @param whileOpen looks at each row before the connection is closed */
export async function query<Row extends object>(
  url: string,
  sql: string,
  whileOpen: (row: Row) => Promise<Row> = async (row) => row,
): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(sql);
    return await Promise.all(rows.map(whileOpen));
  } finally {
    await client.end();
  }
}
