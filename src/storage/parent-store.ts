/** What parents said on a phone of their own, and the slips that schools collected. */

import type { ConsultationEvent } from '../core/consultation-event.ts';
import type { ParentDecision } from '../core/parents.ts';
import type { ParentStore, ParentWord, SlipsEntry, StoredSlips, Withdrawal } from '../ports/parent-store.ts';
import { recordEvent } from './consultation-events.ts';
import type { Database, Transaction } from './database.ts';
import { toJson } from './json.ts';
import { isUuid } from './uuid.ts';

/** Binds to a database. */
export function createParentStore(database: Database): ParentStore {
  return {
    async find(key) {
      const [row] = await database.query<ParentWord>(
        `SELECT s.id::text AS walk, s.contact_id::text AS "contactId", s.consultation_id::text AS "consultationId",
           s.flow_hash AS "flowHash", s.version, s.state, p.asked_on::text AS "askedOn", p.decision,
           p.decided_on::text AS "decidedOn"
         FROM parent_words p JOIN sessions s ON s.id = p.session_id
         WHERE p.key = $1 AND s.sealed_on IS NULL ORDER BY s.id LIMIT 1`,
        [key],
      );
      return row ?? null;
    },
    async decide(walk, decision, day) {
      const rows = await database.query(
        `UPDATE parent_words SET decision = $2, decided_on = $3::date WHERE session_id = $1::uuid AND decision IS NULL RETURNING 1`,
        [walk, decision, day],
      );
      return rows.length === 1;
    },
    // A text that was decided on keeps its trace for some minutes, so that the decision can be taken back.
    traces: (consultationId) =>
      database.query(
        `SELECT id, question, text, trace FROM waiting_texts WHERE consultation_id = $1::uuid
         UNION ALL SELECT id, question, NULL, trace FROM moderated_texts WHERE consultation_id = $1::uuid AND decided_at IS NOT NULL`,
        [consultationId],
      ),
    withdraw: (withdrawal) => withdraw(database, withdrawal),
    enterSlips: (entry, event) => enterSlips(database, entry, event),
    async slips(consultationId) {
      if (!isUuid(consultationId)) return [];
      return database.query<StoredSlips>(
        `SELECT DISTINCT ON (sheet_id, code) id::text AS id, consultation_id::text AS "consultationId", slips,
           collected_on::text AS "collectedOn", holder, sheet_id::text AS sheet, code, entered_by AS "enteredBy",
           entered_at AS "enteredAt"
         FROM parent_slips WHERE consultation_id = $1::uuid ORDER BY sheet_id, code, entered_at DESC, id`,
        [consultationId],
      );
    },
  };
}

/** What parents decided about walks. @see ReceivingStore.parentDecisions */
export async function readDecisions(
  database: Database,
  walks: readonly string[],
): Promise<ReadonlyMap<string, ParentDecision>> {
  const rows = await database.query<{ readonly walk: string; readonly decision: ParentDecision }>(
    `SELECT session_id::text AS walk, decision FROM parent_words
     WHERE session_id = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb)::uuid)) AND decision IS NOT NULL`,
    [toJson(walks)],
  );
  return new Map(rows.map(({ walk, decision }) => [walk, decision]));
}

/** The walk is held by its version, as every turn of the child holds it: whoever comes second takes their turn anew. */
async function withdraw(
  database: Database,
  { walk, version, state, texts, day }: Withdrawal,
): Promise<'withdrawn' | 'conflict'> {
  const outcome = await database.transaction(async (transaction) => {
    const held = await transaction.query(
      `SELECT 1 FROM sessions WHERE id = $1::uuid AND version = $2::int AND sealed_on IS NULL FOR NO KEY UPDATE`,
      [walk, version],
    );
    if (held.length === 0) return 'conflict';
    await transaction.query(
      `UPDATE sessions SET state = $2::jsonb, version = version + 1, disposition = 'refusal', ended_on = coalesce(ended_on, $3::date)
       WHERE id = $1::uuid`,
      [walk, toJson(state), day],
    );
    await transaction.query(
      `UPDATE parent_words SET decision = 'withdrawn', decided_on = $2::date WHERE session_id = $1::uuid`,
      [walk, day],
    );
    await transaction.query(`UPDATE inbox SET reply = NULL WHERE session_id = $1::uuid`, [walk]);
    for (const table of ['waiting_texts', 'moderated_texts']) {
      await transaction.query(
        `DELETE FROM ${table} WHERE id = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb)::uuid))`,
        [toJson(texts)],
      );
    }
    return 'withdrawn';
  });
  if (outcome === 'withdrawn')
    await database.vacuum(['sessions', 'inbox', 'waiting_texts', 'moderated_texts']);
  return outcome;
}

async function enterSlips(
  database: Database,
  entry: SlipsEntry,
  event: ConsultationEvent,
): ReturnType<ParentStore['enterSlips']> {
  return database.transaction(async (transaction) => {
    if (!(await letIn(transaction, entry))) return 'absent';
    const recorded = await recordEvent(transaction, event);
    if (recorded === 'taken') return 'id-taken';
    if (recorded === 'before') return 'entered';
    const { of } = entry;
    await transaction.query(
      `INSERT INTO parent_slips (id, consultation_id, sheet_id, code, slips, collected_on, holder, entered_by, entered_at)
       SELECT id, "consultationId", sheet, code, slips, "collectedOn", holder, "by", "at"
       FROM jsonb_to_record($1::jsonb) AS s (id uuid, "consultationId" uuid, sheet uuid, code text, slips int,
         "collectedOn" date, holder text, "by" text, "at" timestamptz)`,
      [
        toJson({
          ...entry,
          sheet: 'sheet' in of ? of.sheet : null,
          code: 'code' in of ? of.code : null,
          by: event.by,
          at: event.at,
        }),
      ],
    );
    return 'entered';
  });
}

/** @returns whether the consultation has such a sheet or code */
async function letIn(transaction: Transaction, { consultationId, of }: SlipsEntry): Promise<boolean> {
  const isSheet = 'sheet' in of;
  if (isSheet && !isUuid(of.sheet)) return false;
  const rows = await transaction.query(
    `UPDATE invitations SET parents_signed = true WHERE consultation_id = $1::uuid
       AND ${isSheet ? 'sheet_id = $2::uuid' : 'code = $2 AND sheet_id IS NULL'} RETURNING 1`,
    [consultationId, isSheet ? of.sheet : of.code],
  );
  return rows.length > 0;
}
