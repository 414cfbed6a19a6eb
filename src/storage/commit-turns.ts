/** One statement that commits a whole batch of turns, each of them all or nothing. */

import type { CommitOutcome, ContactTurn, ProtectionWrite } from '../ports/receiving-store.ts';
import { commitSteps, stepOf } from './commit-steps.ts';
import type { Database, Statement } from './database.ts';
import { toJson } from './json.ts';

const TURNS = `SELECT * FROM jsonb_to_recordset($1::jsonb -> 'turns')
    AS t (n int, id uuid, hash text, channel text, v int, g boolean, account text, language text, blocked boolean, active uuid)`;

/** The turns without those whose code is used already, or by a turn before them. */
const TURNS_WITH_FREE_CODES = `claim AS MATERIALIZED (
  SELECT n, key, row_number() OVER (PARTITION BY key ORDER BY n) AS place
  FROM jsonb_to_recordset($1::jsonb -> 'codes') AS c (n int, key text)
), held_code AS MATERIALIZED (
  SELECT key, used FROM code_marks
  WHERE key = ANY (ARRAY (SELECT key FROM claim)) ORDER BY key FOR NO KEY UPDATE
), turn AS MATERIALIZED (
  ${TURNS}
  WHERE n NOT IN (SELECT n FROM claim WHERE place > 1 OR key NOT IN (SELECT key FROM held_code WHERE NOT used))
)`;

const USE_CODES = `, used_code AS (
  UPDATE code_marks SET used = true
  WHERE key = ANY (ARRAY (SELECT key FROM claim WHERE n IN (SELECT n FROM good)))
)`;

/** Whoever wants no more messages is sent none of those that wait either, unless one is on its way already. */
const DECIDE = `, decided AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($1::jsonb -> 'standing')
    AS d (n int, key text, purpose text, decision text, wording int, holder text, consultation uuid)
  WHERE n IN (SELECT n FROM good)
), kept AS (
  INSERT INTO standing_consents AS s (key, purpose, decision, channel, wording, day, holder)
  SELECT key, purpose, decision, good.channel, wording, $3::date, holder FROM decided JOIN good USING (n)
  WHERE purpose <> 'hearing-back' ORDER BY key
  ON CONFLICT (key) DO UPDATE SET decision = excluded.decision, wording = excluded.wording, day = excluded.day,
    holder = excluded.holder, mixed = false
), spared AS (
  DELETE FROM outbox o WHERE broadcast_id IS NOT NULL AND NOT on_its_way AND contact_id = ANY (ARRAY (
    SELECT good.id FROM good JOIN decided USING (n) WHERE decision = 'withdrawn'))
    AND EXISTS (SELECT FROM decided JOIN good USING (n) JOIN broadcasts b ON b.kind = decided.purpose
      WHERE b.id = ANY (ARRAY[o.broadcast_id]) AND decision = 'withdrawn' AND good.id = o.contact_id)
), hears AS (
  INSERT INTO hearing_back AS h (contact_id, consultation_id, wording, day)
  SELECT good.id, consultation, wording, $3::date FROM decided JOIN good USING (n)
  WHERE purpose = 'hearing-back' AND decision = 'given' ORDER BY good.id, consultation
  ON CONFLICT (contact_id, consultation_id) DO UPDATE SET wording = excluded.wording, day = excluded.day
), hears_no_more AS (
  DELETE FROM hearing_back h USING decided JOIN good USING (n)
  WHERE purpose = 'hearing-back' AND decision = 'withdrawn' AND h.contact_id = good.id
    AND (consultation IS NULL OR h.consultation_id = consultation)
    AND h.contact_id = ANY (ARRAY (SELECT good.id FROM good JOIN decided USING (n) WHERE purpose = 'hearing-back'))
)`;

/**
 * A child has one open case at a time: what is heard meanwhile joins it, and calls the officers again. Whoever says that all
 * is well opens none.
 */
