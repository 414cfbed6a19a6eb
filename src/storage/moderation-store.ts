/** Waiting texts, who has which of them on the screen, and what was decided. */

import type { HeldText, ModerationStore, ShownText, TextDecision } from '../ports/moderation-store.ts';
import type { Database, Transaction } from './database.ts';
import { toJson } from './json.ts';
import { sealComments } from './seal-comments.ts';
import { isUuid } from './uuid.ts';

/** Several moderators may reach for the same text at once; whoever is too late reaches for another. */
const MAX_TRIES = 10;

const HELD = `SELECT t.id, t.consultation_id AS "consultationId", t.question, t.text, t.trace
  FROM waiting_texts t JOIN moderation_leases l ON l.text_id = t.id`;

/** Binds to a database. */
export function createModerationStore(database: Database): ModerationStore {
  return {
    async countWaitingSince(day) {
      const [row] = await database.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM waiting_texts WHERE waiting_since <= $1::date',
        [day],
      );
      return row?.count ?? 0;
    },
    waiting: () =>
      database.query(
        `SELECT consultation_id AS "consultationId", count(*)::int AS count FROM waiting_texts GROUP BY 1`,
      ),
    hold: (wish) => hold(database, wish),
    async held(id, moderator, now) {
      if (!isUuid(id)) return null;
      const [row] = await database.query<HeldText>(
        `${HELD} WHERE l.text_id = $1::uuid AND l.moderator = $2 AND l.until > $3::timestamptz`,
        [id, moderator, now.toISOString()],
      );
      return row ?? null;
    },
    decide: (decision) =>
      isUuid(decision.id)
        ? database.transaction((transaction) => decide(transaction, decision))
        : Promise.resolve('gone'),
    async remove(id) {
      const removed = await database.query('DELETE FROM waiting_texts WHERE id = $1::uuid RETURNING id', [
        id,
      ]);
      await database.query('DELETE FROM moderation_leases WHERE text_id = $1::uuid', [id]);
      await database.vacuum(['waiting_texts']);
      return removed.length > 0 ? 'removed' : 'gone';
    },
    takeBack: (wish) => database.transaction((transaction) => takeBack(transaction, wish)),
    async canTakeBack(moderator, since) {
      const rows = await database.query(
        'SELECT 1 FROM moderated_texts WHERE moderator = $1 AND decided_at > $2::timestamptz LIMIT 1',
        [moderator, since.toISOString()],
      );
      return rows.length > 0;
    },
    async overdue(before, limit) {
      await database.query(
        `DELETE FROM moderated_texts WHERE decision = 'withhold' AND decided_at <= $1::timestamptz`,
        [before.toISOString()],
      );
      return database.query(
        'SELECT id, trace FROM moderated_texts WHERE decided_at <= $1::timestamptz ORDER BY id LIMIT $2::int',
        [before.toISOString(), limit],
      );
    },
    async settle(texts) {
      await database.query(
        `WITH settled AS (
           DELETE FROM moderated_texts WHERE id = ANY (ARRAY (
             SELECT id FROM jsonb_to_recordset($1::jsonb) AS s (id uuid))) AND decided_at IS NOT NULL
           RETURNING id, consultation_id, question, text
         )
         INSERT INTO moderated_texts (id, consultation_id, question, decision, text, trace)
         SELECT gen_random_uuid(), consultation_id, question, 'show', text, s.trace
         FROM settled JOIN jsonb_to_recordset($1::jsonb) AS s (id uuid, trace text) USING (id) ORDER BY random()`,
        [toJson(texts)],
      );
      await database.vacuum(['moderated_texts', 'waiting_texts', 'moderation_leases']);
    },
    settled: () =>
      database.query(
        `SELECT consultation_id AS "consultationId", count(*)::int AS count FROM moderated_texts
         WHERE decided_at IS NULL GROUP BY 1`,
      ),
    shown: (consultationId, limit) =>
      database.query<ShownText>(
        `SELECT id, question, text, trace FROM moderated_texts
         WHERE consultation_id = $1::uuid AND decided_at IS NULL ORDER BY id LIMIT $2::int`,
        [consultationId, limit],
      ),
    sealComments: (batch) => sealComments(database, batch),
  };
}

