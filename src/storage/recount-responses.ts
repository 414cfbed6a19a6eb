/** Counts all sealed responses of a consultation anew, for one that was sealed before there were tallies. */

import type { Answers } from '../core/answer.ts';
import type { CountedResponse, TallyAddition, TallySheet } from '../core/release/count-responses.ts';
import type { Transaction } from './database.ts';
import { toJson } from './json.ts';

/** Responses read at once: some megabytes. */
const PAGE = 2_000;

/** Counts, and keeps what was counted; does nothing where the consultation is counted already. */
export async function recountResponses(
  transaction: Transaction,
  consultationId: string,
  sheet: TallySheet,
): Promise<void> {
  const [nation] = await transaction.query<{ readonly counted: boolean }>(
    `SELECT counts IS NOT NULL AS counted FROM raw_counts WHERE consultation_id = $1::uuid AND scope = 'VN' FOR UPDATE`,
    [consultationId],
  );
  if (nation === undefined || nation.counted) return;
  await countStored(transaction, consultationId, sheet);
  await keepCounts(transaction, consultationId, sheet.additions());
}

/** Reads every sealed response of a consultation into a sheet, page by page, through one cursor. */
export async function countStored(
  transaction: Transaction,
  consultationId: string,
  sheet: TallySheet,
): Promise<void> {
  await transaction.query(
    `DECLARE counted NO SCROLL CURSOR FOR
     SELECT disposition, age_band AS "ageBand", place, channel, language, simulated,
       (SELECT coalesce(jsonb_object_agg(question, CASE WHEN skipped THEN 'null'::jsonb WHEN number IS NOT NULL
          THEN to_jsonb(number) ELSE to_jsonb(options) END), '{}') FROM answers WHERE response_id = responses.id) AS answers
     FROM responses WHERE consultation_id = $1::uuid`,
    [consultationId],
  );
  for (;;) {
    const page = await transaction.query<CountedResponse & { readonly answers: Answers }>(
      `FETCH ${PAGE} FROM counted`,
    );
    for (const response of page) sheet.add(response);
    if (page.length < PAGE) break;
  }
  await transaction.query('CLOSE counted');
}

async function keepCounts(
  transaction: Transaction,
  consultationId: string,
  additions: readonly TallyAddition[],
): Promise<void> {
  for (const { scope, responses, ...addition } of additions) {
    await transaction.query(
      `INSERT INTO raw_counts AS r (consultation_id, scope, responses, cut_at, counts)
       VALUES ($1::uuid, $2, $3::int, 0, ARRAY (SELECT jsonb_array_elements_text($4::jsonb)::int))
       ON CONFLICT (consultation_id, scope) DO UPDATE SET responses = excluded.responses, counts = excluded.counts`,
      [consultationId, scope, responses, toJson(denseOf(addition))],
    );
  }
}

function denseOf({ length, at, more }: Omit<TallyAddition, 'scope' | 'responses'>): readonly number[] {
  const counts = new Array<number>(length).fill(0);
  for (const [index, place] of at.entries()) counts[place] = more[index] ?? 0;
  return counts;
}
