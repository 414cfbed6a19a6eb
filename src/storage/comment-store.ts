/** Comments, their themes and quotes. */

import type { CommentHand, CommentMark, CommentStore, CommentsOf } from '../ports/comment-store.ts';
import type { Database, Transaction } from './database.ts';
import { toJson } from './json.ts';
import { isUuid } from './uuid.ts';

/** Binds to a database. */
export function createCommentStore(database: Database): CommentStore {
  return {
    counts: (consultationId) =>
      database.query(
        'SELECT question, count(*)::int AS count FROM comments WHERE consultation_id = $1::uuid GROUP BY 1 ORDER BY 1',
        [consultationId],
      ),
    of: ({ consultationId, question }, limit) =>
      database.query(
        `SELECT id, text, age_band AS "ageBand", province FROM comments
         WHERE consultation_id = $1::uuid AND question = $2 ORDER BY id LIMIT $3::int`,
        [consultationId, question, limit],
      ),
    marks: (which) => marksOf(database, which),
    themes: ({ consultationId, question }) =>
      database.query(
        `SELECT id, label, made_by AS "madeBy" FROM comment_themes
         WHERE consultation_id = $1::uuid AND question = $2 ORDER BY label`,
        [consultationId, question],
      ),
    async addTheme({ consultationId, question }, { id, label, madeBy }) {
      const [row] = await database.query<{ id: string }>(
        `INSERT INTO comment_themes AS t (id, consultation_id, question, label, made_by)
         VALUES ($1::uuid, $2::uuid, $3, $4, $5)
         ON CONFLICT (consultation_id, question, label) DO UPDATE SET label = t.label RETURNING id`,
        [id, consultationId, question, label, madeBy],
      );
      return row?.id ?? id;
    },
    async removeTheme({ consultationId, question }, themeId) {
      if (!isUuid(themeId)) return;
      await database.query(
        'DELETE FROM comment_themes WHERE id = $1::uuid AND consultation_id = $2::uuid AND question = $3',
        [themeId, consultationId, question],
      );
    },
    tag: (which, commentId, themes) =>
      isUuid(commentId)
        ? database.transaction((transaction) => tag(transaction, which, { commentId, themes }))
        : Promise.resolve(),
    quote: (which, commentId, by) =>
      isUuid(commentId)
        ? database.transaction((transaction) => quote(transaction, which, { commentId, by }))
        : Promise.resolve('absent'),
    async unquote({ consultationId, question }, commentId) {
      if (!isUuid(commentId)) return;
      await database.query(
        `DELETE FROM comment_quotes WHERE comment_id = (
           SELECT id FROM comments WHERE id = $1::uuid AND consultation_id = $2::uuid AND question = $3)`,
        [commentId, consultationId, question],
      );
    },
  };
}

type MarkRow = Omit<CommentMark, 'quote'> & {
  readonly proposedBy: string | null;
  readonly proposer: string | null;
  readonly confirmer: string | null;
};

async function marksOf(
  database: Database,
  { consultationId, question }: CommentsOf,
): Promise<readonly CommentMark[]> {
  const rows = await database.query<MarkRow>(
    `WITH tagged AS (
       SELECT g.comment_id AS id, array_agg(g.theme_id::text ORDER BY g.theme_id) AS themes
       FROM comment_themes t JOIN comment_tags g ON g.theme_id = t.id
       WHERE t.consultation_id = $1::uuid AND t.question = $2 GROUP BY 1),
     quoted AS (
       SELECT q.* FROM comment_quotes q JOIN comments c ON c.id = q.comment_id
       WHERE c.consultation_id = $1::uuid AND c.question = $2)
     SELECT coalesce(t.id, q.comment_id) AS id, coalesce(t.themes, '{}') AS themes,
       q.proposed_by AS "proposedBy", q.proposer, q.confirmer
     FROM tagged t FULL JOIN quoted q ON q.comment_id = t.id`,
    [consultationId, question],
  );
  return rows.map(({ proposedBy, proposer, confirmer, ...mark }) => ({
    ...mark,
    quote: proposedBy === null || proposer === null ? null : { proposedBy, proposer, confirmer },
  }));
}

async function tag(
  transaction: Transaction,
  { consultationId, question }: CommentsOf,
  { commentId, themes }: { readonly commentId: string; readonly themes: readonly string[] },
): Promise<void> {
  const [comment] = await transaction.query(
    'SELECT id FROM comments WHERE id = $1::uuid AND consultation_id = $2::uuid AND question = $3 FOR UPDATE',
    [commentId, consultationId, question],
  );
  if (comment === undefined) return;
  await transaction.query('DELETE FROM comment_tags WHERE comment_id = $1::uuid', [commentId]);
  await transaction.query(
    `INSERT INTO comment_tags (comment_id, theme_id)
     SELECT $1::uuid, id FROM comment_themes WHERE consultation_id = $2::uuid AND question = $3
       AND id = ANY (ARRAY (SELECT jsonb_array_elements_text($4::jsonb)::uuid))`,
    [commentId, consultationId, question, toJson(themes.filter(isUuid))],
  );
}

async function quote(
  transaction: Transaction,
  { consultationId, question }: CommentsOf,
  { commentId, by }: { readonly commentId: string; readonly by: CommentHand },
): Promise<'proposed' | 'confirmed' | 'same-person' | 'absent'> {
  const [comment] = await transaction.query(
    'SELECT id FROM comments WHERE id = $1::uuid AND consultation_id = $2::uuid AND question = $3 FOR UPDATE',
    [commentId, consultationId, question],
  );
  if (comment === undefined) return 'absent';
  const [there] = await transaction.query<{ proposedBy: string; confirmer: string | null }>(
    'SELECT proposed_by AS "proposedBy", confirmer FROM comment_quotes WHERE comment_id = $1::uuid',
    [commentId],
  );
  if (there === undefined) {
    await transaction.query(
      'INSERT INTO comment_quotes (comment_id, proposed_by, proposer) VALUES ($1::uuid, $2, $3)',
      [commentId, by.id, by.name],
    );
    return 'proposed';
  }
  if (there.confirmer !== null) return 'confirmed';
  if (there.proposedBy === by.id) return 'same-person';
  await transaction.query(
    'UPDATE comment_quotes SET confirmed_by = $2, confirmer = $3 WHERE comment_id = $1::uuid',
    [commentId, by.id, by.name],
  );
  return 'confirmed';
}
