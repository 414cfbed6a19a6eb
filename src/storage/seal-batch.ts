/** The transaction that seals one batch. */

import type { AnswerValue } from '../core/answer.ts';
import type { ResponseRecord, SealBatch } from '../ports/sealing-store.ts';
import { addToTallies } from './add-to-tallies.ts';
import type { Database, Transaction } from './database.ts';
import { toJson } from './json.ts';

/** Tables that drafts, replies, sent messages or texts were erased from, and the one whose rows are written over. */
const ERASED_FROM = ['sessions', 'inbox', 'outbox', 'waiting_texts', 'raw_counts', 'parent_words'];

/** The ids in `$1`, as an array: the planner then takes the index, however many rows there are. */
const IDS = 'ARRAY (SELECT jsonb_array_elements_text($1::jsonb)::uuid)';

/** Seals a batch. @see SealingStore.seal */
export async function seal(database: Database, batch: SealBatch): Promise<'sealed' | 'conflict'> {
  const outcome = await database.transaction(async (transaction) => {
    if (!(await holdWalks(transaction, batch))) return 'conflict';
    await insertResponses(transaction, batch);
    await countChildren(transaction, batch);
    await addMarks(transaction, batch);
    await addConsents(transaction, batch);
    await addParents(transaction, batch);
    await addToTallies(transaction, batch.consultationId, batch.tallies);
    await setTextsAside(transaction, batch);
    await eraseWalks(transaction, batch);
    return 'sealed';
  });
  // An update leaves the old row version on its page; only now may it be cleaned away.
  if (outcome === 'sealed') await database.vacuum(ERASED_FROM);
  return outcome;
}

/**
 * Locks the walks, by id as every batch of turns does. Ids are the only condition: another one would tempt the planner
 * into reading every walk that waits.
 *
 * @returns false when one changed, was sealed, or is of another consultation
 */
async function holdWalks(
  transaction: Transaction,
  { sessions, consultationId }: SealBatch,
): Promise<boolean> {
  const held = await transaction.query<{
    id: string;
    version: number;
    consultationId: string;
    open: boolean;
  }>(
    `SELECT id, version, consultation_id AS "consultationId", sealed_on IS NULL AS open FROM sessions
     WHERE id = ANY (${IDS}) ORDER BY id FOR NO KEY UPDATE`,
    [toJson(sessions.map(({ id }) => id))],
  );
  const found = new Map(held.map((walk) => [walk.id, walk]));
  return sessions.every(({ id, version }) => {
    const walk = found.get(id);
    return walk?.open === true && walk.version === version && walk.consultationId === consultationId;
  });
}

async function insertResponses(transaction: Transaction, batch: SealBatch): Promise<void> {
  await transaction.query(
    `INSERT INTO responses (id, consultation_id, flow_hash, disposition, age_band, place, channel, language, simulated, sealed_on)
     SELECT id, $2::uuid, "flowHash", disposition, "ageBand", place, channel, language, simulated, $3::date
     FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (id uuid, "flowHash" text, disposition text, "ageBand" text,
       place text, channel text, language text, simulated boolean))
       WITH ORDINALITY AS r (id, "flowHash", disposition, "ageBand", place, channel, language, simulated, position)
     ORDER BY position`,
    [toJson(batch.responses.map(({ answers, ...response }) => response)), batch.consultationId, batch.day],
  );
  await transaction.query(
    `INSERT INTO answers (response_id, question, options, number, skipped)
     SELECT response, question, options, number, skipped
     FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (response uuid, question text, options text[], number float8, skipped boolean))
       WITH ORDINALITY AS a (response, question, options, number, skipped, position)
     ORDER BY position`,
    [toJson(batch.responses.flatMap(answerRows))],
  );
}

function answerRows({ id, answers }: ResponseRecord) {
  return Object.entries(answers).map(([question, value]) => ({
    response: id,
    question,
    ...answerColumns(value),
  }));
}

function answerColumns(value: AnswerValue) {
  const skipped = value === null;
  if (value === null) return { options: null, number: null, skipped };
  if (typeof value === 'number') return { options: null, number: value, skipped };
  return { options: typeof value === 'string' ? [value] : value, number: null, skipped };
}

/**
 * A child already counted keeps the place, band, sex and basis it was first counted with, and gains indicators. In order of
 * the pseudonyms, which is as good as random and keeps two batches from waiting for each other.
 */
async function countChildren(transaction: Transaction, { ledger }: SealBatch): Promise<void> {
  await transaction.query(
    `INSERT INTO ledger AS l (year, pseudonym, place, age_band, sex, basis, indicators)
     SELECT year, pseudonym, min(place), min("ageBand"), min(sex), min(basis),
       coalesce(array_agg(DISTINCT indicator ORDER BY indicator) FILTER (WHERE indicator IS NOT NULL), '{}')
     FROM jsonb_to_recordset($1::jsonb) AS r (year int, pseudonym text, place text, "ageBand" text, sex text, basis text, indicators int[])
     LEFT JOIN LATERAL unnest(indicators) AS indicator ON true
     GROUP BY year, pseudonym ORDER BY year, pseudonym
     ON CONFLICT (year, pseudonym) DO UPDATE SET
       place = coalesce(l.place, excluded.place), sex = coalesce(l.sex, excluded.sex),
       indicators = ARRAY (SELECT DISTINCT unnest(l.indicators || excluded.indicators) ORDER BY 1)
     WHERE NOT l.indicators @> excluded.indicators OR l.place IS NULL AND excluded.place IS NOT NULL
       OR l.sex IS NULL AND excluded.sex IS NOT NULL`,
    [toJson(ledger)],
  );
}

