/** Published tables: the newest version of each, found without looking at older ones. */

import type { PublishedTable, TableName } from '../core/release/table.ts';
import type { TableKind, TableStore } from '../ports/table-store.ts';
import type { Database } from './database.ts';

/**
 * The newest version of each table of a scope, from one name to the next: the cost grows with how many tables there are,
 * not with how many releases there were.
 */
function newest(kind: TableKind): string {
  const wanted = kind === 'one-way' ? `AND columns = ''` : '';
  return `WITH RECURSIVE newest AS (
      (SELECT columns, rows, release FROM published_tables
       WHERE consultation_id = $1::uuid AND scope = $2 ${wanted}
       ORDER BY columns DESC, rows DESC, release DESC LIMIT 1)
      UNION ALL
      SELECT next.columns, next.rows, next.release FROM newest CROSS JOIN LATERAL (
        SELECT columns, rows, release FROM published_tables
        WHERE consultation_id = $1::uuid AND scope = $2 ${wanted}
          AND (columns, rows) < (newest.columns, newest.rows)
        ORDER BY columns DESC, rows DESC, release DESC LIMIT 1) AS next
    )`;
}

/** Binds to a database. */
export function createTableStore(database: Database): TableStore {
  return {
    async table(consultationId, name) {
      const [row] = await database.query<{ readonly body: PublishedTable }>(
        `SELECT body FROM published_tables
         WHERE consultation_id = $1::uuid AND scope = $2 AND columns = $3 AND rows = $4
         ORDER BY release DESC LIMIT 1`,
        [consultationId, name.scope, name.columns ?? '', name.rows],
      );
      return row?.body ?? null;
    },
    async tables(consultationId, scope, kind = 'all') {
      const rows = await database.query<{ readonly body: PublishedTable }>(
        `${newest(kind)}
         SELECT t.body FROM newest JOIN published_tables t
           ON t.consultation_id = $1::uuid AND t.scope = $2
           AND t.columns = newest.columns AND t.rows = newest.rows AND t.release = newest.release
         ORDER BY newest.columns, newest.rows`,
        [consultationId, scope],
      );
      return rows.map(({ body }) => body);
    },
    async names(consultationId, scope) {
      const rows = await database.query<{ readonly rows: string; readonly columns: string }>(
        `${newest('all')} SELECT rows, columns FROM newest ORDER BY columns, rows`,
        [consultationId, scope],
      );
      return rows.map(
        ({ rows: over, columns }): TableName => ({
          scope,
          rows: over,
          columns: columns === '' ? null : columns,
        }),
      );
    },
    async scopes(consultationId) {
      const rows = await database.query<{ readonly scope: string }>(
        `WITH RECURSIVE found AS (
           (SELECT scope FROM published_tables WHERE consultation_id = $1::uuid ORDER BY scope LIMIT 1)
           UNION ALL
           SELECT (SELECT scope FROM published_tables
                   WHERE consultation_id = $1::uuid AND scope > found.scope ORDER BY scope LIMIT 1)
           FROM found WHERE found.scope IS NOT NULL
         )
         SELECT scope FROM found WHERE scope IS NOT NULL ORDER BY scope = 'VN', scope`,
        [consultationId],
      );
      return rows.map(({ scope }) => scope);
    },
  };
}
