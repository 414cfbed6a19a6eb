/** The tables of places: loaded from the shipped files, read back for the gazetteer. */

import { createHash } from 'node:crypto';
import type { Predecessor } from '../core/gazetteer.ts';
import type { Locality } from '../core/locality.ts';
import type { Day } from '../core/release/release.ts';
import { readCsv } from './csv.ts';
import type { Database, Queryable, Transaction } from './database.ts';
import { toJson } from './json.ts';

/** First day of the present order of provinces and communes. @see Quyết định 19/2025/QĐ-TTg */
const VALID_FROM: Day = '2025-07-01';

/** Last day of the order before it. */
const VALID_UNTIL: Day = '2025-06-30';

type File = {
  readonly path: string;
  readonly columns: readonly string[];
  /** Replaces the file's rows; `$1` is JSON of them, each with its `line`, and `$2` a day. */
  readonly load: readonly string[];
  readonly day: Day;
};

const FILES: readonly File[] = [
  {
    path: 'data/localities.csv',
    columns: ['code', 'level', 'kind', 'name', 'parent_code'],
    day: VALID_FROM,
    load: [
      'DELETE FROM localities WHERE valid_from = $2::date AND $1::jsonb IS NOT NULL',
      `INSERT INTO localities (code, valid_from, level, kind, name, parent_code)
       SELECT code, $2::date, level, kind, name, parent_code
       FROM jsonb_to_recordset($1::jsonb) AS l (code text, level text, kind text, name text, parent_code text)`,
    ],
  },
  {
    path: 'data/province-predecessors.csv',
    columns: ['old_province_code', 'old_province', 'new_province_code'],
    day: VALID_UNTIL,
    load: [
      `DELETE FROM locality_predecessors WHERE level = 'province' AND valid_until = $2::date AND $1::jsonb IS NOT NULL`,
      `INSERT INTO locality_predecessors (level, line, old_code, valid_until, old_name, new_code)
       SELECT 'province', line, old_province_code, $2::date, old_province, new_province_code
       FROM jsonb_to_recordset($1::jsonb) AS p (line int, old_province_code text, old_province text, new_province_code text)`,
    ],
  },
  {
    path: 'data/commune-predecessors.csv',
    columns: ['old_commune_code', 'old_commune', 'old_district', 'old_province', 'new_commune_code'],
    day: VALID_UNTIL,
    // Five communes were none before; their rows hold a new code only.
    load: [
      `DELETE FROM locality_predecessors WHERE level = 'commune' AND valid_until = $2::date AND $1::jsonb IS NOT NULL`,
      `INSERT INTO locality_predecessors (level, line, old_code, valid_until, old_name, old_district, old_province, new_code)
       SELECT 'commune', line, nullif(old_commune_code, ''), $2::date, old_commune, old_district, old_province, new_commune_code
       FROM jsonb_to_recordset($1::jsonb) AS c (line int, old_commune_code text, old_commune text, old_district text,
         old_province text, new_commune_code text)
       WHERE old_commune <> ''`,
    ],
  },
];

/**
 * Loads the shipped files that changed since they were last loaded.
 *
 * @param readShipped reads a file by its path from the top of the project
 * @returns the paths of those loaded now
 */
export async function loadLocalities(
  database: Database,
  readShipped: (path: string) => Promise<string>,
): Promise<readonly string[]> {
  const texts = await Promise.all(FILES.map(async (file) => ({ file, text: await readShipped(file.path) })));
  return database.transaction(async (transaction) => {
    const loaded: string[] = [];
    for (const { file, text } of texts) if (await loadFile(transaction, file, text)) loaded.push(file.path);
    return loaded;
  });
}

async function loadFile(transaction: Transaction, file: File, text: string): Promise<boolean> {
  const sha256 = createHash('sha256').update(text).digest('hex');
  // The row of the file is also the lock that keeps two processes from loading it at once.
  const changed = await transaction.query(
    `INSERT INTO loaded_files AS f (name, sha256) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256 WHERE f.sha256 <> excluded.sha256 RETURNING name`,
    [file.path, sha256],
  );
  if (changed.length === 0) return false;
  const rows = toJson(readCsv(text, file.columns));
  for (const statement of file.load) await transaction.query(statement, [rows, file.day]);
  return true;
}

/** Reads the places that are valid now. */
export function readLocalities(database: Queryable): Promise<readonly Locality[]> {
  return database.query<Locality>(
    `SELECT DISTINCT ON (code) code, level, kind, name, parent_code AS "parentCode"
     FROM localities ORDER BY code, valid_from DESC`,
  );
}

/** Reads the names of the former provinces, each with the code of the one it went to. */
export function readFormerProvinces(database: Queryable): Promise<readonly Predecessor[]> {
  return database.query<Predecessor>(
    `SELECT old_name AS "oldName", new_code AS "newCode"
     FROM locality_predecessors WHERE level = 'province' ORDER BY line`,
  );
}
