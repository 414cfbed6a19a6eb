/** Drafts of flows and their history. */

import type {
  DraftChange,
  DraftOutcome,
  DraftRevision,
  FlowDraft,
  FlowDraftRow,
  FlowDraftStore,
} from '../ports/flow-draft-store.ts';
import { KEPT_REVISIONS } from '../ports/flow-draft-store.ts';
import type { Database, Queryable } from './database.ts';
import { toJson } from './json.ts';

const ROW = `id::text AS id, flow_id AS "flowId", place, revision, based_on AS "basedOn", changed_by AS "changedBy",
  changed_at AS "changedAt", published_as AS "publishedAs"`;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Binds to a database. */
export function createFlowDraftStore(database: Database): FlowDraftStore {
  return {
    begin: (draft) => begin(database, draft),
    get: (id) => read(database, id),
    list: () =>
      database.query<FlowDraftRow>(
        `SELECT ${ROW}, source -> 'title' AS title FROM flow_drafts
         WHERE published_as IS NULL ORDER BY changed_at DESC, id`,
      ),
    change: (change) => changeDraft(database, change),
    history: (id) => readHistory(database, id),
    sourceAt: (id, revision) => readSource(database, id, revision),
    async discard(id) {
      if (!UUID.test(id)) return;
      await database.query('DELETE FROM flow_drafts WHERE id = $1::uuid AND published_as IS NULL', [id]);
    },
  };
}

async function begin(
  database: Database,
  draft: Omit<FlowDraft, 'revision' | 'publishedAs'>,
): Promise<FlowDraft> {
  await database.query(
    `WITH begun AS (
       INSERT INTO flow_drafts (id, flow_id, place, source, revision, based_on, changed_by, changed_at)
       VALUES ($1::uuid, $2, $3, $4::jsonb, 1, $5, $6, $7::timestamptz)
       ON CONFLICT DO NOTHING RETURNING id, revision, changed_by, changed_at, source)
     INSERT INTO flow_draft_revisions (draft_id, revision, by, at, what, source)
     SELECT id, revision, changed_by, changed_at, 'begun', source FROM begun`,
    [
      ...[draft.id, draft.flowId, draft.place, toJson(draft.source), draft.basedOn, toText(draft.changedBy)],
      draft.changedAt.toISOString(),
    ],
  );
  const begun = await read(database, draft.id);
  // Deleted in the same moment by somebody else: what was begun is still the truth of this call.
  return begun ?? { ...draft, revision: 1, publishedAs: null };
}

async function read(
  queryable: Queryable,
  id: string,
  lock: '' | 'FOR UPDATE' = '',
): Promise<FlowDraft | null> {
  if (!UUID.test(id)) return null;
  const [row] = await queryable.query<FlowDraft>(
    `SELECT ${ROW}, source FROM flow_drafts WHERE id = $1::uuid ${lock}`,
    [id],
  );
  return row ?? null;
}

function changeDraft(database: Database, change: DraftChange): Promise<DraftOutcome> {
  return database.transaction(async (transaction): Promise<DraftOutcome> => {
    const current = await read(transaction, change.id, 'FOR UPDATE');
    if (current === null) return { kind: 'absent' };
    if (current.publishedAs !== null) return { kind: 'published' };
    if (current.revision !== change.seen) return { kind: 'outdated', current };
    const source = toJson(change.source);
    const [changed] = await transaction.query<FlowDraft>(
      `UPDATE flow_drafts SET source = $2::jsonb, revision = revision + 1, changed_by = $3, changed_at = $4::timestamptz
       WHERE id = $1::uuid RETURNING ${ROW}, source`,
      [change.id, source, toText(change.by), change.at.toISOString()],
    );
    if (changed === undefined) return { kind: 'absent' };
    await writeHistory(transaction, change, { source, revision: changed.revision });
    return { kind: 'changed', draft: changed };
  });
}

async function writeHistory(
  transaction: Queryable,
  { id, by, at, what, about, joinsSince }: DraftChange,
  { source, revision }: { readonly source: string; readonly revision: number },
): Promise<void> {
  if (joinsSince !== undefined) {
    await transaction.query(
      `DELETE FROM flow_draft_revisions WHERE draft_id = $1::uuid AND revision = $2 AND by = $3 AND what = $4
         AND about IS NOT DISTINCT FROM $5::text AND at >= $6::timestamptz`,
      [id, revision - 1, toText(by), what, about ?? null, joinsSince.toISOString()],
    );
  }
  await transaction.query(
    `INSERT INTO flow_draft_revisions (draft_id, revision, by, at, what, about, source)
     VALUES ($1::uuid, $2, $3, $4::timestamptz, $5, $6, $7::jsonb)`,
    [id, revision, toText(by), at.toISOString(), what, about ?? null, source],
  );
  await transaction.query(
    `DELETE FROM flow_draft_revisions WHERE draft_id = $1::uuid AND revision <= (
       SELECT revision FROM flow_draft_revisions WHERE draft_id = $1::uuid ORDER BY revision DESC OFFSET $2 LIMIT 1)`,
    [id, KEPT_REVISIONS],
  );
}

async function readHistory(database: Database, id: string): Promise<readonly DraftRevision[]> {
  if (!UUID.test(id)) return [];
  return database.query<DraftRevision>(
    `SELECT revision, by, at, what, about FROM flow_draft_revisions WHERE draft_id = $1::uuid ORDER BY revision DESC`,
    [id],
  );
}

async function readSource(database: Database, id: string, revision: number): Promise<unknown> {
  if (!UUID.test(id) || !Number.isInteger(revision) || revision < 1 || revision > 2_147_483_647) return null;
  const [row] = await database.query<{ source: unknown }>(
    'SELECT source FROM flow_draft_revisions WHERE draft_id = $1::uuid AND revision = $2',
    [id, revision],
  );
  return row?.source ?? null;
}

/** PostgreSQL refuses U+0000 in a text. */
function toText(value: string): string {
  return value.toWellFormed().replaceAll('\u0000', '\ufffd');
}
