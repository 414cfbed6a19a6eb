/** The engine inside this process: PGlite, which is PostgreSQL compiled to WebAssembly, on a folder of this machine. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type Transaction as PGliteTransaction } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import {
  CONNECTION_SETTINGS,
  type Database,
  type Parameter,
  type Statement,
  TRANSACTION_SETTINGS,
  type Transaction,
} from './database.ts';
import { translateErrors } from './database-errors.ts';
import { createDatabaseFolder, DURABLE_START, DurableFiles } from './durable-folder.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';

/** How many hot statements pass between two looks at the length of the write-ahead log. */
const RUNS_BETWEEN_LOOKS = 500;

/** A longer log is shortened by a checkpoint. PostgreSQL has a process for that, PGlite has not. */
const MAX_LOG_BYTES = 128 * 1024 * 1024;

/**
 * Opens the database in `<dataDir>/pglite`, made at first use, and owns it until it is closed.
 *
 * @param dataDir `null` keeps it in memory, for trials
 * @throws {AppError} `data-folder-in-use` while another process owns it; nothing was touched then
 */
export async function openEmbedded(dataDir: string | null): Promise<Database> {
  if (dataDir === null) return databaseOver(await PGlite.create());
  mkdirSync(dataDir, { recursive: true });
  const lock = lockFolder(join(dataDir, 'pglite.lock'));
  try {
    const folder = join(dataDir, 'pglite');
    await createDatabaseFolder(folder);
    const pglite = await PGlite.create({ fs: new DurableFiles(folder), startParams: DURABLE_START });
    return await databaseOver(pglite, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function databaseOver(pglite: PGlite, lock?: FolderLock): Promise<Database> {
  await pglite.exec(CONNECTION_SETTINGS);
  const run = statementRunner(pglite);
  const keepLogShort = logKeeper(pglite);
  return {
    ...transactionOver(pglite),
    async run<Row>(statement: Statement, values: readonly string[]) {
      const rows = await translateErrors(() => run(statement, values));
      await keepLogShort();
      return rows as Row[];
    },
    async transaction(work, mode = 'write') {
      const result = await pglite.transaction(async (transaction) => {
        const settings = TRANSACTION_SETTINGS[mode];
        if (settings !== null) await transaction.exec(settings);
        return work(transactionOver(transaction));
      });
      await keepLogShort();
      return result;
    },
    async vacuum(tables) {
      await pglite.exec(`VACUUM ${tables.join(', ')}`);
    },
    prismaAdapter: async () => new PrismaPGlite(pglite),
    async close() {
      await pglite.close();
      lock?.release();
    },
  };
}

function transactionOver(pglite: Pick<PGliteTransaction, 'query' | 'exec'>): Transaction {
  return {
    async query<Row>(text: string, values: readonly Parameter[] = []) {
      return (await translateErrors(() => pglite.query<Row>(text, [...values]))).rows;
    },
    async script(sql) {
      await pglite.exec(sql);
    },
  };
}

/**
 * Runs statements that stay planned. PGlite's own `query` plans each time and knows no names, so they are prepared
 * and executed in SQL, with the values as literals.
 */
function statementRunner(pglite: PGlite) {
  const prepared = new Set<string>();
  return async ({ name, text }: Statement, values: readonly string[]) => {
    if (!prepared.has(name)) {
      prepared.add(name);
      await pglite.exec(`PREPARE ${name} AS ${text}`);
    }
    const literals = values.map((value) => `'${value.replaceAll("'", "''")}'`);
    const [result] = await pglite.exec(`EXECUTE ${name}(${literals.join(', ')})`);
    return result?.rows ?? [];
  };
}

function logKeeper(pglite: PGlite) {
  let runs = 0;
  return async () => {
    runs += 1;
    if (runs % RUNS_BETWEEN_LOOKS !== 0) return;
    const { rows } = await pglite.query<{ isLong: boolean }>(
      `SELECT pg_current_wal_lsn() - redo_lsn > ${MAX_LOG_BYTES} AS "isLong" FROM pg_control_checkpoint()`,
    );
    if (rows[0]?.isLong) await pglite.exec('CHECKPOINT');
  };
}
