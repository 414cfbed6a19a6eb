/** Spreadsheets that drafts were made from. */

import type { FormImport, FormImportRow, FormImportStore } from '../ports/form-import-store.ts';
import type { Database } from './database.ts';
import { toJson } from './json.ts';
import { isUuid } from './uuid.ts';

const ROW = `draft_id::text AS draft, file_name AS "fileName", imported_by AS "by", imported_at AS "at"`;

/** Binds to a database. */
export function createFormImportStore(database: Database): FormImportStore {
  return {
    async keep({ draft, fileName, notes, by, at }) {
      await database.query(
        `INSERT INTO form_imports (draft_id, file_name, notes, imported_by, imported_at)
         VALUES ($1::uuid, $2, $3::jsonb, $4, $5::timestamptz) ON CONFLICT DO NOTHING`,
        [draft, plain(fileName), toJson(notes), plain(by), at.toISOString()],
      );
    },
    async of(draft) {
      if (!isUuid(draft)) return null;
      const [row] = await database.query<FormImport>(
        `SELECT ${ROW}, notes FROM form_imports WHERE draft_id = $1::uuid`,
        [draft],
      );
      return row ?? null;
    },
    list: () =>
      database.query<FormImportRow>(
        `SELECT ${ROW}, place FROM form_imports JOIN flow_drafts ON flow_drafts.id = draft_id
         ORDER BY imported_at DESC, draft_id LIMIT 200`,
      ),
  };
}

/** Text that PostgreSQL takes. */
function plain(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}
