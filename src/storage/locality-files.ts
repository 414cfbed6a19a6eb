/** Reads the shipped list of places without a database, for tools that have none. */

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
