/** Erasing on the address side. */

import type { FlowText } from '../core/flow/text.ts';
import type {
  ErasedThing,
  ErasureRequest,
  KeptConsents,
  RetentionRun,
  RetentionStore,
  WaitingTrace,
  WalkTies,
} from '../ports/retention-store.ts';
import type { Database } from './database.ts';
import { toJson } from './json.ts';

/** The ids in `$1`, as an array: the planner then takes the index, however many rows there are. */
const IDS = 'ARRAY (SELECT jsonb_array_elements_text($1::jsonb)::uuid)';

/** Days until children were to hear back where no plan says so. @see DEFAULT_FEEDBACK_DAYS */
const FEEDBACK_DAYS = `coalesce((c.terms ->> 'feedbackDays')::int, 60)`;

/** Whether the children of consultation `c` were to have heard back so many days ago. */
const isPast = (now: string, days: string): string =>
  `least(c.closed_at, c.closes_at) + make_interval(days => ${FEEDBACK_DAYS} + ${days}::int) < ${now}::timestamptz`;

/** Binds to a database. */
export function createRetentionStore(database: Database): RetentionStore {
  return {
    requests: (limit) =>
      database.query<ErasureRequest>(
        `SELECT key, holder FROM standing_consents WHERE purpose = 'erasure' AND decision = 'given' LIMIT $1::int`,
        [limit],
      ),
    async contactOf(hash) {
      const [row] = await database.query<{ id: string }>('SELECT id FROM contacts WHERE hash = $1', [hash]);
      return row?.id ?? null;
    },
    // A text that was decided on keeps its trace for some minutes, so that the decision can be taken back.
    waitingTraces: () =>
      database.query<WaitingTrace>(
        `SELECT id, consultation_id AS "consultationId", question, text, trace FROM waiting_texts
         UNION ALL SELECT id, consultation_id, question, coalesce(original, text), trace FROM moderated_texts
         WHERE decided_at IS NOT NULL`,
      ),
    leavings: (limit) =>
      database.query<ErasureRequest>(
        `SELECT key, holder FROM standing_consents WHERE purpose = 'withdrawal' ORDER BY key LIMIT $1::int`,
        [limit],
      ),
    eraseLeavings: (left) => eraseLeavings(database, left),
    erase: (ties) => eraseContact(database, ties),
    eraseOldWalks: (now, days, limit) => eraseOldWalks(database, { now, days, limit }),
    async idleContacts(after, limit) {
      const rows = await database.query<{ id: string }>(
        `SELECT c.id FROM contacts c WHERE ($1::uuid IS NULL OR c.id > $1::uuid)
           AND NOT EXISTS (SELECT FROM sessions s WHERE s.contact_id = c.id)
           AND NOT EXISTS (SELECT FROM hearing_back h WHERE h.contact_id = c.id)
           AND NOT EXISTS (SELECT FROM outbox o WHERE o.contact_id = c.id)
         ORDER BY c.id LIMIT $2::int`,
        [after, limit],
      );
      return rows.map(({ id }) => id);
    },
    async given(marks) {
      const rows = await database.query<{ key: string }>(
        `SELECT key FROM standing_consents WHERE decision = 'given'
           AND key = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb)))`,
        [toJson(marks)],
      );
      return new Set(rows.map(({ key }) => key));
    },
    async eraseIdle(contacts) {
      const rows = await database.query(
        `DELETE FROM contacts c WHERE c.id = ANY (ARRAY (
           SELECT id FROM contacts WHERE id = ANY (${IDS}) ORDER BY id FOR UPDATE SKIP LOCKED))
           AND NOT EXISTS (SELECT FROM sessions s WHERE s.contact_id = c.id)
           AND NOT EXISTS (SELECT FROM hearing_back h WHERE h.contact_id = c.id)
           AND NOT EXISTS (SELECT FROM outbox o WHERE o.contact_id = c.id) RETURNING 1`,
        [toJson(contacts)],
      );
      return rows.length;
    },
    async record({ day, what, erased }) {
      await database.query(
        `INSERT INTO retention_runs AS r (day, what, erased) VALUES ($1::date, $2, $3::int)
         ON CONFLICT (day, what) DO UPDATE SET erased = r.erased + excluded.erased`,
        [day, what, erased],
      );
    },
    consents: () => readConsents(database),
    runs: (limit) =>
      database.query<RetentionRun & { what: ErasedThing }>(
        'SELECT day::text AS day, what, erased FROM retention_runs ORDER BY day DESC, what LIMIT $1::int',
        [limit],
      ),
  };
}

