/** Counts of running consultations, and what was told of them. */

import type { AgeBand } from '../core/age-band.ts';
import type { CoverageGoal } from '../core/progress/goal.ts';
import type { ProgressCounts, ProgressCut } from '../core/progress/progress-cut.ts';
import { minutesIn, stopsIn } from '../core/progress/walk-marks.ts';
import type { ProgressStore } from '../ports/progress-store.ts';
import type { Database, Transaction } from './database.ts';
import { toJson } from './json.ts';

/** Binds to a database. */
export function createProgressStore(database: Database): ProgressStore {
  return {
    counts: (id, day) => database.transaction((transaction) => readCounts(transaction, id, day), 'snapshot'),
    async latest(id) {
      const [row] = await database.query<{ body: ProgressCut; started: number; answered: number }>(
        `SELECT body, started, answered FROM progress_cuts
         WHERE consultation_id = $1::uuid ORDER BY day DESC LIMIT 1`,
        [id],
      );
      if (row === undefined) return null;
      return { cut: row.body, basis: { started: row.started, answered: row.answered } };
    },
    async keep(id, { cut, basis }) {
      const rows = await database.query(
        `INSERT INTO progress_cuts (consultation_id, day, body, started, answered)
         VALUES ($1::uuid, $2::date, $3::jsonb, $4::int, $5::int) ON CONFLICT DO NOTHING RETURNING 1`,
        [id, cut.day, toJson(cut), basis.started, basis.answered],
      );
      return rows.length === 1 ? 'kept' : 'conflict';
    },
    goals: (id) =>
      database.query<CoverageGoal>(
        `SELECT place, children, CASE WHEN percent IS NOT NULL THEN
           json_build_object('percent', percent, 'living', living, 'source', source) END AS share
         FROM coverage_goals WHERE consultation_id = $1::uuid ORDER BY place`,
        [id],
      ),
    setGoals: (id, goals, change) =>
      database.transaction(async (transaction) => {
        await transaction.query('DELETE FROM coverage_goals WHERE consultation_id = $1::uuid', [id]);
        await transaction.query(
          `INSERT INTO coverage_goals (consultation_id, place, children, percent, living, source, changed_by, changed_at)
           SELECT $1::uuid, place, children, (share ->> 'percent')::float8, (share ->> 'living')::int,
             coalesce(share ->> 'source', ''), $3, $4::timestamptz
           FROM jsonb_to_recordset($2::jsonb) AS g (place text, children int, share jsonb)`,
          [id, toJson(goals), change.by, change.at.toISOString()],
        );
      }),
  };
}

async function readCounts(transaction: Transaction, id: string, day: string): Promise<ProgressCounts> {
  const [row] = await transaction.query<{ walks: number; simulated: number; answered: number }>(
    `SELECT (SELECT count(*)::int FROM sessions WHERE consultation_id = $1::uuid) AS walks,
       count(*)::int AS answered, count(*) FILTER (WHERE simulated)::int AS simulated
     FROM responses WHERE consultation_id = $1::uuid`,
    [id],
  );
  const { walks = 0, simulated = 0, answered = 0 } = row ?? {};
  const marks = await readMarks(transaction, id);
  const resting = await readResting(transaction, id, day);
  return {
    started: walks + simulated,
    answered,
    simulated,
    byPlace: await countResponses(transaction, id, 'place'),
    byBand: await countResponses<AgeBand>(transaction, id, 'age_band'),
    stops: added(stopsIn(marks), resting),
    minutes: minutesIn(marks),
  };
}

async function readMarks(transaction: Transaction, id: string): Promise<Readonly<Record<string, number>>> {
  const rows = await transaction.query<{ mark: string; walks: number }>(
    'SELECT mark, walks FROM walk_marks WHERE consultation_id = $1::uuid',
    [id],
  );
  return Object.fromEntries(rows.map(({ mark, walks }) => [mark, walks]));
}

/** Walks that were stopped, or of which nothing came since yesterday, by the question that is pending. */
async function readResting(
  transaction: Transaction,
  id: string,
  day: string,
): Promise<Readonly<Record<string, number>>> {
  const rows = await transaction.query<{ question: string; walks: number }>(
    `SELECT state ->> 'asking' AS question, count(*)::int AS walks FROM sessions s
     WHERE consultation_id = $1::uuid AND sealed_on IS NULL AND disposition IS NULL AND state ->> 'asking' IS NOT NULL
       AND (state ->> 'phase' = 'stopped' OR NOT EXISTS (
         SELECT 1 FROM inbox WHERE session_id = s.id AND received_on >= $2::date - 1))
     GROUP BY 1`,
    [id, day],
  );
  return Object.fromEntries(rows.map(({ question, walks }) => [question, walks]));
}

async function countResponses<Key extends string>(
  transaction: Transaction,
  id: string,
  column: 'place' | 'age_band',
): Promise<Readonly<Record<Key, number>>> {
  const rows = await transaction.query<{ key: Key; children: number }>(
    `SELECT ${column} AS key, count(*)::int AS children FROM responses
     WHERE consultation_id = $1::uuid AND ${column} IS NOT NULL GROUP BY 1`,
    [id],
  );
  // The columns hold nothing but codes and bands.
  return Object.fromEntries(rows.map(({ key, children }) => [key, children])) as Record<Key, number>;
}

function added(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const sum: Record<string, number> = { ...one };
  for (const [key, children] of Object.entries(other)) sum[key] = (sum[key] ?? 0) + children;
  return sum;
}
