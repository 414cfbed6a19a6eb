/** Reads the shipped list of places without a database, for tools that have none. */

import type { Predecessor } from '../core/gazetteer.ts';
import type { Locality } from '../core/locality.ts';
import { readCsv } from './csv.ts';

/** Reads the text of `data/localities.csv`. @throws when a column is missing */
export function parseLocalities(text: string): readonly Locality[] {
  const rows = readCsv(text, ['code', 'level', 'kind', 'name', 'parent_code']);
  return rows.map(
    ({ code, level, kind, name, parent_code: parentCode }) =>
      ({ code, level, kind, name, parentCode }) as Locality,
  );
}

/** Reads the text of `data/province-predecessors.csv`: former provinces and where they went. @throws when a column is missing */
export function parsePredecessors(text: string): readonly Predecessor[] {
  const rows = readCsv(text, ['old_province_code', 'old_province', 'new_province_code']);
  return rows.map((row) => ({ oldName: String(row.old_province), newCode: String(row.new_province_code) }));
}
