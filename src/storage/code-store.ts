/** Codes that lead to a consultation. */

import type { ConsultationEvent } from '../core/consultation-event.ts';
import type { CodeSheet, CodeStore, OpenCode, SheetOrder, Withdrawal } from '../ports/code-store.ts';
import { readUsedCodes } from './code-marks.ts';
import { recordEvent } from './consultation-events.ts';
import { Taken } from './consultation-store.ts';
import type { Database, Queryable, Transaction } from './database.ts';
import { toJson } from './json.ts';
import { isUuid } from './uuid.ts';

const SHEET = `id::text AS id, consultation_id::text AS "consultationId", place, label, size, made_by AS "madeBy", made_at AS "madeAt"`;

/** Binds to a database. */
export function createCodeStore(database: Database): CodeStore {
  return {
    openCodes: (id) => readOpenCodes(database, id),
    addOpenCodes: (id, codes, event) => addOpenCodes(database, { id, codes, event }),
    async sheets(id) {
      if (!isUuid(id)) return [];
      const rows = await database.query<CodeSheet & { readonly withdrawn: number }>(
        `SELECT ${SHEET}, (SELECT count(*)::int FROM invitations
           WHERE sheet_id = code_sheets.id AND withdrawn_at IS NOT NULL) AS withdrawn
         FROM code_sheets WHERE consultation_id = $1::uuid ORDER BY made_at DESC, id`,
        [id],
      );
      return rows.map(({ withdrawn, ...sheet }) => (withdrawn === 0 ? sheet : { ...sheet, withdrawn }));
    },
    sheet: (id) => readSheet(database, id),
    addSheet: (order) => addSheet(database, order),
    withdraw: (id, what, event) => withdraw(database, { id, what, event }),
    countUsed: async (keys) => (await readUsedCodes(database, keys)).size,
  };
}

async function readOpenCodes(database: Database, id: string): Promise<readonly OpenCode[]> {
  if (!isUuid(id)) return [];
  const rows = await database.query<OpenCode & { readonly withdrawn: boolean }>(
    `SELECT code, place, label, withdrawn_at IS NOT NULL AS withdrawn FROM invitations
     WHERE consultation_id = $1::uuid AND sheet_id IS NULL ORDER BY place NULLS FIRST, code`,
    [id],
  );
  return rows.map(({ withdrawn, ...code }) => (withdrawn ? { ...code, withdrawn } : code));
}

type WithdrawalOrder = {
  readonly id: string;
  readonly what: Withdrawal;
  readonly event: ConsultationEvent;
};

async function withdraw(
  database: Database,
  { id, what, event }: WithdrawalOrder,
): ReturnType<CodeStore['withdraw']> {
  const asked = what.kind === 'code' ? what.code : what.sheetId;
  if (!isUuid(id) || (what.kind === 'sheet' && !isUuid(asked))) return 'nothing';
  const which = what.kind === 'code' ? 'code = $3' : 'sheet_id = $3::uuid';
  try {
    return await database.transaction(async (transaction) => {
      const recorded = await recordEvent(transaction, event);
      if (recorded === 'taken') return 'id-taken';
      if (recorded === 'before') return 'withdrawn';
      const rows = await transaction.query(
        `UPDATE invitations SET withdrawn_at = $2::timestamptz
         WHERE consultation_id = $1::uuid AND withdrawn_at IS NULL AND ${which} RETURNING 1`,
        [id, event.at.toISOString(), asked],
      );
      if (rows.length === 0) throw new NothingWithdrawn();
      return 'withdrawn';
    });
  } catch (error) {
    if (error instanceof NothingWithdrawn) return 'nothing';
    throw error;
  }
}

/** Ends a transaction that would record what was not done. */
class NothingWithdrawn extends Error {}

type OpenOrder = {
  readonly id: string;
  readonly codes: readonly OpenCode[];
  readonly event: ConsultationEvent;
};

