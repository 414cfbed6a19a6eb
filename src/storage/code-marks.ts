/** Which one-time codes were used, under their keyed hashes. */

import type { CodeKey } from '../ports/address-book.ts';
import type { Database } from './database.ts';
import { toJson } from './json.ts';

/** Fewest marks that are written anew together. */
const TOGETHER = 10;

/** The keys of used codes among some. */
export async function readUsedCodes(
  database: Database,
  keys: readonly CodeKey[],
): Promise<ReadonlySet<CodeKey>> {
  const rows = await database.query<{ readonly key: string }>(
    `SELECT key FROM code_marks
     WHERE key = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb))) AND used`,
    [toJson(keys)],
  );
  return new Set(rows.map(({ key }) => key));
}

/**
 * Writes the marks of codes used lately anew, in the order of their hashes and together with others: a mark's place and
 * transaction id are those of the turn that used its code, and would lead from there to a contact.
 */
export async function mixMarks(database: Database): Promise<void> {
  await database.query(
    `WITH lately AS (
       DELETE FROM code_marks WHERE key IN (SELECT key FROM code_marks WHERE used AND NOT mixed FOR UPDATE SKIP LOCKED)
       RETURNING key
     ), company AS (
       DELETE FROM code_marks WHERE key IN (SELECT key FROM code_marks WHERE mixed ORDER BY random()
         LIMIT CASE WHEN (SELECT count(*) FROM lately) = 0 THEN 0
           ELSE greatest(0, ${TOGETHER} - (SELECT count(*) FROM lately)) END)
       RETURNING key
     )
     INSERT INTO code_marks (key, used, mixed)
     SELECT key, true, true FROM (SELECT key FROM lately UNION ALL SELECT key FROM company) AS both_of_them
     ORDER BY key COLLATE "C"`,
  );
}
