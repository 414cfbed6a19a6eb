/** Which consultations' published figures everybody may read. */

import type { PublicResultsStore } from '../ports/public-results-store.ts';
import type { Database } from './database.ts';

type DecisionRow = { readonly by_id: string; readonly by_name: string; readonly at: Date | string };

/** Binds to a database. */
export function createPublicResultsStore(database: Database): PublicResultsStore {
  return {
    async decision(consultationId) {
      const [row] = await database.query<DecisionRow>(
        `SELECT published_by_id AS by_id, published_by AS by_name, published_at AS at
         FROM public_results WHERE consultation_id = $1::uuid`,
        [consultationId],
      );
      return row === undefined ? null : { byId: row.by_id, by: row.by_name, at: new Date(row.at) };
    },
    async open(consultationId, { byId, by, at }) {
      await database.query(
        `INSERT INTO public_results (consultation_id, published_by_id, published_by, published_at)
         VALUES ($1::uuid, $2, $3, $4::timestamptz) ON CONFLICT DO NOTHING`,
        [consultationId, byId, by, at.toISOString()],
      );
    },
    async close(consultationId) {
      await database.query('DELETE FROM public_results WHERE consultation_id = $1::uuid', [consultationId]);
    },
    async all() {
      const rows = await database.query<{ readonly id: string }>(
        'SELECT consultation_id::text AS id FROM public_results ORDER BY consultation_id',
      );
      return rows.map(({ id }) => id);
    },
  };
}
