/** Writes a backup of a whole database as it was at one moment. */

import { randomBytes } from 'node:crypto';
import { AppError } from '../../core/app-error.ts';
import { createAddressBook } from '../address-book.ts';
import type { Database, Transaction } from '../database.ts';
import { fingerprintOf, isUnderKey } from '../key-fingerprint.ts';
import { type AppliedMigration, readHistory } from '../migrations.ts';
import { quoted, readSequenceNames, readTables, type Table } from './catalog.ts';
import { type Bytes, pack, SALT_BYTES } from './envelope.ts';
import { type BackupContents, type BackupEnd, type BackupHeader, FORMAT_VERSION } from './format.ts';
import { createRowMarker, type RowMark, readRows } from './rows.ts';

/** What a backup is made with. */
export type BackupOrder = {
  readonly secretKey: string;
  /** Version of the program. */
  readonly program: string;
  /** Day in Asia/Ho_Chi_Minh. */
  readonly madeOn: string;
  /** Whether to leave it readable for everyone. */
  readonly plain: boolean;
  /** Where the database lies, for a refusal. */
  readonly place: string;
};

/** What a backup holds. */
export type BackupReport = { readonly tables: number; readonly rows: number };

/**
 * Writes a backup. On a server nobody waits meanwhile; the embedded engine does nothing else until it is written.
 *
 * @param write takes the bytes as they come
 * @throws {AppError} `nothing-to-back-up`; `migration-unfinished`; `secret-key-differs`: it could not be restored
 */
export function writeBackup(
  database: Database,
  order: BackupOrder,
  write: (bytes: Bytes) => Promise<void>,
): Promise<BackupReport> {
  return database.transaction(async (transaction) => {
    const migrations = await readMigrated(transaction, order);
    const tables = await readTables(transaction);
    const marks: Record<string, RowMark> = {};
    const contents: BackupContents = {
      migrations: migrations.map(({ name, checksum }) => ({ name, checksum })),
      tables: tables.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) })),
    };
    await write(enveloped(order, bodyOf({ transaction, tables, contents, marks })));
    const counts = Object.values(marks).map(({ rows }) => rows);
    return { tables: tables.length, rows: counts.reduce((sum, rows) => sum + rows, 0) };
  }, 'snapshot');
}

async function readMigrated(
  transaction: Transaction,
  { secretKey, place }: BackupOrder,
): Promise<readonly AppliedMigration[]> {
  const history = await readHistory(transaction);
  if (history.length === 0) throw new AppError('nothing-to-back-up', { place });
  const unfinished = history.find(({ finished }) => !finished);
  if (unfinished !== undefined) throw new AppError('migration-unfinished', { name: unfinished.name });
  const keys = { secretKey, addressBook: createAddressBook(secretKey) };
  if (!(await isUnderKey(transaction, keys))) throw new AppError('secret-key-differs');
  return history;
}

type Body = {
  readonly transaction: Transaction;
  readonly tables: readonly Table[];
  readonly contents: BackupContents;
  /** Filled while the rows go by. */
  readonly marks: Record<string, RowMark>;
};

async function* bodyOf({ transaction, tables, contents, marks }: Body): AsyncGenerator<string> {
  yield `${JSON.stringify(contents)}\n`;
  for (const table of tables) {
    yield `${JSON.stringify({ table: table.name })}\n`;
    const marker = createRowMarker();
    for await (const lines of readRows(transaction, table)) {
      marker.add(lines);
      yield `${lines.join('\n')}\n`;
    }
    marks[table.name] = marker.mark();
  }
  // A sequence stands outside every snapshot; read after the rows it is never behind them.
  const end: BackupEnd = { tables: marks, sequences: await readSequences(transaction) };
  yield `${JSON.stringify({ end })}\n`;
}

async function readSequences(transaction: Transaction): Promise<BackupEnd['sequences']> {
  const sequences: BackupEnd['sequences'] = {};
  for (const name of await readSequenceNames(transaction)) {
    const [state] = await transaction.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM ${quoted(name)}`,
    );
    if (state !== undefined) sequences[name] = state;
  }
  return sequences;
}

async function* enveloped(order: BackupOrder, body: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const { secretKey, program, madeOn, plain } = order;
  const salt = plain ? null : randomBytes(SALT_BYTES);
  const header: BackupHeader = {
    format: 'em-noi-backup',
    version: FORMAT_VERSION,
    program,
    madeOn,
    key: fingerprintOf(secretKey),
    salt: salt?.toString('base64url') ?? null,
  };
  const line = Buffer.from(`${JSON.stringify(header)}\n`);
  yield line;
  yield* pack(body, salt === null ? null : { secretKey, salt, header: line });
}
