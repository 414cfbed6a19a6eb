/** Restores a backup into an empty database: all of it and checked, or nothing. */

import { AppError } from '../../core/app-error.ts';
import type { Database, Transaction } from '../database.ts';
import { applyMigrations, lockMigrations, type Migration, refuseForeignHistory } from '../migrations.ts';
import { type ForeignKey, isEmpty, quoted, readForeignKeys, readTables, type Table } from './catalog.ts';
import type { BackupContents, BackupEnd } from './format.ts';
import { type BackupPart, type OpenedBackup, readParts } from './read-backup.ts';
import { createRowMarker, readRows, writeRows } from './rows.ts';

/** What a restore goes by. */
export type RestoreOrder = {
  readonly backup: OpenedBackup;
  readonly secretKey: string;
  /** The migrations of this program, oldest first. */
  readonly migrations: readonly Migration[];
  /** Where the database lies, for a refusal. */
  readonly place: string;
};

/** What a restore did. */
export type RestoreReport = {
  readonly tables: number;
  readonly rows: number;
  /** Migrations that the backup did not have yet. */
  readonly applied: readonly string[];
};

/** For this one transaction, which reads whole tables again to compare them. */
const SETTINGS = 'SET LOCAL enable_seqscan = on';

/** SQLSTATE classes that say that the rows themselves are wrong: data (22), constraints (23). */
const WRONG_ROWS = /^2[23]/;

/**
 * Restores: builds the tables as they were at the version of the backup, fills them, compares them with what the backup
 * says of itself, and only then brings them to the present version.
 *
 * @throws {AppError} `restore-not-empty`, `backup-newer`, `migration-changed`, `backup-damaged`, `file-failed` where the
 *   disk is full; nothing was changed then
 */
export async function restoreBackup(database: Database, order: RestoreOrder): Promise<RestoreReport> {
  const work = database.transaction(async (transaction) => {
    await lockMigrations(transaction);
    if (!(await isEmpty(transaction))) throw new AppError('restore-not-empty', { place: order.place });
    await transaction.script(SETTINGS);
    const parts = readParts(order.backup, order.secretKey);
    const contents = await readContents(parts);
    const tables = await buildTables(transaction, contents, order);
    const end = await fillTables(transaction, tables, parts);
    await compareTables(transaction, tables, end);
    const applied = await applyMigrations(transaction, order.migrations);
    const counts = Object.values(end.tables).map(({ rows }) => rows);
    return { tables: tables.length, rows: counts.reduce((sum, rows) => sum + rows, 0), applied };
  });
  return work.catch((error: unknown) => {
    throw isDiskFull(error) ? new AppError('file-failed', { file: order.place, reason: DISK_FULL }) : error;
  });
}

const DISK_FULL = 'no space left on the disk of the database';

/** SQLSTATE 53100; elsewhere it passes for a database that is away, because it may come to have room again. */
function isDiskFull(error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : error;
  return cause instanceof Error && 'code' in cause && cause.code === '53100';
}

async function readContents(parts: AsyncGenerator<BackupPart>): Promise<BackupContents> {
  const first = await parts.next();
  if (first.done || first.value.kind !== 'contents') throw damaged('it does not say what is inside');
  return first.value.contents;
}

/** Builds the tables of the backup's version, without what migrations put into them. */
async function buildTables(
  transaction: Transaction,
  contents: BackupContents,
  { migrations, backup }: RestoreOrder,
): Promise<readonly Table[]> {
  const names = new Set(contents.migrations.map(({ name }) => name));
  const known = migrations.filter(({ name }) => names.has(name));
  if (known.length < names.size) throw new AppError('backup-newer', { program: backup.header.program });
  refuseForeignHistory(
    contents.migrations.map((migration) => ({ ...migration, finished: true })),
    known,
  );
  await applyMigrations(transaction, known);
  const tables = await readTables(transaction);
  if (JSON.stringify(namesOf(tables)) !== JSON.stringify(contents.tables))
    throw damaged('its tables are not those of its version');
  for (const table of tables) await transaction.query(`DELETE FROM ${quoted(table.name)}`);
  return tables;
}

function namesOf(tables: readonly Table[]): BackupContents['tables'] {
  return tables.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) }));
}

/** Tables point at one another in circles, so foreign keys go before the rows come, and are checked when they come back. */
async function fillTables(
  transaction: Transaction,
  tables: readonly Table[],
  parts: AsyncGenerator<BackupPart>,
): Promise<BackupEnd> {
  const foreignKeys = await readForeignKeys(transaction);
  for (const { table, name } of foreignKeys)
    await transaction.script(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  const byName = new Map(tables.map((table) => [table.name, table]));
  let end: BackupEnd | null = null;
  for await (const part of parts) {
    if (part.kind === 'end') end = part.end;
    if (part.kind !== 'rows') continue;
    const table = byName.get(part.table);
    if (table === undefined) throw damaged(`a table ${part.table} turns up that was not announced`);
    await faultsTold(table.name, () => writeRows(transaction, table, part.lines));
  }
  if (end === null) throw damaged('it ends in the middle');
  for (const foreignKey of foreignKeys)
    await faultsTold(foreignKey.table, () => addForeignKey(transaction, foreignKey));
  await setSequences(transaction, end);
  return end;
}

async function addForeignKey(transaction: Transaction, foreignKey: ForeignKey): Promise<void> {
  const { table, name, definition } = foreignKey;
  await transaction.script(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
}

async function setSequences(transaction: Transaction, end: BackupEnd): Promise<void> {
  for (const [name, { last, called }] of Object.entries(end.sequences))
    await transaction.query('SELECT setval($1::regclass, $2::bigint, $3::boolean)', [
      quoted(name),
      last,
      called,
    ]);
}

/** Reads everything back: a value that another engine took differently would show here. */
async function compareTables(
  transaction: Transaction,
  tables: readonly Table[],
  end: BackupEnd,
): Promise<void> {
  for (const table of tables) {
    const marker = createRowMarker();
    for await (const lines of readRows(transaction, table)) marker.add(lines);
    if (marker.mark().sha256 !== end.tables[table.name]?.sha256)
      throw damaged(`what was stored in ${table.name} is not what it holds`);
  }
}

/** A database refusing rows tells of the table only: its own message repeats values. */
async function faultsTold(table: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (!WRONG_ROWS.test(code)) throw cause;
    throw damaged(`the database refuses rows of ${table} (${code})`, cause);
  }
}

function damaged(fault: string, cause?: unknown): AppError {
  return new AppError('backup-damaged', { fault }, { cause });
}
