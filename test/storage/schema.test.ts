/** The migrations build what the schema says, and beyond it only what is listed here. */

import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Database } from '../../src/storage/database.ts';
import { MIGRATION_NAMES, migrate, readMigrations } from '../../src/storage/migrations.ts';
import { openPostgres } from '../../src/storage/postgres.ts';
import { freshDatabase } from '../support/postgres.ts';
import { readShipped } from './engines.ts';
import { deployWithPrisma, sqlOfSchema } from './prisma-engine.ts';

/** What the migrations may hold that the schema language cannot say. */
const BEYOND_THE_SCHEMA = {
  indexes: [
    'broadcasts_live_idx',
    'code_marks_unmixed_idx',
    'contacts_zalo_idx',
    'inbox_session_id_idx',
    'indicator_rows_key_idx',
    'outbox_broadcasts_idx',
    'protection_cases_open',
    'sessions_unfinished_idx',
    'sessions_unsealed_idx',
    'standing_consents_given_idx',
    'standing_consents_unmixed_idx',
    'waiting_texts_unmixed_idx',
  ],
  notNull: ['consultations.places', 'ledger.indicators'],
  triggers: [
    'audit_entries_never_change',
    'audit_entries_never_truncated',
    'audit_seals_move_on',
    'audit_seals_never_deleted',
    'audit_seals_never_truncated',
    'closed_years_never_change',
    'closed_years_never_truncated',
    'consultation_events_never_change',
    'consultation_events_never_truncated',
    'consultations_guarded',
    'flow_publications_never_change',
    'flow_publications_never_truncated',
    'flows_never_change',
    'flows_never_truncated',
    'indicator_cuts_never_change',
    'indicator_cuts_never_truncated',
    'indicator_row_changes_never_change',
    'indicator_row_changes_never_truncated',
    'progress_cuts_never_change',
    'progress_cuts_never_truncated',
    'published_tables_never_change',
    'published_tables_never_truncated',
    'releases_never_change',
    'releases_never_truncated',
    'tally_changes_never_change',
    'tally_changes_never_truncated',
  ],
  checks: 161,
};

const COLUMNS = `
SELECT table_name || '.' || column_name AS name, udt_name || coalesce('(' || datetime_precision || ')', '') AS type,
  is_nullable = 'NO' AS "notNull", column_default AS "default"
FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1`;

const INDEXES = `
SELECT indexname AS name, replace(indexdef, 'public.', '') AS definition FROM pg_indexes
WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`;

const CONSTRAINTS = `
SELECT conrelid::regclass || ' ' || conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'f', 'u')
  AND conrelid IS DISTINCT FROM to_regclass('_prisma_migrations') ORDER BY 1`;

type Named = { readonly name: string };
type Column = Named & { readonly notNull: boolean };

describe('the migrations and the schema', () => {
  const opened: { database: Database; drop: () => Promise<void> }[] = [];
  let migrated: Database;
  let drawn: Database;

  async function open(): Promise<Database> {
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    const database = openPostgres({ url });
    opened.push({ database, drop });
    return database;
  }

  beforeAll(async () => {
    [migrated, drawn] = [await open(), await open()];
    await migrate(migrated, await readMigrations(readShipped));
    const sql = await sqlOfSchema(inject('postgresUrl'));
    await drawn.transaction((transaction) => transaction.script(sql));
  });
  afterAll(async () => {
    for (const { database, drop } of opened) {
      await database.close();
      await drop();
    }
  });

  it('have the same columns, types and defaults', async () => {
    const tighter = (column: Column) =>
      BEYOND_THE_SCHEMA.notNull.includes(column.name) ? { ...column, notNull: true } : column;
    const drawnColumns = await drawn.query<Column>(COLUMNS);
    expect(await migrated.query<Column>(COLUMNS)).toEqual(drawnColumns.map(tighter));
    expect(drawnColumns.length).toBeGreaterThan(100);
  });

  it('have the same indexes', async () => {
    const indexes = await migrated.query<Named>(INDEXES);
    const isBeyond = ({ name }: Named) => BEYOND_THE_SCHEMA.indexes.includes(name);
    expect(indexes.filter((index) => !isBeyond(index))).toEqual(await drawn.query<Named>(INDEXES));
    expect(indexes.filter(isBeyond).map(({ name }) => name)).toEqual(BEYOND_THE_SCHEMA.indexes);
  });

  it('have the same primary and foreign keys', async () => {
    expect(await migrated.query(CONSTRAINTS)).toEqual(await drawn.query(CONSTRAINTS));
  });

  it('differ by the listed triggers and checks', async () => {
    const triggers = await migrated.query<Named>(
      'SELECT tgname AS name FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1',
    );
    expect(triggers.map(({ name }) => name)).toEqual(BEYOND_THE_SCHEMA.triggers);
    const [checks] = await migrated.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_constraint WHERE contype = 'c'`,
    );
    expect(checks?.n).toBe(BEYOND_THE_SCHEMA.checks);
  });

  it('are carried on by Prisma where we left off, and by us where Prisma did', async () => {
    const ours = await readMigrations(readShipped);
    const next = { name: '20991231000000_next', sql: 'CREATE TABLE next (id int);' };
    const last = { name: '20991231000001_last', sql: 'CREATE TABLE last (id int);' };
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    const database = openPostgres({ url });
    opened.push({ database, drop });
    await migrate(database, ours);
    expect(await deployWithPrisma(url, ours)).toEqual([]);
    expect(await deployWithPrisma(url, [...ours, next])).toEqual([next.name]);
    expect(await migrate(database, [...ours, next])).toEqual([]);
    expect(await migrate(database, [...ours, next, last])).toEqual([last.name]);
  });

  it('know the same migrations as the folder', async () => {
    const entries = await readdir(new URL('../../prisma/migrations', import.meta.url), {
      withFileTypes: true,
    });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(folders.sort()).toEqual([...MIGRATION_NAMES]);
  });
});