const HEAR = `, heard AS MATERIALIZED (
  SELECT p.*, good.id AS contact, good.channel FROM jsonb_to_recordset($1::jsonb -> 'protection')
    AS p (n int, "case" uuid, consultation uuid, place text, source text, kinds jsonb, severity text, words jsonb,
      opens boolean, talk boolean, fine boolean)
  JOIN good USING (n)
), opened AS (
  INSERT INTO protection_cases AS c (id, contact_id, consultation_id, place, channel, source, kinds, severity, opened_at,
    heard_at, wants_person_at, says_fine_at, notice_due_at)
  SELECT "case", contact, consultation, place, channel, source, kinds, severity, $2::timestamptz, $2::timestamptz,
    CASE WHEN talk THEN $2::timestamptz END, CASE WHEN fine THEN $2::timestamptz END, $2::timestamptz
  FROM heard WHERE opens ORDER BY contact
  ON CONFLICT (contact_id) WHERE closed_at IS NULL DO UPDATE SET heard_at = excluded.heard_at,
    place = coalesce(c.place, excluded.place), wants_person_at = coalesce(excluded.wants_person_at, c.wants_person_at),
    says_fine_at = coalesce(excluded.says_fine_at, c.says_fine_at),
    severity = CASE WHEN excluded.severity = 'high' THEN 'high' ELSE c.severity END,
    kinds = (SELECT coalesce(jsonb_agg(DISTINCT kind), '[]') FROM jsonb_array_elements(c.kinds || excluded.kinds) kind)
  RETURNING id, contact_id
), written AS (
  INSERT INTO protection_words (case_id, at, words)
  SELECT opened.id, $2::timestamptz, word.words FROM heard JOIN opened ON opened.contact_id = heard.contact,
    jsonb_array_elements_text(heard.words) WITH ORDINALITY AS word (words, place)
  ORDER BY opened.id, word.place
), eased AS (
  UPDATE protection_cases SET says_fine_at = $2::timestamptz
  WHERE closed_at IS NULL AND contact_id = ANY (ARRAY (SELECT contact FROM heard WHERE fine AND NOT opens))
)`;

/** A parent who agreed meanwhile stays so; any other word before is put aside. */
const ASK_PARENTS = `, asked_parent AS (
  INSERT INTO parent_words AS p (session_id, key, wording, asked_on)
  SELECT walk, key, wording, $3::date
  FROM jsonb_to_recordset($1::jsonb -> 'parents') AS a (n int, walk uuid, key text, wording int)
  WHERE n IN (SELECT n FROM good) ORDER BY walk
  ON CONFLICT (session_id) DO UPDATE SET key = excluded.key, wording = excluded.wording, asked_on = excluded.asked_on,
    decision = NULL, decided_on = NULL
  WHERE p.decision IS DISTINCT FROM 'agreed'
)`;

/**
 * How it keeps its promises:
 *
 * - *A turn is guarded.* By the version of each walk it changes; by the contact's version where it changes the contact,
 *   begins a walk, or changes no walk at all; by the unique hash where the contact is new. Whoever commits second finds
 *   another version, or the hash taken, and gets nothing of its turn written. That holds for a message delivered twice
 *   to two processes at once too; `ON CONFLICT` on its key is only a belt.
 * - *A turn may rest on what is remembered.* So the contact's version is compared in every case, without a lock where
 *   it does not change, and a key that is stored already turns its turn away.
 * - *Nobody waits in a circle.* All batches take their locks in the same order: new contacts by hash, then contacts by
 *   id, then walks by id, then inbox keys. `(SELECT count(*) …) >= 0` is true and makes one step wait for the one before.
 * - *Locks show the newest version.* `FOR NO KEY UPDATE` waits for whoever holds the row and then reads what was
 *   committed, not what the statement saw when it began. It lets foreign keys be checked meanwhile.
 * - *A sealed walk is gone.* It is held under a version that nobody expects.
 * - *Outbox ids follow the order of a turn's messages.*
 * - *It costs the same however full the tables are.* A plan lives as long as its connection, and it may have been made
 *   while the tables were empty. So every table is also reached by `id = ANY (ARRAY (…))`, for which the planner always
 *   takes the key's index; by a join alone it once read all contacts for each batch.
 *
 * Short names: `n` the turn's index, `v` the expected version, `g` guarded by the contact.
 */
const COMMIT: Statement = { name: 'commit_turns', text: textFor({}) };

/**
 * The same where a walk begins with a one-time code, which is used by one turn or by none. Codes are held before
 * everything else, so that the turns refused for them are not begun; in order of their keys, as by all batches.
 */
const COMMIT_WITH_CODES: Statement = { name: 'commit_turns_codes', text: textFor({ codes: true }) };

/** The same where a contact agrees to something for later, or wants no more; and with codes as well, which is rare. */
const COMMIT_WITH_STANDING: Statement = { name: 'commit_turns_standing', text: textFor({ standing: true }) };
const COMMIT_WITH_ALL: Statement = {
  name: 'commit_turns_all',
  text: textFor({ codes: true, standing: true }),
};

