/** Releases, and the tallies they are cut from. */

import { compileFlow } from '../core/flow/compile-flow.ts';
import type { Release } from '../core/release/release.ts';
import type { QuestionTally, ReleaseStore, Tally } from '../ports/release-store.ts';
import type { Database, Transaction } from './database.ts';
import { toJson } from './json.ts';
import type { PrismaReader } from './prisma.ts';

/** Binds to a database and a Prisma client over the same database. */
export function createReleaseStore(database: Database, prisma: PrismaReader): ReleaseStore {
  return {
    tally: (consultationId) =>
      database.transaction((transaction) => tally(transaction, consultationId), 'snapshot'),
    async latest(consultationId) {
      const row = await prisma.release.findFirst({ where: { consultationId }, orderBy: { number: 'desc' } });
      return row === null ? null : releaseOf(row);
    },
    async all(consultationId) {
      const rows = await prisma.release.findMany({ where: { consultationId }, orderBy: { number: 'asc' } });
      return rows.map(releaseOf);
    },
    async publish(consultationId, release) {
      const rows = await database.query(
        `INSERT INTO releases (consultation_id, number, day, body) VALUES ($1::uuid, $2, $3::date, $4::jsonb)
         ON CONFLICT DO NOTHING RETURNING number`,
        [consultationId, release.number, release.day, toJson(release)],
      );
      return rows.length === 1 ? 'published' : 'conflict';
    },
  };
}

/** Written by `publish` alone, and a trigger keeps it as it was. At first releases did not say as of when a figure was. */
function releaseOf(row: { readonly body: unknown }): Release {
  const release = row.body as Release;
  const asOf = (count: number | null) => (count === null ? null : release.number);
  return {
    ...release,
    tabulations: release.tabulations.map((one) => ({
      ...one,
      answeredAsOf: one.answeredAsOf ?? asOf(one.answered),
      skippedAsOf: one.skippedAsOf ?? asOf(one.skipped),
      cells: one.cells.map((cell) => ({ ...cell, asOf: cell.asOf ?? asOf(cell.count) })),
    })),
  };
}

type CountRow = { readonly question: string; readonly skipped: number; readonly answered: number };
type ValueRow = { readonly question: string; readonly value: string; readonly count: number };

async function tally(transaction: Transaction, consultationId: string): Promise<Tally> {
  const [totals] = await transaction.query<Omit<Tally, 'questions'>>(
    `SELECT count(*)::int AS responses, count(*) FILTER (WHERE disposition = 'complete')::int AS complete,
       count(*) FILTER (WHERE simulated)::int AS simulated
     FROM responses WHERE consultation_id = $1::uuid`,
    [consultationId],
  );
  const counts = await transaction.query<CountRow>(
    `SELECT question, count(*) FILTER (WHERE skipped)::int AS skipped, count(*) FILTER (WHERE NOT skipped)::int AS answered
     FROM answers JOIN responses ON responses.id = response_id
     WHERE consultation_id = $1::uuid GROUP BY question ORDER BY question`,
    [consultationId],
  );
  // A rank counts its first place; of every other answer each option counts.
  const values = await transaction.query<ValueRow>(
    `SELECT question, value, count(*)::int AS count
     FROM answers JOIN responses ON responses.id = response_id
     CROSS JOIN LATERAL unnest(CASE
       WHEN number IS NOT NULL THEN ARRAY[number::text]
       WHEN question IN (SELECT jsonb_array_elements_text($2::jsonb)) THEN options[1:1]
       ELSE options END) AS value
     WHERE consultation_id = $1::uuid GROUP BY question, value ORDER BY question, value`,
    [consultationId, toJson(await ranksOf(transaction, consultationId))],
  );
  const { responses = 0, complete = 0, simulated = 0 } = totals ?? {};
  return { responses, complete, simulated, questions: counts.map((count) => questionTally(count, values)) };
}

function questionTally(count: CountRow, values: readonly ValueRow[]): QuestionTally {
  const own = values.filter(({ question }) => question === count.question);
  return { ...count, byValue: new Map(own.map(({ value, count: times }) => [value, times])) };
}

/** The questions that were ranked: an answer alone does not tell a ranking from a set. */
async function ranksOf(transaction: Transaction, consultationId: string): Promise<readonly string[]> {
  const [flow] = await transaction.query<{ source: unknown }>(
    'SELECT source FROM flows JOIN consultations ON hash = flow_hash WHERE consultations.id = $1::uuid',
    [consultationId],
  );
  if (flow === undefined) return [];
  return compileFlow(flow.source).questions.flatMap(({ id, kind }) => (kind === 'rank' ? [id] : []));
}
