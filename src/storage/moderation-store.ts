/** Waiting texts, counted. */

import type { ModerationStore } from '../ports/moderation-store.ts';
import type { Database } from './database.ts';

/** Binds to a database. */
export function createModerationStore(database: Database): ModerationStore {
  return {
    async countWaitingSince(day) {
      const [row] = await database.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM waiting_texts WHERE waiting_since <= $1::date',
        [day],
      );
      return row?.count ?? 0;
    },
  };
}
