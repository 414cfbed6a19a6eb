/** Adds a batch to the tallies of the places it came from. */

import type { TallyAddition } from '../core/release/count-responses.ts';
import type { Transaction } from './database.ts';
import { toJson } from './json.ts';

/**
 * Adds in place. The row of the nation is made and held first, by every batch, so that two batches of a consultation come one
 * after the other and never wait in a circle.
 *
 * A consultation that was sealed before there were tallies is left alone: its next release counts everything anew.
 */
export async function addToTallies(
  transaction: Transaction,
  consultationId: string,
  additions: readonly TallyAddition[],
): Promise<void> {
  if (additions.length === 0) return;
  const rows = additions.map(({ scope, length, responses, at, more }) => ({
    ...{ scope, length, responses },
    // As PostgreSQL writes arrays; it counts from 1. JSON would be read into numbers of any length, one by one.
    at: `{${at.map((place) => place + 1).join(',')}}`,
    more: `{${more.join(',')}}`,
  }));
  if (!(await holdTallies(transaction, consultationId, rows))) return;
  await transaction.query(
    `UPDATE raw_counts r SET counts = add_counts(r.counts, a.at::int[], a.more::int[]), responses = r.responses + a.responses
     FROM jsonb_to_recordset($2::jsonb) AS a (scope text, responses int, at text, more text)
     WHERE r.consultation_id = $1::uuid AND r.scope = a.scope
       AND r.scope = ANY (ARRAY (SELECT jsonb_array_elements($2::jsonb) ->> 'scope'))`,
    [consultationId, toJson(rows)],
  );
}

/** @returns false where the consultation is still to be counted */
async function holdTallies(
  transaction: Transaction,
  consultationId: string,
  rows: readonly { readonly scope: string; readonly length: number }[],
): Promise<boolean> {
  await transaction.query(
    `INSERT INTO raw_counts (consultation_id, scope, responses, cut_at, counts)
     SELECT $1::uuid, scope, 0, 0, array_fill(0, ARRAY[length])
     FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (scope text, length int)) WITH ORDINALITY AS a (scope, length, position)
     WHERE NOT EXISTS (SELECT 1 FROM raw_counts r WHERE r.consultation_id = $1::uuid AND r.scope = a.scope)
     ORDER BY position ON CONFLICT DO NOTHING`,
    [consultationId, toJson(rows.map(({ scope, length }) => ({ scope, length })))],
  );
  const [nation] = await transaction.query<{ readonly counted: boolean }>(
    `SELECT counts IS NOT NULL AS counted FROM raw_counts WHERE consultation_id = $1::uuid AND scope = 'VN' FOR UPDATE`,
    [consultationId],
  );
  return nation?.counted === true;
}
