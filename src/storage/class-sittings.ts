/** Classes that are being asked: written after every question, so that nothing is lost with a browser. */

import type { ClassSitting } from '../core/tally/class-sitting.ts';
import type { TallyHand } from '../ports/tally-store.ts';
import type { Database, Queryable, Transaction } from './database.ts';
import { toJson } from './json.ts';

/** What stands in the one column that holds the rest. */
type Content = Pick<ClassSitting, 'ageBand' | 'present' | 'questions' | 'hands'>;

type SittingRow = Pick<ClassSitting, 'id' | 'consultationId' | 'place' | 'heldOn' | 'revision' | 'ended'> & {
  readonly content: Content;
};

const ROW = `id::text AS id, consultation_id::text AS "consultationId", place, held_on::text AS "heldOn", content, revision, ended`;

/** Begins a class; the same id again changes nothing. */
export async function writeSitting(
  database: Database,
  sitting: ClassSitting,
  hand: TallyHand,
): Promise<void> {
  const { id, consultationId, place, heldOn } = sitting;
  await database.query(
    `INSERT INTO class_sittings (id, consultation_id, place, held_on, content, revision, begun_by_id, begun_by, begun_at)
     VALUES ($1::uuid, $2::uuid, $3, $4::date, $5::jsonb, 1, $6, $7, $8::timestamptz) ON CONFLICT DO NOTHING`,
    [
      id,
      consultationId,
      place,
      heldOn,
      toJson(contentOf(sitting)),
      hand.byId,
      hand.by,
      hand.at.toISOString(),
    ],
  );
}

/** Reads one. */
export async function readSitting(database: Queryable, id: string): Promise<ClassSitting | null> {
  const [row] = await database.query<SittingRow>(`SELECT ${ROW} FROM class_sittings WHERE id = $1::uuid`, [
    id,
  ]);
  return row === undefined ? null : sittingOf(row);
}

/** Classes somebody began and did not end, newest first. */
export async function openSittings(database: Database, byId: string): Promise<readonly ClassSitting[]> {
  const rows = await database.query<SittingRow>(
    `SELECT ${ROW} FROM class_sittings WHERE begun_by_id = $1 AND NOT ended ORDER BY begun_at DESC, id LIMIT 20`,
    [byId],
  );
  return rows.map(sittingOf);
}

/** Writes the counts of a class that has not ended, if nobody else did meanwhile. */
export async function keepSitting(
  database: Database,
  sitting: ClassSitting,
): Promise<'kept' | 'ended' | 'outdated'> {
  const kept = await database.query(
    `UPDATE class_sittings SET content = $3::jsonb, revision = revision + 1
     WHERE id = $1::uuid AND revision = $2::int AND NOT ended RETURNING 1`,
    [sitting.id, sitting.revision, toJson(contentOf(sitting))],
  );
  if (kept.length === 1) return 'kept';
  return (await readSitting(database, sitting.id))?.ended === true ? 'ended' : 'outdated';
}

/** Marks a class as ended. */
export async function endSitting(transaction: Transaction, id: string): Promise<void> {
  await transaction.query('UPDATE class_sittings SET ended = true WHERE id = $1::uuid', [id]);
}

function contentOf({ ageBand, present, questions, hands }: ClassSitting): Content {
  return { ageBand, present, questions, hands };
}

function sittingOf({ content, ...row }: SittingRow): ClassSitting {
  return { ...content, ...row };
}
