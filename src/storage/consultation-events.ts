/** What is recorded of plans and consultations. */

import type { ConsultationEvent } from '../core/consultation-event.ts';
import type { Queryable } from './database.ts';
import { toJson } from './json.ts';

/**
 * Records an event within a transaction.
 *
 * @returns false where it is recorded already: then what it tells of is done
 */
export async function recordEvent(transaction: Queryable, event: ConsultationEvent): Promise<boolean> {
  const recorded = await transaction.query(
    `INSERT INTO consultation_events (id, consultation_id, what, by_id, by, at, reason, facts)
     SELECT id, "consultationId", what, "byId", "by", at, reason, facts
     FROM jsonb_to_record($1::jsonb) AS e (id uuid, "consultationId" uuid, what text, "byId" text, "by" text,
       at timestamptz, reason text, facts jsonb)
     ON CONFLICT (id) DO NOTHING RETURNING 1`,
    [toJson(event)],
  );
  return recorded.length === 1;
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
