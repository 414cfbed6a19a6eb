/** The rows of a table as lines of text, every value in PostgreSQL's own wording, so that no digit changes. */

import { createHash, type Hash } from 'node:crypto';
import type { Parameter, Transaction } from '../database.ts';
import { quoted, type Table } from './catalog.ts';

/** How many rows are held in memory at once; a walk's state can be 32 KiB. */
const PAGE_ROWS = 500;

/** What a table's rows come to: two tables of the same mark hold the same. */
export type RowMark = { readonly rows: number; readonly sha256: string };

/** Counts lines and hashes them. */
export type RowMarker = {
  /** @param lines without line ends */
  add(lines: readonly string[]): void;
  mark(): RowMark;
};

/** Begins to mark a table. */
export function createRowMarker(): RowMarker {
  const hash: Hash = createHash('sha256');
  let rows = 0;
  return {
    add(lines) {
      rows += lines.length;
      for (const line of lines) hash.update(line).update('\n');
    },
    mark: () => ({ rows, sha256: hash.copy().digest('hex') }),
  };
}

/**
 * Reads a table page by page, in the order of its primary key: the order in which rows were written would tell whose
 * answers came together. Each line is a JSON array of texts and nulls, one for each column.
 */
export async function* readRows(transaction: Transaction, table: Table): AsyncGenerator<readonly string[]> {
  const values = table.columns.map(({ name }) => `${quoted(name)}::text`).join(', ');
  await transaction.script(
    `DECLARE backup_rows NO SCROLL CURSOR FOR
     SELECT array_to_json(ARRAY[${values}]::text[])::text AS line FROM ${quoted(table.name)} ORDER BY ${table.order}`,
  );
  for (;;) {
    const page = await transaction.query<{ line: string }>(`FETCH ${PAGE_ROWS} FROM backup_rows`);
    if (page.length === 0) break;
    yield page.map(({ line }) => line);
  }
  await transaction.script('CLOSE backup_rows');
}

/** Writes rows back. @param lines as `readRows` gives them */
export async function writeRows(
  transaction: Transaction,
  table: Table,
  lines: readonly string[],
): Promise<void> {
  const names = table.columns.map(({ name }) => quoted(name)).join(', ');
  const values = table.columns.map(({ type }, place) => `(line ->> ${place})::${type}`).join(', ');
  const parameters: Parameter[] = [`[${lines.join(',')}]`];
  await transaction.query(
    `INSERT INTO ${quoted(table.name)} (${names}) OVERRIDING SYSTEM VALUE
     SELECT ${values} FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS lines (line, place) ORDER BY place`,
    parameters,
  );
}
