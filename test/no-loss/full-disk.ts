/** Fills the disk that the data lies on, in the way this machine allows. */

import pg from 'pg';
import { limitFiles } from './file-limit.ts';
import type { ProductServer } from './product.ts';
import type { SmallDisk } from './small-disk.ts';

/** A disk that can be made to be full. */
export type FullDisk = {
  fill(): Promise<void>;
  free(): Promise<void>;
};

/** Whose writes are to fail. */
export type Writers = { readonly servers: readonly ProductServer[]; readonly databaseUrl: string | null };

/** Takes the small disk if there is one, and else forbids to write; `null` where neither can be done here. */
export async function fullDisk(small: SmallDisk | null, writers: Writers): Promise<FullDisk | null> {
  if (small !== null) return small;
  const limit = await limitFiles(() => processesOf(writers));
  return limit === null ? null : { fill: limit.forbid, free: limit.allow };
}

/** With the embedded database the server writes; else PostgreSQL does, by its parent and all its children. */
async function processesOf({ servers, databaseUrl }: Writers): Promise<readonly number[]> {
  if (databaseUrl === null) return servers.map((server) => server.pid()).filter((pid) => pid !== null);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity UNION SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int`,
    );
    return rows.map(({ pid }) => pid);
  } finally {
    await client.end().catch(() => {});
  }
}