/** The contact is locked first, as every turn does; a turn that waits for it then begins with a new contact. */
async function eraseContact(
  database: Database,
  { contact, marks, texts }: Parameters<RetentionStore['erase']>[0],
): Promise<'erased' | 'waits' | 'absent'> {
  const outcome = await database.transaction(async (transaction) => {
    const [found] = await transaction.query<{ waits: boolean }>(
      `SELECT EXISTS (SELECT FROM outbox o WHERE o.contact_id = c.id AND o.dead_at IS NULL AND o.broadcast_id IS NULL) AS waits
       FROM contacts c WHERE c.id = ANY (ARRAY[$1::uuid]) FOR UPDATE`,
      [contact],
    );
    if (found?.waits === true) return 'waits';
    await transaction.query(
      `DELETE FROM inbox WHERE session_id = ANY (ARRAY (SELECT id FROM sessions WHERE contact_id = $1::uuid))`,
      [contact],
    );
    await transaction.query('DELETE FROM outbox WHERE contact_id = $1::uuid', [contact]);
    await transaction.query('DELETE FROM sessions WHERE contact_id = $1::uuid', [contact]);
    await transaction.query('DELETE FROM contacts WHERE id = $1::uuid', [contact]);
    for (const table of ['waiting_texts', 'moderated_texts']) {
      await transaction.query(`DELETE FROM ${table} WHERE id = ANY (${IDS})`, [toJson(texts)]);
    }
    for (const table of ['standing_consents', 'broadcast_marks']) {
      await transaction.query(
        `DELETE FROM ${table} WHERE key = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb)))`,
        [toJson(marks)],
      );
    }
    return found === undefined ? 'absent' : 'erased';
  });
  if (outcome === 'erased') {
    await database.vacuum(['contacts', 'sessions', 'inbox', 'outbox', 'waiting_texts', 'moderated_texts']);
    await database.vacuum(['standing_consents', 'parent_words']);
  }
  return outcome;
}

/**
 * Codes are locked first, then contacts, then walks, as every turn does; contacts move on by a version, so that a turn under way is taken again. A
 * walk is looked at under its lock: one that was begun anew meanwhile is somebody's answers, and stays.
 */