async function hold(
  database: Database,
  { moderator, consultations, now, until }: Parameters<ModerationStore['hold']>[0],
): Promise<HeldText | null> {
  const among = `t.consultation_id = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb)::uuid))`;
  const [mine] = await database.query<HeldText>(
    `${HELD} WHERE ${among} AND l.moderator = $2 AND l.until > $3::timestamptz LIMIT 1`,
    [toJson(consultations), moderator, now.toISOString()],
  );
  if (mine !== undefined) return mine;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const [found] = await database.query<{ id: string }>(
      `SELECT t.id FROM waiting_texts t WHERE ${among} AND NOT EXISTS (
         SELECT 1 FROM moderation_leases l WHERE l.text_id = t.id AND l.until > $2::timestamptz)
       ORDER BY t.waiting_since, random() LIMIT 1`,
      [toJson(consultations), now.toISOString()],
    );
    if (found === undefined) return null;
    const [taken] = await database.query(
      `INSERT INTO moderation_leases AS l (text_id, moderator, until) VALUES ($1::uuid, $2, $3::timestamptz)
       ON CONFLICT (text_id) DO UPDATE SET moderator = excluded.moderator, until = excluded.until
         WHERE l.until <= $4::timestamptz
       RETURNING text_id`,
      [found.id, moderator, until.toISOString(), now.toISOString()],
    );
    if (taken === undefined) continue;
    const [text] = await database.query<HeldText>(`${HELD} WHERE l.text_id = $1::uuid`, [found.id]);
    if (text !== undefined) return text;
  }
  return null;
}

async function decide(
  transaction: Transaction,
  { id, moderator, text, at }: TextDecision,
): Promise<'decided' | 'gone'> {
  const [held] = await transaction.query(
    `DELETE FROM moderation_leases WHERE text_id = $1::uuid AND moderator = $2 AND until > $3::timestamptz
     RETURNING text_id`,
    [id, moderator, at.toISOString()],
  );
  if (held === undefined) return 'gone';
  const moved = await transaction.query(
    `WITH moved AS (DELETE FROM waiting_texts WHERE id = $1::uuid RETURNING *)
     INSERT INTO moderated_texts
       (id, consultation_id, question, decision, text, trace, original, waiting_since, moderator, decided_at)
     SELECT id, consultation_id, question, CASE WHEN $3::text IS NULL THEN 'withhold' ELSE 'show' END, $3::text,
       trace, text, waiting_since, $2, $4::timestamptz FROM moved RETURNING id`,
    [id, moderator, text, at.toISOString()],
  );
  return moved.length > 0 ? 'decided' : 'gone';
}

async function takeBack(
  transaction: Transaction,
  { moderator, since, until }: Parameters<ModerationStore['takeBack']>[0],
): Promise<HeldText | null> {
  const [back] = await transaction.query<HeldText>(
    `WITH last AS (
       DELETE FROM moderated_texts WHERE id = (
         SELECT id FROM moderated_texts WHERE moderator = $1 AND decided_at > $2::timestamptz
         ORDER BY decided_at DESC LIMIT 1 FOR UPDATE)
       RETURNING *
     )
     INSERT INTO waiting_texts (id, consultation_id, question, text, trace, waiting_since, mixed)
     SELECT id, consultation_id, question, original, trace, waiting_since, true FROM last
     RETURNING id, consultation_id AS "consultationId", question, text, trace`,
    [moderator, since.toISOString()],
  );
  if (back === undefined) return null;
  // Whatever else is on their screen goes back to the queue.
  await transaction.query('DELETE FROM moderation_leases WHERE moderator = $1', [moderator]);
  await transaction.query(
    `INSERT INTO moderation_leases AS l (text_id, moderator, until) VALUES ($1::uuid, $2, $3::timestamptz)
     ON CONFLICT (text_id) DO UPDATE SET moderator = excluded.moderator, until = excluded.until`,
    [back.id, moderator, until.toISOString()],
  );
  return back;
}
