/** A broadcast's statements read a stretch, however many children there are, and whether or not anybody has counted them. */

import { afterAll, describe, expect, inject, it } from 'vitest';
import type { Database } from '../../src/storage/database.ts';
import { openPostgres } from '../../src/storage/postgres.ts';
import { createPrisma } from '../../src/storage/prisma.ts';
import { bindStore } from '../../src/storage/store.ts';
import { freshDatabase } from '../support/postgres.ts';
import { aBroadcast, begin, feedOrder } from './broadcast-world.ts';
import { readShipped, TEST_SECRET_KEY } from './engines.ts';
import { launchOne, NOW } from './made-up.ts';

const MANY = 6_000;
/** What a stretch of ten, and a claim of eight, may read of contacts and walks. */
const A_HANDFUL = 500;

const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

/** Rows and index entries read since the database was made. */
async function readOf(database: Database): Promise<Record<string, number>> {
  await database.query('SELECT pg_stat_force_next_flush()');
  const rows = await database.query<{ table: string; read: number }>(
    `SELECT relname AS table, (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
       + (SELECT coalesce(sum(idx_tup_read), 0) FROM pg_stat_user_indexes i WHERE i.relid = t.relid))::int AS read
     FROM pg_stat_user_tables t WHERE relname IN ('contacts', 'sessions')`,
  );
  return Object.fromEntries(rows.map(({ table, read }) => [table, read]));
}

describe.each([
  ['that were counted', true],
  ['that nobody has counted', false],
])('with many children %s', (_, counted) => {
  it('a stretch and a claim read a handful', async () => {
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    const database = openPostgres({ url, connections: 1 });
    const prisma = await createPrisma(database);
    const store = bindStore({ database, prisma, secretKey: TEST_SECRET_KEY, place: 'a test', readShipped });
    closers.push(drop, () => store.close());
    await store.migrate();
    const consultation = await launchOne(store);
    const order = { channel: 'telegram', limit: 8, leaseMs: 1_000, perSecond: 1_000_000 } as const;
    const claim = () => store.outbox.claim({ ...order, aheadMs: 5_000, broadcastAheadMs: 1_000 }, NOW);
    // From now on the plan of a claim is that of empty tables.
    await claim();
    await database.query(
      `INSERT INTO contacts (id, hash, channel, account, version)
       SELECT gen_random_uuid(), left(md5(n::text) || md5(n::text), 43), 'telegram', 'ciphertext', 1
       FROM generate_series(1, ${MANY}) AS n`,
    );
    await database.query(
      `INSERT INTO sessions (id, contact_id, consultation_id, flow_hash, respondent, version, state)
       SELECT gen_random_uuid(), id, $1::uuid, $2, 1, 1, '{"phase": "asking"}' FROM contacts`,
      [consultation.id, consultation.flowHash],
    );
    if (counted) await database.query('ANALYZE');
    const broadcast = await begin(store, aBroadcast(consultation), MANY);
    await store.broadcasts.feed(feedOrder(broadcast, { scan: 1_000, fill: 2_000 }));
    const before = await readOf(database);
    const fed = await store.broadcasts.feed(feedOrder(broadcast, { scan: 10, fill: 2_000 }));
    expect(fed).toEqual({ kind: 'fed', queued: 10, lookedAt: 10 });
    expect(await claim()).toHaveLength(8);
    const after = await readOf(database);
    for (const [table, read] of Object.entries(after)) {
      expect([table, read - (before[table] ?? 0) < A_HANDFUL, read - (before[table] ?? 0)]).toEqual([
        ...[table, true],
        expect.any(Number),
      ]);
    }
  });
});