/** In order of the marks, so that two batches never wait for each other in a circle. */
async function addMarks(transaction: Transaction, { consultationId, marks }: SealBatch): Promise<void> {
  if (Object.keys(marks).length === 0) return;
  await transaction.query(
    `INSERT INTO walk_marks AS m (consultation_id, mark, walks)
     SELECT $1::uuid, key, value::int FROM jsonb_each_text($2::jsonb) ORDER BY key
     ON CONFLICT (consultation_id, mark) DO UPDATE SET walks = m.walks + excluded.walks`,
    [consultationId, toJson(marks)],
  );
}

/** In order of the key, for the same reason. */
async function addConsents(transaction: Transaction, { consultationId, consents }: SealBatch): Promise<void> {
  if (consents.length === 0) return;
  await transaction.query(
    `INSERT INTO consent_counts AS c (consultation_id, purpose, decision, flow_hash, language, age_wording, wording, walks)
     SELECT $1::uuid, purpose, decision, "flowHash", language, "ageWording", wording, walks
     FROM jsonb_to_recordset($2::jsonb) AS r (purpose text, decision text, "flowHash" text, language text,
       "ageWording" text, wording int, walks int)
     ORDER BY purpose, decision, "flowHash", language, "ageWording", wording
     ON CONFLICT (consultation_id, purpose, decision, flow_hash, language, age_wording, wording)
       DO UPDATE SET walks = c.walks + excluded.walks`,
    [consultationId, toJson(consents)],
  );
}

/** In order of the key, for the same reason. */
async function addParents(
  transaction: Transaction,
  { consultationId, parents = [] }: SealBatch,
): Promise<void> {
  if (parents.length === 0) return;
  await transaction.query(
    `INSERT INTO parent_counts AS p (consultation_id, way, wording, decision, walks)
     SELECT $1::uuid, way, wording, decision, walks
     FROM jsonb_to_recordset($2::jsonb) AS r (way text, wording int, decision text, walks int)
     ORDER BY way, wording, decision
     ON CONFLICT (consultation_id, way, wording, decision) DO UPDATE SET walks = p.walks + excluded.walks`,
    [consultationId, toJson(parents)],
  );
}

/**
 * A text that came with a turn lies on its page, and under the transaction id, of that turn. Once the walks around it
 * are sealed these would point at one child, so such texts are written anew together with this batch's own, in the
 * order of random ids.
 */
async function setTextsAside(
  transaction: Transaction,
  { consultationId, texts, day }: SealBatch,
): Promise<void> {
  await transaction.query(
    `WITH moved AS (
       DELETE FROM waiting_texts WHERE consultation_id = $1::uuid AND NOT mixed RETURNING *
     ), together AS (
       SELECT id, consultation_id, question, text, trace, waiting_since FROM moved
       UNION ALL
       SELECT gen_random_uuid(), "consultationId", question, text, trace, $3::date
       FROM jsonb_to_recordset($2::jsonb) AS t ("consultationId" uuid, question text, text text, trace text)
     )
     INSERT INTO waiting_texts (id, consultation_id, question, text, trace, waiting_since, mixed)
     SELECT *, true FROM together ORDER BY id`,
    [consultationId, toJson(texts), day],
  );
}

/** Messages that have not left yet stay in the outbox: the child still waits for them. They are deleted when sent. */
async function eraseWalks(transaction: Transaction, batch: SealBatch): Promise<void> {
  const { sessions, day } = batch;
  const ids = toJson(sessions.map(({ id }) => id));
  await transaction.query(
    `UPDATE sessions SET state = NULL, disposition = NULL, ended_on = NULL, version = 0, sealed_on = $2::date
     WHERE id = ANY (${IDS})`,
    [ids, day],
  );
  await transaction.query(`DELETE FROM parent_words WHERE session_id = ANY (${IDS})`, [ids]);
  await transaction.query(
    `UPDATE sessions SET sealed_on = $2::date
     WHERE id IN (SELECT id FROM sessions WHERE consultation_id = $3::uuid AND sealed_on IS NOT NULL
       AND id NOT IN (SELECT jsonb_array_elements_text($1::jsonb)::uuid) ORDER BY random() LIMIT $4::int)`,
    [ids, day, batch.consultationId, batch.companions],
  );
  await transaction.query(
    `UPDATE inbox SET reply = NULL, session_id = NULL
     WHERE session_id = ANY (${IDS})`,
    [ids],
  );
}
