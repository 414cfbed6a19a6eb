/** Cases of children who may be in danger. They are opened with the turn that tells of it, see `commit-turns.ts`. */

import type {
  CaseStepTaken,
  CaseWords,
  NoticeDue,
  NoticeWay,
  ProtectionCase,
  ProtectionStore,
} from '../ports/protection-store.ts';
import type { Database, Transaction } from './database.ts';
import { toJson } from './json.ts';
import { liesWithin } from './staff-accounts.ts';
import { isUuid } from './uuid.ts';

const CASE = `SELECT id::text AS id, contact_id IS NOT NULL AS "isReachable", consultation_id::text AS "consultationId",
  place, channel, source, kinds, severity, opened_at AS "openedAt", heard_at AS "heardAt",
  wants_person_at AS "wantsPersonAt", says_fine_at AS "saysFineAt", taken_at AS "takenAt", taken_by AS "takenBy",
  closed_at AS "closedAt", closed_by AS "closedBy" FROM protection_cases`;

/** Binds to a database. */
export function createProtectionStore(database: Database): ProtectionStore {
  return {
    openFromText: (text) => database.transaction((transaction) => openFromText(transaction, text)),
    list: ({ within, closed, skip, most }) =>
      database.query<ProtectionCase>(
        `${CASE} WHERE ${liesWithin('place', '$1')} AND ${closed ? 'closed_at IS NOT NULL' : 'closed_at IS NULL'}
         ORDER BY ${closed ? 'closed_at DESC' : 'opened_at'}, id LIMIT $2::int OFFSET $3::int`,
        [toJson(within), most, skip],
      ),
    async countWaiting(within) {
      const [row] = await database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM protection_cases WHERE ${liesWithin('place', '$1')} AND closed_at IS NULL AND taken_at IS NULL`,
        [toJson(within)],
      );
      return row?.n ?? 0;
    },
    async get(id) {
      if (!isUuid(id)) return null;
      const [row] = await database.query<ProtectionCase>(`${CASE} WHERE id = $1::uuid`, [id]);
      return row ?? null;
    },
    words: (id) =>
      database.query<CaseWords>(
        'SELECT at, words FROM protection_words WHERE case_id = $1::uuid ORDER BY id',
        [id],
      ),
    steps: (id) =>
      database.query<CaseStepTaken>(
        `SELECT id::text AS id, at, by_id AS "byId", by_name AS "byName", step, note FROM protection_steps
         WHERE case_id = $1::uuid ORDER BY at, id`,
        [id],
      ),
    take: (caseId, step) => database.transaction((transaction) => take(transaction, caseId, step)),
    async contactOf(id) {
      const [row] = await database.query<{ id: string; channel: ProtectionCase['channel']; account: string }>(
        `SELECT k.id::text AS id, k.channel, k.account FROM protection_cases c JOIN contacts k ON k.id = c.contact_id
         WHERE c.id = $1::uuid`,
        [id],
      );
      return row ?? null;
    },
    noticesDue: (now, limit) =>
      database.query<NoticeDue>(
        `SELECT id::text AS id, place, severity, opened_at AS "openedAt", notice_level AS level FROM protection_cases
         WHERE notice_due_at <= $1::timestamptz AND taken_at IS NULL AND closed_at IS NULL
         ORDER BY notice_due_at LIMIT $2::int`,
        [now.toISOString(), limit],
      ),
    async told(id, level, next) {
      await database.query(
        'UPDATE protection_cases SET notice_level = $2::int, notice_due_at = $3::timestamptz WHERE id = $1::uuid',
        [id, level, next?.toISOString() ?? null],
      );
    },
    ways: () =>
      database.query<NoticeWay>(
        'SELECT id::text AS id, place, way, address, minutes FROM protection_ways ORDER BY place, made_at, id',
      ),
    async addWay({ id, place, way, address, minutes }, at) {
      await database.query(
        `INSERT INTO protection_ways (id, place, way, address, minutes, made_at)
         VALUES ($1::uuid, $2, $3, $4, $5::int, $6::timestamptz) ON CONFLICT DO NOTHING`,
        [id, place, way, address, minutes, at.toISOString()],
      );
    },
    async removeWay(id) {
      await database.query('DELETE FROM protection_ways WHERE id = $1::uuid', [id]);
    },
    async waiting() {
      const [row] = await database.query<{ cases: number; since: Date | null }>(
        `SELECT count(*)::int AS cases, min(opened_at) AS since FROM protection_cases
         WHERE taken_at IS NULL AND closed_at IS NULL`,
      );
      return row ?? { cases: 0, since: null };
    },
  };
}

type OpenedText = Parameters<ProtectionStore['openFromText']>[0];

/** What a child wrote before and what a moderator read of it are one case. */
async function openFromText(transaction: Transaction, text: OpenedText): Promise<string> {
  const { textId, consultationId, place, words } = text;
  const at = text.at.toISOString();
  const [contact] = await transaction.query<{ id: string; channel: string }>(
    'SELECT id::text AS id, channel FROM contacts WHERE id = $1::uuid FOR NO KEY UPDATE',
    [text.contact],
  );
  const [known] = await transaction.query<{ id: string }>(
    `SELECT id::text AS id FROM protection_cases
     WHERE id = $1::uuid OR (contact_id = $2::uuid AND closed_at IS NULL) ORDER BY id = $1::uuid DESC LIMIT 1`,
    [textId, contact?.id ?? null],
  );
  if (known?.id === textId) return textId;
  if (known === undefined) {
    await transaction.query(
      `INSERT INTO protection_cases (id, contact_id, consultation_id, place, channel, source, kinds, severity,
         opened_at, heard_at, notice_due_at)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, 'moderator', '[]', 'medium', $6::timestamptz, $6::timestamptz,
         $6::timestamptz)`,
      [textId, contact?.id ?? null, consultationId, place, contact?.channel ?? 'web', at],
    );
  }
  const id = known?.id ?? textId;
  await transaction.query(
    `INSERT INTO protection_words (case_id, at, words) SELECT $1::uuid, $2::timestamptz, $3
     WHERE NOT EXISTS (SELECT FROM protection_words WHERE case_id = $1::uuid AND words = $3)`,
    [id, at, words],
  );
  return id;
}

async function take(
  transaction: Transaction,
  caseId: string,
  { id, at, byId, byName, step, note }: CaseStepTaken,
): Promise<'taken' | 'there-already' | 'closed-already' | 'absent'> {
  if (!isUuid(caseId)) return 'absent';
  const [found] = await transaction.query<{ closed: boolean }>(
    'SELECT closed_at IS NOT NULL AS closed FROM protection_cases WHERE id = $1::uuid FOR NO KEY UPDATE',
    [caseId],
  );
  if (found === undefined) return 'absent';
  const [there] = await transaction.query('SELECT 1 FROM protection_steps WHERE id = $1::uuid', [id]);
  if (there !== undefined) return 'there-already';
  if (found.closed) return 'closed-already';
  const instant = at.toISOString();
  await transaction.query(
    `INSERT INTO protection_steps (id, case_id, at, by_id, by_name, step, note)
     VALUES ($1::uuid, $2::uuid, $3::timestamptz, $4, $5, $6, $7)`,
    [id, caseId, instant, byId, byName, step, note],
  );
  // Whoever does anything about a case has seen it: nobody else need be told.
  await transaction.query(
    `UPDATE protection_cases SET taken_at = coalesce(taken_at, $2::timestamptz), taken_by = coalesce(taken_by, $3),
       notice_due_at = NULL WHERE id = $1::uuid`,
    [caseId, instant, byName],
  );
  if (step === 'closed') {
    await transaction.query(
      `UPDATE protection_cases SET closed_at = $2::timestamptz, closed_by = $3, closing = $4 WHERE id = $1::uuid`,
      [caseId, instant, byName, note],
    );
  }
  return 'taken';
}
