/** One small statement for the most frequent turns: a child answers, and its walk goes on by a step. */

import type { CommitOutcome, ContactTurn } from '../ports/receiving-store.ts';
import type { Database, Statement } from './database.ts';
import { toJson } from './json.ts';

/**
 * Keeps every promise of `commitTurns`, which see, for turns that neither begin nor end anything: it has no more to
 * do than hold the walks, compare versions and keys, and write state and key. It costs less where a batch is small.
 * Nothing but keys may stand in its conditions: by `sealed_on IS NULL` the planner reads the index of all unsealed walks.
 */
const COMMIT: Statement = {
  name: 'commit_steps',
  text: `
WITH turn AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($1::jsonb)
    AS t (n int, contact uuid, c int, id uuid, v int, state jsonb, key text, reply jsonb)
), held AS MATERIALIZED (
  SELECT id, CASE WHEN sealed_on IS NULL THEN version ELSE -1 END AS version FROM sessions
  WHERE id = ANY (ARRAY (SELECT id FROM turn))
  ORDER BY id FOR NO KEY UPDATE
), good AS MATERIALIZED (
  SELECT * FROM turn
  WHERE (id, v) IN (SELECT id, version FROM held)
    AND (contact, c) IN (SELECT id, version FROM contacts WHERE id = ANY (ARRAY (SELECT contact FROM turn)))
    AND key NOT IN (SELECT key FROM inbox WHERE key = ANY (ARRAY (SELECT key FROM turn)))
), stepped AS (
  UPDATE sessions SET state = good.state, version = version + 1, disposition = NULL, ended_on = NULL
  FROM good WHERE sessions.id = good.id AND sessions.id = ANY (ARRAY (SELECT id FROM good))
), remembered AS (
  INSERT INTO inbox (key, session_id, reply, received_on)
  SELECT key, id, reply, $2::date FROM good ORDER BY key
  ON CONFLICT DO NOTHING
)
SELECT n FROM good`,
};

/** The same for a single step, as most are in quiet hours: without lists it costs the database a quarter less. */
const COMMIT_ONE: Statement = {
  name: 'commit_step',
  text: `
WITH stepped AS (
  UPDATE sessions SET state = $3::jsonb, version = version + 1, disposition = NULL, ended_on = NULL
  WHERE id = $1::uuid AND CASE WHEN sealed_on IS NULL THEN version ELSE -1 END = $2::int
    AND (SELECT version FROM contacts WHERE id = $4::uuid) = $5::int
    AND (SELECT key FROM inbox WHERE key = $6::text) IS NULL
  RETURNING id
), remembered AS (
  INSERT INTO inbox (key, session_id, reply, received_on)
  SELECT $6::text, id, $7::jsonb, $8::date FROM stepped
  ON CONFLICT DO NOTHING
)
SELECT id FROM stepped`,
};

/** A turn as the statement takes it. */
export type StepRow = {
  readonly contact: string;
  readonly c: number;
  readonly id: string;
  readonly v: number;
  readonly state: unknown;
  readonly key: string;
  readonly reply: unknown;
};

/** Gives the turn as a step, if it is nothing more: a known contact, one message, one walk that goes on. */
export function stepOf({
  contact,
  sessions,
  inbox,
  outbox,
  texts,
  codes,
  standing,
  protection,
  parents,
}: ContactTurn): StepRow | null {
  const [walk, ...otherWalks] = sessions;
  const [message, ...otherMessages] = inbox;
  if (walk === undefined || message === undefined) return null;
  if (contact.expectedVersion === null || contact.changed || walk.expectedVersion === null) return null;
  if (walk.disposition !== null || message.session !== walk.id) return null;
  if (otherWalks.length + otherMessages.length + outbox.length > 0) return null;
  if (protection !== undefined || parents !== undefined) return null;
  if (texts.length + codes.length + standing.length > 0) return null;
  return {
    ...{ contact: contact.id, c: contact.expectedVersion, id: walk.id, v: walk.expectedVersion },
    ...{ state: walk.state, key: message.key, reply: message.reply },
  };
}

/** Commits steps. @see ReceivingStore.commit */
export async function commitSteps(
  database: Database,
  steps: readonly StepRow[],
  day: string,
): Promise<readonly CommitOutcome[]> {
  const [only] = steps;
  if (only !== undefined && steps.length === 1) return [await commitOne(database, only, day)];
  const rows = await database.run<{ n: number }>(COMMIT, [
    toJson(steps.map((step, n) => ({ n, ...step }))),
    day,
  ]);
  const committed = new Set(rows.map(({ n }) => n));
  return steps.map((_step, n) => (committed.has(n) ? 'committed' : 'conflict'));
}

async function commitOne(database: Database, step: StepRow, day: string): Promise<CommitOutcome> {
  const { contact, c, id, v, state, key, reply } = step;
  const values = [id, String(v), toJson(state), contact, String(c), key, toJson(reply), day];
  const rows = await database.run(COMMIT_ONE, values);
  return rows.length === 1 ? 'committed' : 'conflict';
}
