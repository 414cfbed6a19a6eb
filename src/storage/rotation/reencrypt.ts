/** Finds every ciphertext of the address book, in whatever column it lies, and writes it anew under another key. */

import type { AddressBook } from '../../ports/address-book.ts';
import type { Queryable, Transaction } from '../database.ts';
import { toJson } from '../json.ts';

/** The address book under the old key, and under the new one. */
export type Books = { readonly old: AddressBook; readonly fresh: AddressBook };

type Column = { readonly table: string; readonly column: string };

/**
 * How a ciphertext begins in base64url: a byte of one, the version of the key, and 28 bytes at least. Text that only looks
 * like one does not open.
 */
const LOOKS_ENCRYPTED = '^A[Q-Za-f][A-Za-z0-9_-]{37,}$';

/** Rows looked at in one go. */
const CHUNK = 2_000;

/**
 * Carries them over, table by table. No list of columns is kept by hand, so that none can be forgotten.
 *
 * @returns how many there were
 */
export async function reencryptColumns(transaction: Transaction, books: Books): Promise<number> {
  let carried = 0;
  for (const column of await textColumns(transaction)) {
    carried += await reencryptColumn(transaction, column, books);
  }
  return carried;
}

/** Text columns of our own tables. */
function textColumns(database: Queryable): Promise<readonly Column[]> {
  return database.query<Column>(
    `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.data_type = 'text'
       AND c.is_generated = 'NEVER' ORDER BY 1, 2`,
  );
}

/**
 * A row that was written anew lies further on and is met a second time: then its ciphertext no longer opens with the old
 * key, and is passed over.
 */
async function reencryptColumn(
  transaction: Transaction,
  { table, column }: Column,
  { old, fresh }: Books,
): Promise<number> {
  const [name, field] = [quoted(table), quoted(column)];
  let carried = 0;
  for (let at = '(0,0)'; ; ) {
    const rows = await transaction.query<{ at: string; text: string }>(
      `SELECT ctid::text AS at, ${field} AS text FROM ${name}
       WHERE ctid > $1::tid AND ${field} ~ '${LOOKS_ENCRYPTED}' ORDER BY ctid LIMIT ${CHUNK}`,
      [at],
    );
    const last = rows.at(-1);
    if (last === undefined) return carried;
    at = last.at;
    const anew = rows.flatMap(({ at: place, text }) => {
      const plain = opened(old, text);
      return plain === null ? [] : [{ place, text: fresh.encrypt(plain) }];
    });
    carried += anew.length;
    if (anew.length === 0) continue;
    await transaction.query(
      `UPDATE ${name} SET ${field} = n.text FROM jsonb_to_recordset($1::jsonb) AS n (place text, text text)
       WHERE ${name}.ctid = n.place::tid`,
      [toJson(anew)],
    );
  }
}

/** What a ciphertext holds; `null` where it is none, or of another key. */
export function opened({ decrypt }: Pick<AddressBook, 'decrypt'>, text: string): string | null {
  try {
    return decrypt(text);
  } catch {
    return null;
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