/** The same where a parent is to be asked on a phone of their own. */
const COMMIT_WITH_PARENTS: Statement = { name: 'commit_turns_parents', text: textFor({ parents: true }) };

/** The same where a child may be in danger: the case is opened with the turn or not at all. Rare, so it has every part. */
const COMMIT_WITH_CASES: Statement = {
  name: 'commit_turns_cases',
  text: textFor({ codes: true, standing: true, danger: true, parents: true }),
};

type Parts = {
  readonly codes?: boolean;
  readonly standing?: boolean;
  readonly danger?: boolean;
  readonly parents?: boolean;
};

function textFor({ codes = false, standing = false, danger = false, parents = false }: Parts): string {
  return `
WITH ${codes ? TURNS_WITH_FREE_CODES : `turn AS MATERIALIZED (\n  ${TURNS}\n)`}, walk AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($1::jsonb -> 'walks')
    AS w (n int, id uuid, v int, consultation uuid, flow text, respondent int, state jsonb, disposition text)
), arrived AS (
  INSERT INTO contacts (id, hash, channel, account, language, blocked_at, active_session_id, version)
  SELECT id, hash, channel, account, language, CASE WHEN blocked THEN $2::timestamptz END, active, 1
  FROM turn WHERE v IS NULL ORDER BY hash
  ON CONFLICT DO NOTHING RETURNING id
), held_contact AS MATERIALIZED (
  SELECT id, version FROM contacts
  WHERE id = ANY (ARRAY (SELECT id FROM turn WHERE g)) AND (SELECT count(*) FROM arrived) >= 0
  ORDER BY id FOR NO KEY UPDATE
), held_walk AS MATERIALIZED (
  SELECT id, CASE WHEN sealed_on IS NULL THEN version ELSE -1 END AS version FROM sessions
  WHERE id = ANY (ARRAY (SELECT id FROM walk WHERE v IS NOT NULL)) AND (SELECT count(*) FROM held_contact) >= 0
  ORDER BY id FOR NO KEY UPDATE
), message AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($1::jsonb -> 'inbox') AS i (n int, key text, session uuid, reply jsonb)
), good AS MATERIALIZED (
  SELECT * FROM turn
  WHERE CASE
      WHEN v IS NULL THEN id IN (SELECT id FROM arrived)
      WHEN g THEN (id, v) IN (SELECT id, version FROM held_contact)
      ELSE (id, v) IN (SELECT id, version FROM contacts WHERE id = ANY (ARRAY (SELECT id FROM turn WHERE NOT g)))
    END
    AND n NOT IN (SELECT walk.n FROM walk WHERE v IS NOT NULL AND (id, v) NOT IN (SELECT id, version FROM held_walk))
    AND n NOT IN (SELECT n FROM message WHERE key IN (
      SELECT key FROM inbox WHERE key = ANY (ARRAY (SELECT key FROM message))))
), changed_contact AS (
  UPDATE contacts SET language = good.language, active_session_id = good.active, version = version + 1,
    blocked_at = CASE WHEN good.blocked THEN coalesce(blocked_at, $2::timestamptz) END
  FROM good WHERE contacts.id = good.id AND good.g AND good.v IS NOT NULL
    AND contacts.id = ANY (ARRAY (SELECT id FROM good WHERE g))
), begun_walk AS (
  INSERT INTO sessions (id, contact_id, consultation_id, flow_hash, respondent, version, state, disposition, ended_on)
  SELECT walk.id, good.id, consultation, flow, respondent, 1, state, disposition,
    CASE WHEN disposition IS NOT NULL THEN $3::date END
  FROM walk JOIN good USING (n) WHERE walk.v IS NULL
), changed_walk AS (
  UPDATE sessions SET state = walk.state, version = version + 1, disposition = walk.disposition,
    ended_on = CASE WHEN walk.disposition IS NOT NULL THEN coalesce(ended_on, $3::date) END
  FROM walk WHERE sessions.id = walk.id AND walk.v IS NOT NULL AND walk.n IN (SELECT n FROM good)
    AND sessions.id = ANY (ARRAY (SELECT id FROM walk WHERE v IS NOT NULL))
), remembered AS (
  INSERT INTO inbox (key, session_id, reply, received_on)
  SELECT key, session, reply, $3::date FROM message WHERE n IN (SELECT n FROM good) ORDER BY key
  ON CONFLICT DO NOTHING
), queued AS (
  INSERT INTO outbox (contact_id, channel, payload, queued_at, due_at)
  SELECT good.id, good.channel, payload, $2::timestamptz, $2::timestamptz
  FROM ROWS FROM (jsonb_to_recordset($1::jsonb -> 'outbox') AS (n int, payload jsonb)) WITH ORDINALITY AS o (n, payload, position)
  JOIN good USING (n) ORDER BY position
), waiting AS (
  INSERT INTO waiting_texts (consultation_id, question, text, trace, waiting_since)
  SELECT consultation, question, text, trace, $3::date
  FROM jsonb_to_recordset($1::jsonb -> 'texts') AS x (n int, consultation uuid, question text, text text, trace text)
  WHERE n IN (SELECT n FROM good)
)${codes ? USE_CODES : ''}${standing ? DECIDE : ''}${danger ? HEAR : ''}${parents ? ASK_PARENTS : ''}
SELECT n FROM good`;
}

