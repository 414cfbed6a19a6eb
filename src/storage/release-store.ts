/** Releases, the tables published with them, and the tallies they are cut from. */

import type { Release } from '../core/release/release.ts';
import type { PublishedTable } from '../core/release/table.ts';
import type { PlaceTallies, ReleaseStore } from '../ports/release-store.ts';
import type { Database, Transaction } from './database.ts';
import { toJson } from './json.ts';
import type { PrismaReader } from './prisma.ts';
import { recountResponses } from './recount-responses.ts';

/** Tables put into the database with one statement: some hundred kilobytes. */
const TABLES_AT_ONCE = 500;

/** Binds to a database and a Prisma client over the same database. */
export function createReleaseStore(database: Database, prisma: PrismaReader): ReleaseStore {
  return {
    tallies: (consultationId) => readTallies(database, consultationId),
    recount: (consultationId, sheet) =>
      database.transaction((transaction) => recountResponses(transaction, consultationId, sheet)),
    async marks(consultationId) {
      const rows = await database.query<{ readonly mark: string; readonly walks: number }>(
        'SELECT mark, walks FROM walk_marks WHERE consultation_id = $1::uuid',
        [consultationId],
      );
      return Object.fromEntries(rows.map(({ mark, walks }) => [mark, walks]));
    },
    unreleased: () =>
      database.query(
        `SELECT c.id AS "consultationId", r.responses - coalesce(l.responses, 0) AS responses,
           r.counts IS NOT NULL AS counted, l.day::text AS "lastDay"
         FROM consultations c JOIN raw_counts r ON r.consultation_id = c.id AND r.scope = 'VN'
         LEFT JOIN LATERAL (SELECT day, (body ->> 'responses')::int AS responses FROM releases
           WHERE consultation_id = c.id ORDER BY number DESC LIMIT 1) AS l ON true`,
      ),
    async latest(consultationId) {
      const row = await prisma.release.findFirst({ where: { consultationId }, orderBy: { number: 'desc' } });
      return row === null ? null : releaseOf(row);
    },
    async all(consultationId) {
      const rows = await prisma.release.findMany({ where: { consultationId }, orderBy: { number: 'asc' } });
      return rows.map(releaseOf);
    },
    async published(consultationId, { scope, below }) {
      const rows = await database.query<{ readonly body: PublishedTable }>(
        `SELECT body FROM published_tables WHERE consultation_id = $1::uuid AND scope = $2
         UNION ALL
         SELECT body FROM published_tables WHERE consultation_id = $1::uuid AND columns = ''
           AND scope = ANY (ARRAY (SELECT jsonb_array_elements_text($3::jsonb)))`,
        [consultationId, scope, toJson(below)],
      );
      return rows.map(({ body }) => body);
    },
    publish: (consultationId, release, { tables, places } = { tables: [], places: [] }) =>
      database.transaction(async (transaction) => {
        if (!(await insertRelease(transaction, consultationId, release))) return 'conflict';
        for (let from = 0; from < tables.length; from += TABLES_AT_ONCE) {
          await insertTables(transaction, consultationId, tables.slice(from, from + TABLES_AT_ONCE));
        }
        if (places.length > 0) await noteCut(transaction, consultationId, places);
        return 'published';
      }),
  };
}

type TalliesRow = {
  readonly scope: string;
  readonly responses: number;
  readonly cutAt: number;
  readonly counts: string | null;
};

async function readTallies(
  database: Database,
  consultationId: string,
): Promise<readonly PlaceTallies[] | null> {
  const rows = await database.query<TalliesRow>(
    `SELECT scope, responses, cut_at AS "cutAt", counts::text FROM raw_counts WHERE consultation_id = $1::uuid`,
    [consultationId],
  );
  if (rows.some(({ counts }) => counts === null)) return null;
  return rows.map(({ counts, ...row }) => ({ ...row, counts: readCounts(counts ?? '{}') }));
}

/** Reads `{1,2,3}`. */
function readCounts(text: string): Int32Array {
  const inner = text.slice(1, -1);
  return inner === '' ? new Int32Array(0) : Int32Array.from(inner.split(','), Number);
}

async function insertRelease(
  transaction: Transaction,
  consultationId: string,
  release: Release,
): Promise<boolean> {
  const rows = await transaction.query(
    `INSERT INTO releases (consultation_id, number, day, body) VALUES ($1::uuid, $2, $3::date, $4::jsonb)
     ON CONFLICT DO NOTHING RETURNING number`,
    [consultationId, release.number, release.day, toJson(release)],
  );
  return rows.length === 1;
}

async function insertTables(
  transaction: Transaction,
  consultationId: string,
  tables: readonly PublishedTable[],
): Promise<void> {
  await transaction.query(
    `INSERT INTO published_tables (consultation_id, scope, columns, rows, release, body)
     SELECT $1::uuid, t ->> 'scope', coalesce(t ->> 'columns', ''), t ->> 'rows', (t ->> 'release')::int, t
     FROM jsonb_array_elements($2::jsonb) AS t`,
    [consultationId, toJson(tables)],
  );
}

/** The row of the nation is held first, as sealing does. */
async function noteCut(
  transaction: Transaction,
  consultationId: string,
  places: readonly { readonly scope: string; readonly responses: number }[],
): Promise<void> {
  await transaction.query(
    `SELECT 1 FROM raw_counts WHERE consultation_id = $1::uuid AND scope = 'VN' FOR UPDATE`,
    [consultationId],
  );
  await transaction.query(
    `UPDATE raw_counts r SET cut_at = p.responses FROM jsonb_to_recordset($2::jsonb) AS p (scope text, responses int)
     WHERE r.consultation_id = $1::uuid AND r.scope = p.scope`,
    [consultationId, toJson(places)],
  );
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
