/** What is recorded of plans and consultations. */

import type { ConsultationEvent } from '../core/consultation-event.ts';
import type { Queryable } from './database.ts';
import { toJson } from './json.ts';

/** Whether an event is recorded: `before`, the same one, so that it was done; `taken`, another of the same id. */
export type Recorded = 'before' | 'taken';

/** Looks whether an event is recorded; `null` where its id is free. */
export async function findRecorded(
  transaction: Queryable,
  { id, consultationId, what, byId }: ConsultationEvent,
): Promise<Recorded | null> {
  const [found] = await transaction.query<{ readonly same: boolean }>(
    `SELECT consultation_id = $2::uuid AND what = $3 AND by_id = $4 AS same
     FROM consultation_events WHERE id = $1::uuid`,
    [id, consultationId, what, byId],
  );
  if (found === undefined) return null;
  return found.same ? 'before' : 'taken';
}

/** Records an event within a transaction, once. */
export async function recordEvent(
  transaction: Queryable,
  event: ConsultationEvent,
): Promise<'recorded' | Recorded> {
  const recorded = await transaction.query(
    `INSERT INTO consultation_events (id, consultation_id, what, by_id, by, at, reason, facts)
     SELECT id, "consultationId", what, "byId", "by", at, reason, facts
     FROM jsonb_to_record($1::jsonb) AS e (id uuid, "consultationId" uuid, what text, "byId" text, "by" text,
       at timestamptz, reason text, facts jsonb)
     ON CONFLICT (id) DO NOTHING RETURNING 1`,
    [toJson(event)],
  );
  if (recorded.length === 1) return 'recorded';
  return (await findRecorded(transaction, event)) ?? 'taken';
}

/** Reads what was done, oldest first. */
export function readEvents(
  database: Queryable,
  consultationId: string,
): Promise<readonly ConsultationEvent[]> {
  return database.query<ConsultationEvent>(
    `SELECT id::text AS id, consultation_id::text AS "consultationId", what, by_id AS "byId", by, at, reason, facts
     FROM consultation_events WHERE consultation_id = $1::uuid ORDER BY at, id`,
    [consultationId],
  );
}
