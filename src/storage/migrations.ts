/** Brings a database up to date: Prisma's migrations and Prisma's own records, without Prisma's engine. */

import { createHash, randomUUID } from 'node:crypto';
import { AppError } from '../core/app-error.ts';
import type { Database, Queryable, Transaction } from './database.ts';

/** One folder of `prisma/migrations`. */
export type Migration = { readonly name: string; readonly sql: string };

/**
 * The folders of `prisma/migrations`, oldest first. They are written here because not every runtime can list a folder;
 * a test holds the list to the folders.
 */
export const MIGRATION_NAMES = [
  '20261123000000_init',
  '20261123120000_sending_lanes',
  '20261123180000_key_fingerprints',
  '20261124000000_staff',
  '20261124010000_flow_drafts',
  '20261124020000_consultation_plans',
  '20261124030000_broadcasts',
  '20261124040000_off_chat',
  '20261124050000_form_imports',
  '20261124060000_tables',
  '20261124070000_indicators',
  '20261124080000_exports',
  '20261124090000_programs',
  '20261124100000_moderation',
  '20261124110000_protection',
  '20261124120000_audit',
  '20261124130000_public_results',
  '20261124140000_retention',
  '20261124170000_parents',
  '20261124180000_consents',
  '20261124190000_withdrawn_codes',
] as const;

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

/** A migration that a database holds, or that was begun on it. */
export type AppliedMigration = {
  readonly name: string;
  /** SHA-256 of its SQL, 64 lower-case hex digits. */
  readonly checksum: string;
  readonly finished: boolean;
};

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
 * @throws {AppError} `database-newer`, `migration-changed`, `migration-unfinished`: what was applied before is not what
 *   is known here; `migration-failed`
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  return database.transaction(async (transaction) => {
    await lockMigrations(transaction);
    return applyMigrations(transaction, migrations);
  });
}

/** Keeps everyone else from migrating this database until the transaction ends. */
export async function lockMigrations(transaction: Transaction): Promise<void> {
  await transaction.query(`SELECT pg_advisory_xact_lock(${PRISMA_ADVISORY_LOCK})`);
}

/** Applies what is not yet applied, under the lock. @see migrate */
export async function applyMigrations(
  transaction: Transaction,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  await transaction.script(RECORDS_TABLE);
  const applied = await readApplied(transaction);
  refuseForeignHistory(applied, migrations);
  const done = new Set(applied.map(({ name }) => name));
  const missing = migrations.filter(({ name }) => !done.has(name));
  for (const migration of missing) {
    await applyOne(transaction, migration);
    await transaction.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
         VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksumOf(migration.sql), migration.name],
    );
  }
  return missing.map(({ name }) => name);
}

async function applyOne(transaction: Transaction, { name, sql }: Migration): Promise<void> {
  try {
    await transaction.script(sql);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('migration-failed', { name, reason: reasonOf(cause) }, { cause });
  }
}

/** SQLSTATE and message; the code alone where the message may repeat a stored value (class 22, data exceptions). */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return code.startsWith('22') ? code : `${code} ${error.message}`.trim();
}

/** Tells whether every migration that this code needs is applied. */
export async function isMigrated(database: Queryable): Promise<boolean> {
  const applied = await readHistory(database);
  const finished = new Set(applied.filter((one) => one.finished).map(({ name }) => name));
  return MIGRATION_NAMES.every((name) => finished.has(name));
}

/** The migrations of a database, oldest first; none where nothing was ever migrated. */
export async function readHistory(database: Queryable): Promise<readonly AppliedMigration[]> {
  const [table] = await database.query<{ exists: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`,
  );
  return table?.exists ? readApplied(database) : [];
}

function readApplied(database: Queryable): Promise<readonly AppliedMigration[]> {
  return database.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  );
}

/**
 * Refuses a history that is not the beginning of ours.
 *
 * @throws {AppError} `database-newer`, `migration-changed`, `migration-unfinished`
 */
export function refuseForeignHistory(
  applied: readonly AppliedMigration[],
  migrations: readonly Migration[],
): void {
  for (const { name, checksum, finished } of applied) {
    const migration = migrations.find((each) => each.name === name);
    if (migration === undefined) throw new AppError('database-newer', { name });
    if (!finished) throw new AppError('migration-unfinished', { name });
    if (checksumOf(migration.sql) !== checksum) throw new AppError('migration-changed', { name });
  }
}

function checksumOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}
