/** Statements that were planned while the tables were empty: they must not read whole tables once those are full. */

import { afterAll, expect, inject, it } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import type { Database } from '../../src/storage/database.ts';
import { createOutboxStore } from '../../src/storage/outbox-store.ts';
import { openPostgres } from '../../src/storage/postgres.ts';
import { createPrisma } from '../../src/storage/prisma.ts';
import { createReceivingStore } from '../../src/storage/receiving-store.ts';
import { bindStore } from '../../src/storage/store.ts';
import { freshDatabase } from '../support/postgres.ts';
import { aSheet } from './code-contract.ts';
import { readShipped, TEST_SECRET_KEY } from './engines.ts';
import { aChild, aTurn, aWalk, launchOne, NOW, nextTurn } from './made-up.ts';

const MANY = 5_000;
/** What a handful of turns may read of any table, index entries and rows together. */
const A_HANDFUL = 400;

const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

/** One connection, so that every statement keeps the plan it was given first. */
async function openOneConnection() {
  const { url, drop } = await freshDatabase(inject('postgresUrl'));
  const database = openPostgres({ url, connections: 1 });
  const prisma = await createPrisma(database);
  closers.push(drop, () => database.close());
  const store = bindStore({ database, prisma, secretKey: TEST_SECRET_KEY, place: 'a test', readShipped });
  await store.migrate();
  return { database, store };
}

async function fill(database: Database, { id, flowHash }: Consultation): Promise<void> {
  await database.query(
    `INSERT INTO contacts (id, hash, channel, account, version)
     SELECT gen_random_uuid(), left(md5(n::text) || md5(n::text), 43), 'telegram', 'ciphertext', 1
     FROM generate_series(1, ${MANY}) AS n`,
  );
  await database.query(
    `INSERT INTO sessions (id, contact_id, consultation_id, flow_hash, respondent, version, state)
     SELECT gen_random_uuid(), id, $1::uuid, $2, 1, 1, '{}' FROM contacts
     WHERE id NOT IN (SELECT contact_id FROM sessions)`,
    [id, flowHash],
  );
  await database.query(
    `INSERT INTO outbox (contact_id, channel, payload, queued_at, due_at)
     SELECT id, 'telegram', '{}', '2026-11-23', '2099-01-01' FROM contacts`,
  );
  await database.query(
    `INSERT INTO inbox (key, session_id, reply, received_on)
     SELECT left(md5(id::text) || md5(id::text), 43), id, '[]', '2026-11-23' FROM sessions`,
  );
  await database.query(
    `INSERT INTO code_marks (key, used) SELECT left(md5(n::text) || md5(n::text), 43), n % 2 = 0
     FROM generate_series(1, ${MANY}) AS n`,
  );
}

/** Rows and index entries read since the database was made, by table. */
async function readOf(database: Database): Promise<Record<string, number>> {
  await database.query('SELECT pg_stat_force_next_flush()');
  const rows = await database.query<{ table: string; read: number }>(
    `SELECT relname AS table, (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
       + (SELECT coalesce(sum(idx_tup_read), 0) FROM pg_stat_user_indexes i WHERE i.relid = t.relid))::int AS read
     FROM pg_stat_user_tables t WHERE relname IN ('contacts', 'sessions', 'inbox', 'outbox', 'code_marks')`,
  );
  return Object.fromEntries(rows.map(({ table, read }) => [table, read]));
}

it('a batch and a claim read by keys alone, however full the tables have become', async () => {
  const { database, store } = await openOneConnection();
  const consultation = await launchOne(store);
  const receiving = createReceivingStore(database);
  const outbox = createOutboxStore(database);
  const order = { channel: 'telegram', limit: 8, leaseMs: 1_000, perSecond: 1_000, aheadMs: 60_000 } as const;

  const playABit = async () => {
    const child = await aChild(store, consultation);
    const walk = aWalk(consultation);
    const newcomer = aTurn({ contact: { active: walk.id }, sessions: [walk], outbox: [{ text: 'chào' }] });
    const sheet = aSheet(consultation.id, 1);
    await store.codes.addSheet(sheet);
    const [strip] = sheet.codes.map(({ key }) => key);
    if (strip === undefined) throw new Error('a sheet without a code');
    const holder = aWalk(consultation);
    const withCode = aTurn({ contact: { active: holder.id }, sessions: [holder], codes: [strip] });
    const outcomes = [
      await receiving.commit([nextTurn(child, 1)], NOW),
      await receiving.commit([nextTurn(child, 2), newcomer], NOW),
      await receiving.commit([aTurn({ contact: { ...child.contact, expectedVersion: 1 } })], NOW),
      await receiving.commit([withCode, aTurn()], NOW),
    ];
    expect(outcomes.flat()).toEqual(Array.from({ length: 6 }, () => 'committed'));
    expect([...(await receiving.usedCodes([strip]))]).toEqual([strip]);
    await receiving.load({
      contacts: [child.contact.hash],
      withAllSessions: [child.contact.hash],
      keys: newcomer.inbox.map(({ key }) => key),
      codes: ['NOPE'],
    });
    expect(await outbox.claim(order, new Date())).not.toEqual([]);
  };

  await aChild(store, consultation);
  // As autovacuum may: from now on the planner believes in tables of one row.
  await database.query('ANALYZE');
  await playABit();
  await fill(database, consultation);
  const before = await readOf(database);
  await playABit();
  const after = await readOf(database);
  for (const [table, read] of Object.entries(after))
    expect([table, read - (before[table] ?? 0) < A_HANDFUL]).toEqual([table, true]);
});