async function eraseLeavings(database: Database, { keys, walks, gone, texts }: WalkTies): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query(
      `SELECT key FROM code_marks
       WHERE key = ANY (ARRAY (SELECT state ->> 'codeKey' FROM sessions WHERE id = ANY (${IDS}))) ORDER BY key FOR UPDATE`,
      [toJson(gone)],
    );
    await transaction.query(
      `SELECT id FROM contacts WHERE id = ANY (ARRAY (SELECT contact_id FROM sessions WHERE id = ANY (${IDS})))
       ORDER BY id FOR UPDATE`,
      [toJson(gone)],
    );
    const left = await transaction.query<{ id: string }>(
      `SELECT id FROM sessions WHERE id = ANY (${IDS}) AND state ->> 'phase' = 'ineligible' ORDER BY id FOR UPDATE`,
      [toJson(gone)],
    );
    const ids = toJson(left.map(({ id }) => id));
    await transaction.query(
      `UPDATE inbox SET reply = NULL, session_id = NULL WHERE session_id = ANY (${IDS})`,
      [toJson(walks)],
    );
    await transaction.query(
      `UPDATE code_marks SET used = false, mixed = false
       WHERE key = ANY (ARRAY (SELECT state ->> 'codeKey' FROM sessions WHERE id = ANY (${IDS})))`,
      [ids],
    );
    await transaction.query(
      `UPDATE contacts SET active_session_id = NULL, version = version + 1
       WHERE id = ANY (ARRAY (SELECT contact_id FROM sessions WHERE id = ANY (${IDS})))
         AND active_session_id = ANY (${IDS})`,
      [ids],
    );
    await transaction.query(`DELETE FROM sessions WHERE id = ANY (${IDS})`, [ids]);
    for (const table of ['waiting_texts', 'moderated_texts']) {
      await transaction.query(`DELETE FROM ${table} WHERE id = ANY (${IDS})`, [toJson(texts)]);
    }
    await transaction.query(
      `DELETE FROM standing_consents WHERE purpose = 'withdrawal'
         AND key = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb)))`,
      [toJson(keys)],
    );
  });
  await database.vacuum(['sessions', 'inbox', 'waiting_texts', 'moderated_texts', 'standing_consents']);
}

/** The state of walks went when they were sealed; what is left says who took part, so that they can be answered. */
async function eraseOldWalks(
  database: Database,
  { now, days, limit }: { readonly now: Date; readonly days: number; readonly limit: number },
): Promise<number> {
  // Whoever wanted to hear of it was told by then.
  await database.query(
    `DELETE FROM hearing_back h USING consultations c WHERE c.id = h.consultation_id AND ${isPast('$1', '$2')}`,
    [now.toISOString(), days],
  );
  const rows = await database.query(
    `DELETE FROM sessions WHERE id = ANY (ARRAY (
       SELECT s.id FROM sessions s JOIN consultations c ON c.id = s.consultation_id
       WHERE s.sealed_on IS NOT NULL AND ${isPast('$1', '$2')}
       LIMIT $3::int FOR UPDATE OF s SKIP LOCKED)) RETURNING 1`,
    [now.toISOString(), days, limit],
  );
  return rows.length;
}

/** Consents of walks are counted; those that outlive a walk are rows of their own until they are withdrawn. */
async function readConsents(database: Database): Promise<readonly KeptConsents[]> {
  const rows = await database.query<{
    id: string | null;
    title: FlowText;
    minCell: number;
    purpose: KeptConsents['purpose'];
    decision: KeptConsents['decision'];
    flow: string | null;
    version: number;
    language: string;
    ageWording: string;
    wording: number;
    people: number;
  }>(
    `SELECT c.id::text AS id, c.title, coalesce(c.min_cell, 0) AS "minCell", k.* FROM (
       SELECT consultation_id, purpose, decision, f.id AS flow, f.version, language, age_wording AS "ageWording", wording,
         walks AS people FROM consent_counts JOIN flows f ON f.hash = flow_hash
       UNION ALL
       SELECT consultation_id, 'hearing-back', 'given', NULL, 0, '*', '*', wording, count(*)::int
       FROM hearing_back GROUP BY consultation_id, wording
       UNION ALL
       SELECT NULL, purpose, decision, NULL, 0, '*', '*', wording, count(*)::int FROM standing_consents
       WHERE purpose = 'invitation' GROUP BY purpose, decision, wording
     ) AS k LEFT JOIN consultations c ON c.id = k.consultation_id
     ORDER BY c.opens_at DESC NULLS LAST, c.id, k.purpose, k.decision, k.wording, k.language, k."ageWording"`,
    [],
  );
  return rows.map(({ id, title, flow, version, language, ageWording, wording, ...row }) => ({
    consultation: id === null ? null : { id, title },
    ...{ minCell: row.minCell, purpose: row.purpose, decision: row.decision, people: row.people },
    words: { wording, ...(flow === null ? {} : { flow: { id: flow, version, language, ageWording } }) },
  }));
}
