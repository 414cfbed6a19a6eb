/** Makes sealed responses straight in PostgreSQL: the same ones for the same seed, a hundred thousand in some seconds. */

import type pg from 'pg';
import type { SizeQuestion } from './size-flow.ts';

/** Responses made with one statement. */
const CHUNK = 20_000;

/** What is made. */
export type GeneratorOrder = {
  readonly consultationId: string;
  readonly flowHash: string;
  readonly questions: readonly SizeQuestion[];
  /** Codes of the communes that children live in. */
  readonly communes: readonly string[];
  readonly seed: number;
  /** Numbers of the first response and of the one behind the last. */
  readonly from: number;
  readonly to: number;
};

/** A number from 0 to below `n`, drawn from seed, response and what is drawn. */
function draw(what: string, n: string): string {
  return `mod(abs(hashint8extended(r.n, $1::bigint + hashtext(${what}))), ${n})::int`;
}

const RESPONSES = `
INSERT INTO responses (id, consultation_id, flow_hash, disposition, age_band, place, channel, language, simulated, sealed_on)
SELECT md5($1::bigint || ' ' || r.n)::uuid, $2::uuid, $3,
  CASE WHEN ${draw(`'disposition'`, '10')} = 0 THEN 'partial' ELSE 'complete' END,
  (ARRAY['7-8', '9-10', '11-13', '14-15'])[1 + ${draw(`'age'`, '4')}],
  ($4::text[])[1 + ${draw(`'place'`, 'cardinality($4::text[])')}],
  (ARRAY['web', 'telegram', 'zalo', 'zalo-oa', NULL])[1 + ${draw(`'channel'`, '5')}],
  CASE WHEN ${draw(`'language'`, '20')} = 0 THEN 'en' ELSE 'vi' END, false, DATE '2026-11-24'
FROM generate_series($5::bigint, $6::bigint - 1) AS r (n)`;

/** Of each question one in fourteen is skipped; earlier values are somewhat likelier. */
const ANSWERS = `
INSERT INTO answers (response_id, question, options, number, skipped)
SELECT md5($1::bigint || ' ' || r.n)::uuid, q.id,
  CASE WHEN skipped OR q.kind = 'number' THEN NULL
       WHEN q.kind = 'choices' THEN ARRAY (SELECT DISTINCT o FROM unnest(ARRAY[
         q.values[1 + drawn], q.values[1 + ${draw(`q.id || 'second'`, 'cardinality(q.values)')}]]) AS o ORDER BY 1)
       WHEN q.kind = 'rank' THEN q.values[1 + drawn:] || q.values[:drawn]
       ELSE ARRAY[q.values[1 + drawn]] END,
  CASE WHEN skipped OR q.kind <> 'number' THEN NULL ELSE q.values[1 + drawn]::float8 END, skipped
FROM generate_series($2::bigint, $3::bigint - 1) AS r (n)
CROSS JOIN (SELECT t ->> 'id' AS id, t ->> 'kind' AS kind, ARRAY (SELECT jsonb_array_elements_text(t -> 'values')) AS values
  FROM jsonb_array_elements($4::jsonb) AS t) AS q
CROSS JOIN LATERAL (SELECT ${draw(`q.id || 'skip'`, '14')} = 0 AS skipped,
  least(${draw('q.id', 'cardinality(q.values)')}, ${draw(`q.id || 'lean'`, 'cardinality(q.values) + 1')}) AS drawn) AS d`;

/** Makes them. @param tell told how many more there are, chunk by chunk */
export async function generateResponses(
  client: pg.Client,
  order: GeneratorOrder,
  tell: (made: number) => void,
): Promise<void> {
  const { consultationId, flowHash, seed, to } = order;
  const questions = JSON.stringify(order.questions);
  for (let from = order.from; from < to; from += CHUNK) {
    const end = Math.min(to, from + CHUNK);
    await client.query(RESPONSES, [seed, consultationId, flowHash, order.communes, from, end]);
    await client.query(ANSWERS, [seed, from, end, questions]);
    tell(end - from);
  }
}
