/** Counts, figures and closed years of indicators; the rows they are held against lie in a file of their own. */

import { createHash } from 'node:crypto';
import { canonicalFlowJson } from '../core/flow/compile-flow.ts';
import type { ClosedYear, FrozenYear } from '../core/indicators/closed-year.ts';
import type { KeptFigures, YearFigures } from '../core/indicators/figures.ts';
import type { FormerProvince } from '../core/indicators/row-place.ts';
import type { LocalityCode } from '../core/locality.ts';
import type {
  ClosingOutcome,
  IndicatorStore,
  LedgerCounts,
  PlaceYear,
  RowHand,
} from '../ports/indicator-store.ts';
import type { Database, Transaction } from './database.ts';
import { bringRows, changeRow, readRow, readRowChanges, readRows } from './indicator-rows.ts';
import { toJson } from './json.ts';
import { isUuid } from './uuid.ts';

/** Binds to a database. */
export function createIndicatorStore(database: Database): IndicatorStore {
  return {
    counts: (year) => database.transaction((transaction) => readCounts(transaction, year), 'snapshot'),
    async latest(year) {
      const [row] = await database.query<KeptFigures>(
        'SELECT body AS figures, turns FROM indicator_cuts WHERE year = $1::int ORDER BY day DESC LIMIT 1',
        [year],
      );
      return row ?? null;
    },
    async keep({ figures, turns }) {
      const rows = await database.query(
        `INSERT INTO indicator_cuts (year, day, body, turns)
         SELECT $1::int, $2::date, $3::jsonb, $4::int
         WHERE NOT EXISTS (SELECT 1 FROM closed_years WHERE year = $1::int)
         ON CONFLICT DO NOTHING RETURNING 1`,
        [figures.year, figures.day, toJson(figures), turns],
      );
      return rows.length === 1 ? 'kept' : 'conflict';
    },
    placeYears: (place) => readPlaceYears(database, place),
    rows: (places) => readRows(database, places),
    row: (id) => (isUuid(id) ? readRow(database, id) : Promise.resolve(null)),
    changes: (id) => (isUuid(id) ? readRowChanges(database, id) : Promise.resolve([])),
    bring: (brought) => database.transaction((transaction) => bringRows(transaction, brought)),
    change: (revision) => database.transaction((transaction) => changeRow(transaction, revision)),
    formerProvinces: () =>
      database.query<FormerProvince>(
        `SELECT old_code AS code, old_name AS name, new_code AS "newCode"
         FROM locality_predecessors WHERE level = 'province' ORDER BY line`,
      ),
    hashOf,
    closedYears: () =>
      database.query<ClosedYear>(
        'SELECT year, closed_at AS at, closed_by AS by, hash FROM closed_years ORDER BY year',
      ),
    async closed(year) {
      const [row] = await database.query<ClosedYear & FrozenYear>(
        `SELECT year, closed_at AS at, closed_by AS by, hash, body AS figures, rows
         FROM closed_years WHERE year = $1::int`,
        [year],
      );
      return row ?? null;
    },
    close: (closing) => closeYear(database, closing),
  };
}

function hashOf({ figures, rows }: FrozenYear): string {
  return createHash('sha256').update(canonicalFlowJson({ figures, rows })).digest('hex');
}

type CountRow = { readonly line: string; readonly place: string; readonly count: number };

async function readCounts(transaction: Transaction, year: number): Promise<LedgerCounts> {
  const days = [`${year}-01-01`, `${year + 1}-01-01`];
  const rows = await transaction.query<CountRow>(
    `SELECT indicator || ':' || CASE basis WHEN 'browser' THEN 'browser' ELSE 'children' END AS line,
       coalesce(place, '') AS place, sum(rows)::int AS count
     FROM (SELECT basis, place, indicators, count(*) AS rows FROM ledger
       WHERE year = $1::int AND basis <> 'off-chat' GROUP BY 1, 2, 3) AS alike
     CROSS JOIN LATERAL unnest(indicators) AS indicator GROUP BY 1, 2
     UNION ALL
     SELECT 'turns:chat', coalesce(place, ''), count(*)::int FROM responses
     WHERE NOT simulated AND sealed_on >= $2::date AND sealed_on < $3::date GROUP BY 2`,
    [year, ...days],
  );
  const [least] = await transaction.query<{ minCell: number | null }>(
    `SELECT max(min_cell)::int AS "minCell" FROM consultations c WHERE EXISTS (
       SELECT 1 FROM responses r WHERE r.consultation_id = c.id AND NOT r.simulated
         AND r.sealed_on >= $1::date AND r.sealed_on < $2::date)`,
    days,
  );
  const lines: Record<string, Record<LocalityCode, number>> = {};
  for (const { line, place, count } of rows) {
    const places = lines[line] ?? {};
    places[place] = count;
    lines[line] = places;
  }
  return { lines, minCell: least?.minCell ?? 0 };
}

/** Takes one place out of each year's figures: a body holds thousands of places. */
function readPlaceYears(database: Database, place: LocalityCode): Promise<readonly PlaceYear[]> {
  const figures = `(SELECT coalesce(jsonb_object_agg(line.key, (line.value ->> $1)::int), '{}')
    FROM jsonb_each(body -> 'lines') AS line WHERE line.value ? $1)`;
  return database.query<PlaceYear>(
    `SELECT year, true AS "isClosed", ${figures} AS figures,
       (SELECT coalesce(jsonb_agg(one), '[]') FROM jsonb_array_elements(rows) AS one
        WHERE one ->> 'place' IN ($1, 'VN')) AS rows
     FROM closed_years
     UNION ALL
     SELECT year, false, ${figures}, '[]'::jsonb
     FROM (SELECT DISTINCT ON (year) year, body FROM indicator_cuts ORDER BY year, day DESC) AS newest
     WHERE NOT EXISTS (SELECT 1 FROM closed_years c WHERE c.year = newest.year)
     ORDER BY year`,
    [place],
  );
}

type Closing = RowHand & FrozenYear & { readonly hash: string };

async function closeYear(database: Database, closing: Closing): Promise<ClosingOutcome> {
  const outcome = await database.transaction((transaction) => freeze(transaction, closing));
  // An update leaves the old row version, and the key in it, on its page.
  if (outcome === 'closed') await database.vacuum(['yearly_keys']);
  return outcome;
}

async function freeze(transaction: Transaction, closing: Closing): Promise<ClosingOutcome> {
  const { figures, rows, hash, by, byId, at } = closing;
  const { year }: YearFigures = figures;
  const frozen = await transaction.query(
    `INSERT INTO closed_years (year, closed_at, closed_by_id, closed_by, body, rows, hash)
     VALUES ($1::int, $2::timestamptz, $3, $4, $5::jsonb, $6::jsonb, $7) ON CONFLICT DO NOTHING RETURNING 1`,
    [year, at.toISOString(), byId, by, toJson(figures), toJson(rows), hash],
  );
  if (frozen.length === 0) return 'closed-before';
  // A row without a key also keeps a key from being made.
  await transaction.query(
    `INSERT INTO yearly_keys (year, key, destroyed_on) VALUES ($1::int, NULL, $2::timestamptz::date)
     ON CONFLICT (year) DO UPDATE SET key = NULL, destroyed_on = excluded.destroyed_on`,
    [year, at.toISOString()],
  );
  return 'closed';
}
