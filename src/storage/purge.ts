/** Removes what is past its time. */

import { dayOf } from '../core/day.ts';
import { purgeBroadcasts } from './broadcast-tidy.ts';
import { mixMarks } from './code-marks.ts';
import type { Database } from './database.ts';
import { purgeDeliveries } from './release-hook-store.ts';
import { purgeStaff } from './staff-store.ts';

/** How long a repeated delivery is recognised. Telegram repeats one for up to 24 h; no channel is known to go on longer. */
const INBOX_DAYS = 3;

/** How many go at once, so that the embedded database can do other things in between. */
const CHUNK = 5_000;

/** How long an operator may revive a dead letter. It may repeat a child's words, so it is not kept for ever. */
const DEAD_LETTER_DAYS = 14;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Deletes inbox keys older than three days, dead letters older than two weeks, messages that wait for someone who
 * blocked us, sessions of staff that are over, and last week's marks of broadcasts. Rows in use are left for the next time, so that nobody waits.
 */
export async function purge(database: Database, now: Date): Promise<void> {
  const oldest = dayOf(new Date(now.getTime() - INBOX_DAYS * DAY_MS));
  let deleted = CHUNK;
  while (deleted === CHUNK) {
    const rows = await database.query(
      `DELETE FROM inbox WHERE key = ANY (ARRAY (
         SELECT key FROM inbox WHERE received_on < $1::date LIMIT ${CHUNK} FOR UPDATE SKIP LOCKED)) RETURNING 1`,
      [oldest],
    );
    deleted = rows.length;
  }
  await database.query(
    `DELETE FROM outbox WHERE id = ANY (ARRAY (
       SELECT o.id FROM outbox o JOIN contacts c ON c.id = o.contact_id
       WHERE c.blocked_at IS NOT NULL OR o.dead_at < $1::timestamptz FOR UPDATE OF o SKIP LOCKED))`,
    [new Date(now.getTime() - DEAD_LETTER_DAYS * DAY_MS).toISOString()],
  );
  await purgeStaff(database, now);
  await purgeDeliveries(database, now);
  await purgeBroadcasts(database, now);
  await mixMarks(database);
  await database.vacuum(['contacts', 'sessions', 'inbox', 'outbox', 'code_marks']);
}
