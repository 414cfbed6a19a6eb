/** Counts of what was tried, under keyed hashes. */

import { createHmac } from 'node:crypto';
import type { AttemptLimit, AttemptStore } from '../ports/attempt-store.ts';
import type { Database } from './database.ts';
import { deriveKey } from './derive-key.ts';

/** Binds to a database. */
export function createAttemptStore(database: Database, secretKey: string): AttemptStore {
  const hashKey = deriveKey(secretKey, 'staff-attempts');
  const hash = (key: string) => createHmac('sha256', hashKey).update(key).digest('base64url');
  const hashed = (limit: AttemptLimit) => ({ ...limit, key: hash(limit.key) });
  return {
    take: async (limits, now) => (await wait(database, limits.map(hashed), now)) === 0,
    wait: (limits, now) => wait(database, limits.map(hashed), now),
    async forget(keys) {
      for (const key of keys) await database.query('DELETE FROM staff_attempts WHERE key = $1', [hash(key)]);
    },
    async giveBack(keys) {
      for (const key of keys) {
        await database.query(
          `WITH last AS (DELETE FROM staff_attempts WHERE key = $1 AND count = 1)
           UPDATE staff_attempts SET count = count - 1 WHERE key = $1 AND count > 1`,
          [hash(key)],
        );
      }
    },
  };
}

/** Seconds until the first limit that is used up lets somebody in again; 0 where none is. */
async function wait(database: Database, limits: readonly AttemptLimit[], now: Date): Promise<number> {
  for (const limit of limits) {
    const { count: tries, expiresAt } = await count(database, limit, now);
    if (tries > limit.most) return Math.max(1, Math.ceil((expiresAt.getTime() - now.getTime()) / 1000));
  }
  return 0;
}

type Counted = { readonly count: number; readonly expiresAt: Date };

/** One statement: of many tries at the same moment each gets a number of its own. */
async function count(database: Database, limit: AttemptLimit, now: Date): Promise<Counted> {
  const { key, most, windowSeconds } = limit;
  const expiresAt = new Date(now.getTime() + windowSeconds * 1000);
  const [row] = await database.query<Counted>(
    `INSERT INTO staff_attempts AS a (key, count, since, expires_at)
     VALUES ($1, 1, $2::timestamptz, $3::timestamptz)
     ON CONFLICT (key) DO UPDATE SET
       count = CASE WHEN a.expires_at <= excluded.since THEN 1 ELSE least(a.count + 1, $4::int + 1) END,
       since = CASE WHEN a.expires_at <= excluded.since THEN excluded.since ELSE a.since END,
       expires_at = CASE WHEN a.expires_at <= excluded.since THEN excluded.expires_at ELSE a.expires_at END
     RETURNING count, expires_at AS "expiresAt"`,
    [key, now.toISOString(), expiresAt.toISOString(), most],
  );
  return row ?? { count: 0, expiresAt };
}