/** Commits turns; those that are all mere steps by a smaller statement, which costs less where a batch is small. @see ReceivingStore.commit */
export async function commitTurns(
  database: Database,
  turns: readonly ContactTurn[],
  instant: { readonly now: Date; readonly day: string },
): Promise<readonly CommitOutcome[]> {
  if (turns.length === 0) return [];
  const steps = turns.map(stepOf).filter((step) => step !== null);
  if (steps.length === turns.length) return commitSteps(database, steps, instant.day);
  const values = [toJson(batchOf(turns)), instant.now.toISOString(), instant.day];
  const rows = await database.run<{ n: number }>(statementFor(turns), values);
  const committed = new Set(rows.map(({ n }) => n));
  return turns.map((_turn, n) => (committed.has(n) ? 'committed' : 'conflict'));
}

function statementFor(turns: readonly ContactTurn[]): Statement {
  if (turns.some(({ protection }) => protection !== undefined)) return COMMIT_WITH_CASES;
  const codes = turns.some((turn) => turn.codes.length > 0);
  const standing = turns.some((turn) => turn.standing.length > 0);
  if (turns.some(({ parents }) => parents !== undefined))
    return codes || standing ? COMMIT_WITH_CASES : COMMIT_WITH_PARENTS;
  if (standing) return codes ? COMMIT_WITH_ALL : COMMIT_WITH_STANDING;
  return codes ? COMMIT_WITH_CODES : COMMIT;
}

function batchOf(turns: readonly ContactTurn[]) {
  return {
    turns: turns.map(turnRow),
    walks: turns.flatMap(({ sessions }, n) =>
      sessions.map((walk) => ({
        n,
        id: walk.id,
        v: walk.expectedVersion,
        consultation: walk.consultationId,
        flow: walk.flowHash,
        respondent: walk.respondent,
        state: walk.state,
        disposition: walk.disposition,
      })),
    ),
    inbox: turns.flatMap(({ inbox }, n) => inbox.map((entry) => ({ n, ...entry }))),
    outbox: turns.flatMap(({ outbox }, n) => outbox.map((payload) => ({ n, payload }))),
    texts: turns.flatMap(({ texts }, n) =>
      texts.map(({ consultationId, ...text }) => ({ n, consultation: consultationId, ...text })),
    ),
    codes: turns.flatMap(({ codes }, n) => codes.map((key) => ({ n, key }))),
    standing: turns.flatMap(({ standing }, n) => standing.map((decision) => ({ n, ...decision }))),
    parents: turns.flatMap(({ parents = [] }, n) => parents.map((ask) => ({ n, ...ask }))),
    protection: turns.flatMap(({ protection }, n) =>
      protection === undefined ? [] : [caseRow(protection, n)],
    ),
  };
}

function caseRow(write: ProtectionWrite, n: number) {
  const { id, consultationId, wantsPerson, saysFine, ...rest } = write;
  return { n, case: id, consultation: consultationId, talk: wantsPerson, fine: saysFine, ...rest };
}

function turnRow({ contact }: ContactTurn, n: number) {
  const isStored = contact.expectedVersion !== null;
  const g = isStored && contact.changed;
  const { id, channel, language, blocked, active } = contact;
  const row = { n, id, channel, v: contact.expectedVersion, g, language, blocked, active };
  return isStored ? row : { ...row, hash: contact.hash, account: contact.account };
}
