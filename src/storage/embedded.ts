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
import { prepareFolderCopy } from './folder-copy.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { withinPatience } from './patience.ts';

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
    const folder = databaseFolder(dataDir);
    await createDatabaseFolder(folder);
    const pglite = await PGlite.create({ fs: new DurableFiles(folder), startParams: DURABLE_START });
    return await databaseOver(pglite, { dataDir, lock });
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Where the engine keeps its files. */
export function databaseFolder(dataDir: string): string {
  return join(dataDir, 'pglite');
}

/** Where a copy for a backup is put; it is opened like a data folder of its own. */
export function copyOf(dataDir: string): string {
  return join(dataDir, 'backup-copy');
}

type Home = { readonly dataDir: string; readonly lock: FolderLock };

async function databaseOver(pglite: PGlite, home?: Home): Promise<Database> {
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
    // It works in this thread, one thing after the other: behind a long one the answer may come too late.
    async probe<Row>(text: string, values: readonly Parameter[] = []) {
      return (await withinPatience(translateErrors(() => pglite.query<Row>(text, [...values])))).rows;
    },
    connections: () => null,
    ...(home === undefined ? {} : { copyFolder: () => copyAsOfNow(pglite, home.dataDir) }),
    prismaAdapter: async () => new PrismaPGlite(pglite),
    async close() {
      await pglite.close();
      home?.lock.release();
    },
  };
}

/** An open transaction, though it does nothing, keeps everyone else from the engine. */
async function copyAsOfNow(pglite: PGlite, dataDir: string): Promise<string> {
  const to = copyOf(dataDir);
  const copy = await prepareFolderCopy(databaseFolder(dataDir), databaseFolder(to));
  await pglite.transaction(copy);
  return to;
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
