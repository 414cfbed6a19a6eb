/** Tallies of consultations off the chat, with everything that was done to them. */

import type { OffChatCount, Tally, TallyChange, TallyContent } from '../core/tally/tally.ts';
import type {
  TallyCorrection,
  TallyHand,
  TallyOutcome,
  TallyRevision,
  TallyStore,
  TallyWish,
} from '../ports/tally-store.ts';
import { endSitting, keepSitting, openSittings, readSitting, writeSitting } from './class-sittings.ts';
import type { Database, Queryable, Transaction } from './database.ts';
import { toJson } from './json.ts';
import { isUuid } from './uuid.ts';

const ROW = `id::text AS id, content, withdrawn, revision, entered_by AS "enteredBy", entered_at AS "enteredAt"`;

/** A tally as its row holds it: what is entered is kept whole in one column, and parts of it beside it for searching. */
type TallyRow = Pick<Tally, 'id' | 'withdrawn' | 'revision' | 'enteredBy' | 'enteredAt'> & {
  readonly content: TallyContent;
};

/** Binds to a database. */
export function createTallyStore(database: Database): TallyStore {
  return {
    enter: (id, content, hand) =>
      database.transaction((transaction) => enterTally(transaction, { id, content, hand })),
    change: (revision) => database.transaction((transaction) => change(transaction, revision)),
    get: (id) => (isUuid(id) ? read(database, id) : Promise.resolve(null)),
    list: (wish) => list(database, wish),
    changes: (id) => (isUuid(id) ? readChanges(database, id) : Promise.resolve([])),
    async alike({ kind, heldOn, place, children }) {
      const [row] = await database.query<TallyRow>(
        `SELECT ${ROW} FROM tallies WHERE NOT withdrawn AND kind = $1 AND held_on = $2::date AND place = $3
           AND children = $4::int ORDER BY entered_at LIMIT 1`,
        [kind, heldOn, place, children],
      );
      return row === undefined ? null : tallyOf(row);
    },
    async sumOf(id) {
      const [row] = await database.query<{ tallies: number; children: number }>(
        `SELECT count(*)::int AS tallies, coalesce(sum(children), 0)::int AS children FROM tallies
         WHERE consultation_id = $1::uuid AND NOT withdrawn`,
        [id],
      );
      return row ?? { tallies: 0, children: 0 };
    },
    offChatCounts: (year) => offChatCounts(database, year),
    corrections: (year) =>
      database.query<TallyCorrection>(
        `SELECT c.what, c.reason, c.at, t.place, t.held_on::text AS "heldOn"
         FROM tally_changes c JOIN tallies t ON t.id = c.tally_id
         WHERE c.what IN ('corrected', 'withdrawn') AND extract(year FROM t.held_on) = $1::int
         ORDER BY c.at DESC LIMIT 200`,
        [year],
      ),
    beginSitting: (sitting, hand) => writeSitting(database, sitting, hand),
    sitting: (id) => (isUuid(id) ? readSitting(database, id) : Promise.resolve(null)),
    openSittings: (byId) => openSittings(database, byId),
    keepSitting: (sitting) => keepSitting(database, sitting),
    endSitting: (id, content, hand) =>
      database.transaction(async (transaction) => {
        await endSitting(transaction, id);
        return enterTally(transaction, { id, content, hand });
      }),
  };
}

type Entry = { readonly id: string; readonly content: TallyContent; readonly hand: TallyHand };

async function enterTally(
  transaction: Transaction,
  { id, content, hand }: Entry,
): Promise<'entered' | 'there-already'> {
  const entered = await transaction.query(
    `INSERT INTO tallies (id, kind, held_on, place, consultation_id, children, content, revision, entered_by_id, entered_by, entered_at)
     VALUES ($1::uuid, $2, $3::date, $4, $5::uuid, $6::int, $7::jsonb, 1, $8, $9, $10::timestamptz)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [id, ...columnsOf(content), toJson(content), hand.byId, hand.by, hand.at.toISOString()],
  );
  if (entered.length === 0) return 'there-already';
  await record(transaction, { id, revision: 1, what: 'entered', reason: '', content, hand });
  return 'entered';
}

function columnsOf({ kind, heldOn, place, consultationId, children }: TallyContent) {
  return [kind, heldOn, place, consultationId, children] as const;
}

async function change(transaction: Transaction, revision: TallyRevision): Promise<TallyOutcome> {
  const { id, seen, what, reason, content } = revision;
  const changed = await transaction.query(
    `UPDATE tallies SET kind = $3, held_on = $4::date, place = $5, consultation_id = $6::uuid, children = $7::int,
       content = $8::jsonb, withdrawn = CASE $9 WHEN 'withdrawn' THEN true WHEN 'restored' THEN false ELSE withdrawn END,
       revision = revision + 1
     WHERE id = $1::uuid AND revision = $2::int RETURNING 1`,
    [id, seen, ...columnsOf(content), toJson(content), what],
  );
  if (changed.length === 0) return (await read(transaction, id)) === null ? 'absent' : 'outdated';
  await record(transaction, { id, revision: seen + 1, what, reason, content, hand: revision });
  return 'changed';
}

type Deed = Entry & Pick<TallyChange, 'revision' | 'what' | 'reason'>;

async function record(transaction: Transaction, entry: Deed): Promise<void> {
  const { id, revision, what, reason, content, hand } = entry;
  await transaction.query(
    `INSERT INTO tally_changes (tally_id, revision, what, by_id, by, at, reason, content)
     VALUES ($1::uuid, $2::int, $3, $4, $5, $6::timestamptz, $7, $8::jsonb)`,
    [id, revision, what, hand.byId, hand.by, hand.at.toISOString(), reason, toJson(content)],
  );
}

async function read(database: Queryable, id: string): Promise<Tally | null> {
  const [row] = await database.query<TallyRow>(`SELECT ${ROW} FROM tallies WHERE id = $1::uuid`, [id]);
  return row === undefined ? null : tallyOf(row);
}

async function list(database: Database, { year, consultationId }: TallyWish): Promise<readonly Tally[]> {
  if (consultationId !== undefined && !isUuid(consultationId)) return [];
  const rows = await database.query<TallyRow>(
    `SELECT ${ROW} FROM tallies
     WHERE ($1::int IS NULL OR extract(year FROM held_on) = $1::int) AND ($2::uuid IS NULL OR consultation_id = $2::uuid)
     ORDER BY held_on DESC, entered_at DESC, id`,
    [year ?? null, consultationId ?? null],
  );
  return rows.map(tallyOf);
}

function readChanges(database: Database, id: string): Promise<readonly TallyChange[]> {
  return database.query<TallyChange>(
    'SELECT revision, what, by, at, reason, content FROM tally_changes WHERE tally_id = $1::uuid ORDER BY revision',
    [id],
  );
}

function offChatCounts(database: Database, year: number): Promise<readonly OffChatCount[]> {
  return database.query<OffChatCount>(
    `SELECT place, g."ageBand", g.sex, consultation_id::text AS "consultationId", sum(g.children)::int AS children
     FROM tallies
     CROSS JOIN LATERAL jsonb_to_recordset(content -> 'groups') AS g ("ageBand" text, sex text, children int)
     WHERE NOT withdrawn AND extract(year FROM held_on) = $1::int
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    [year],
  );
}

function tallyOf({ content, ...row }: TallyRow): Tally {
  return { ...content, ...row };
}
