/** Brings a database up to date: Prisma's migrations and Prisma's own records, without Prisma's engine. */

import { createHash, randomUUID } from 'node:crypto';
import { AppError } from '../core/app-error.ts';
import type { Database, Queryable } from './database.ts';

/** One folder of `prisma/migrations`. */
export type Migration = { readonly name: string; readonly sql: string };

/**
 * The folders of `prisma/migrations`, oldest first. They are written here because not every runtime can list a folder;
 * a test holds the list to the folders.
 */
export const MIGRATION_NAMES = ['20261123000000_init'] as const;

/** The lock `prisma migrate` takes. @see https://github.com/prisma/prisma-engines (schema-engine, postgres flavour) */
const PRISMA_ADVISORY_LOCK = 72_707_369;

/** Prisma's table, as Prisma makes it. */
const RECORDS_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

type AppliedMigration = { readonly name: string; readonly checksum: string; readonly finished: boolean };

/**
 * Reads the migrations.
 *
 * @param readShipped reads a file by its path from the top of the project
 */
export function readMigrations(
  readShipped: (path: string) => Promise<string>,
): Promise<readonly Migration[]> {
  return Promise.all(
    MIGRATION_NAMES.map(async (name) => ({
      name,
      sql: await readShipped(`prisma/migrations/${name}/migration.sql`),
    })),
  );
}

/**
 * Applies what is not yet applied, all of it or nothing. Of processes that start at once one migrates and the others
 * wait for it.
 *
 * @returns the names of those applied now
 * @throws {AppError} `migration-changed` when an applied one differs from its file, is half applied, or is unknown here
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  return database.transaction(async (transaction) => {
    await transaction.query(`SELECT pg_advisory_xact_lock(${PRISMA_ADVISORY_LOCK})`);
    await transaction.script(RECORDS_TABLE);
    const applied = await readApplied(transaction);
    refuseForeignHistory(applied, migrations);
    const done = new Set(applied.map(({ name }) => name));
    const missing = migrations.filter(({ name }) => !done.has(name));
    for (const { name, sql } of missing) {
      await transaction.script(sql);
      await transaction.query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
         VALUES ($1, $2, $3, now(), 1)`,
        [randomUUID(), checksumOf(sql), name],
      );
    }
    return missing.map(({ name }) => name);
  });
}

/** Tells whether every migration that this code needs is applied. */
export async function isMigrated(database: Queryable): Promise<boolean> {
  const [table] = await database.query<{ exists: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`,
  );
  if (!table?.exists) return false;
  const applied = await readApplied(database);
  const finished = new Set(applied.filter((one) => one.finished).map(({ name }) => name));
  return MIGRATION_NAMES.every((name) => finished.has(name));
}

function readApplied(database: Queryable): Promise<readonly AppliedMigration[]> {
  return database.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
}

function refuseForeignHistory(applied: readonly AppliedMigration[], migrations: readonly Migration[]): void {
  for (const { name, checksum, finished } of applied) {
    const migration = migrations.find((each) => each.name === name);
    if (migration === undefined) throw new AppError('migration-changed', { name, fault: 'unknown' });
    if (!finished) throw new AppError('migration-changed', { name, fault: 'unfinished' });
    if (checksumOf(migration.sql) !== checksum) {
      throw new AppError('migration-changed', { name, fault: 'edited' });
    }
  }
}

function checksumOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}