async function addOpenCodes(
  database: Database,
  { id, codes, event }: OpenOrder,
): ReturnType<CodeStore['addOpenCodes']> {
  try {
    await database.transaction(async (transaction) => {
      const recorded = await recordEvent(transaction, event);
      if (recorded === 'taken') throw new IdTaken();
      if (recorded === 'before') return;
      await insertCodes(
        transaction,
        codes.map((code) => ({ ...code, consultation: id, sheet: null })),
      );
    });
    return { kind: 'made' };
  } catch (error) {
    if (error instanceof IdTaken) return { kind: 'id-taken' };
    if (!(error instanceof Taken)) throw error;
    const taken = await database.query<{ readonly code: string }>(
      `SELECT code FROM invitations
       WHERE code = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb))) ORDER BY code`,
      [toJson(codes.map(({ code }) => code))],
    );
    return { kind: 'code-taken', codes: taken.map(({ code }) => code) };
  }
}

/** Ends a transaction whose event or sheet would bear the id of another. */
class IdTaken extends Error {}

type CodeRow = OpenCode & { readonly consultation: string; readonly sheet: string | null };

/** In the order of their letters, which for made-up codes says nothing. */
async function insertCodes(transaction: Transaction, codes: readonly CodeRow[]): Promise<void> {
  const made = await transaction.query(
    `INSERT INTO invitations (code, consultation_id, place, label, sheet_id)
     SELECT code, consultation, place, label, sheet
     FROM jsonb_to_recordset($1::jsonb) AS c (code text, consultation uuid, place text, label text, sheet uuid)
     ORDER BY code ON CONFLICT DO NOTHING RETURNING 1`,
    [toJson(codes)],
  );
  if (made.length < codes.length) throw new Taken('code-taken');
}

async function addSheet(database: Database, order: SheetOrder): ReturnType<CodeStore['addSheet']> {
  const { sheet, codes, event } = order;
  try {
    await database.transaction(async (transaction) => {
      if ((await recordEvent(transaction, event)) !== 'recorded') throw new IdTaken();
      const added = await transaction.query(
        `INSERT INTO code_sheets (id, consultation_id, place, label, size, made_by, made_at)
         SELECT id, "consultationId", place, label, size, "madeBy", "madeAt"
         FROM jsonb_to_record($1::jsonb) AS s (id uuid, "consultationId" uuid, place text, label text, size int,
           "madeBy" text, "madeAt" timestamptz)
         ON CONFLICT (id) DO NOTHING RETURNING 1`,
        [toJson(sheet)],
      );
      if (added.length === 0) throw new IdTaken();
      await insertCodes(
        transaction,
        codes.map(({ code }) => ({
          ...{ code, place: sheet.place, label: '' },
          ...{ consultation: sheet.consultationId, sheet: sheet.id },
        })),
      );
      // By their hashes, so that a mark's place among the rows tells nothing of its code.
      await transaction.query(
        `INSERT INTO code_marks (key) SELECT key FROM jsonb_array_elements_text($1::jsonb) AS key ORDER BY key`,
        [toJson(codes.map(({ key }) => key))],
      );
    });
    return 'made';
  } catch (error) {
    if (error instanceof Taken) return 'code-taken';
    if (!(error instanceof IdTaken)) throw error;
    const there = await readSheet(database, sheet.id);
    return there?.sheet.consultationId === sheet.consultationId ? 'made' : 'id-taken';
  }
}

async function readSheet(database: Queryable, id: string): ReturnType<CodeStore['sheet']> {
  if (!isUuid(id)) return null;
  const [sheet] = await database.query<CodeSheet>(`SELECT ${SHEET} FROM code_sheets WHERE id = $1::uuid`, [
    id,
  ]);
  if (sheet === undefined) return null;
  const rows = await database.query<{ readonly code: string; readonly gone: boolean }>(
    'SELECT code, withdrawn_at IS NOT NULL AS gone FROM invitations WHERE sheet_id = $1::uuid ORDER BY code',
    [id],
  );
  const gone = rows.filter((row) => row.gone).map(({ code }) => code);
  const codes = rows.filter((row) => !row.gone).map(({ code }) => code);
  return gone.length === 0 ? { sheet, codes } : { sheet, codes, gone };
}
