/** The transaction that seals one batch of comments. */

import type { CommentBatch } from '../ports/moderation-store.ts';
import type { Database } from './database.ts';
import { toJson } from './json.ts';

const IDS = 'ARRAY (SELECT jsonb_array_elements_text($1::jsonb)::uuid)';

/** Seals a batch. @see ModerationStore.sealComments */
export async function sealComments(
  database: Database,
  { consultationId, texts, comments, companions, day }: CommentBatch,
): Promise<'sealed' | 'conflict'> {
  const outcome = await database.transaction(async (transaction) => {
    const held = await transaction.query(
      `SELECT id FROM moderated_texts WHERE id = ANY (${IDS}) AND consultation_id = $2::uuid AND decided_at IS NULL
       ORDER BY id FOR UPDATE`,
      [toJson(texts), consultationId],
    );
    if (held.length !== texts.length) return 'conflict';
    await transaction.query(`DELETE FROM moderated_texts WHERE id = ANY (${IDS})`, [toJson(texts)]);
    await transaction.query(
      `UPDATE comments SET sealed_on = $2::date WHERE id IN (
         SELECT id FROM comments WHERE consultation_id = $1::uuid ORDER BY random() LIMIT $3::int)`,
      [consultationId, day, companions],
    );
    await transaction.query(
      `INSERT INTO comments (id, consultation_id, question, age_band, province, text, sealed_on)
       SELECT id, $2::uuid, question, "ageBand", province, text, $3::date
       FROM ROWS FROM (jsonb_to_recordset($1::jsonb)
         AS (id uuid, question text, "ageBand" text, province text, text text))
         WITH ORDINALITY AS c (id, question, "ageBand", province, text, position)
       ORDER BY position`,
      [toJson(comments), consultationId, day],
    );
    return 'sealed';
  });
  if (outcome === 'sealed') await database.vacuum(['moderated_texts']);
  return outcome;
}
