/** Keeps broadcasts in order: what must not leave any more, what vanished on its way, how fast it goes, what is too old. */

import type { ChannelName } from '../core/channel.ts';
import { dayOf } from '../core/day.ts';
import { COUNTED_DAYS } from './broadcast-search.ts';
import type { Database, Transaction } from './database.ts';

/** A measurement takes at least a minute, and is thrown away where something stood still in between. */
const MEASURED = { least: 60, most: 600 };

/** Fewest rows that are written anew together, those written anew before among them. */
const COMPANY = 10;

/**
 * Whether the consultation of `b` takes answers at `$now`. A closing is seen at once by every sender, not only once somebody
 * has stopped the broadcast.
 */
const isOpen = (now: string): string => `(SELECT c.paused_at IS NULL AND coalesce(c.closed_at > ${now}, true)
    AND coalesce(c.closes_at > ${now}, true) FROM consultations c WHERE c.id = ANY (ARRAY[b.consultation_id]))`;

/**
 * Whether the child of `o` has still something to be written about by `b`: it has not finished, or begun, meanwhile.
 * All walks of the contact are looked at, by its id alone: with other conditions the planner might read all unsealed ones.
 */
const IS_WANTED = `(SELECT coalesce(bool_or(s.consultation_id = b.consultation_id AND (b.kind <> 'reminder'
      OR s.sealed_on IS NULL AND s.disposition IS NULL AND s.state ->> 'phase' = 'asking')), false) = (b.kind = 'reminder')
    FROM sessions s WHERE s.contact_id = ANY (ARRAY[o.contact_id]))`;

/** The broadcasts whose messages may leave at an instant. @param now the parameter that holds it */
export function goingBroadcasts(now: string): string {
  return `SELECT b.id FROM broadcasts b WHERE b.status = 'running' AND ${isOpen(now)}`;
}

/** Whether a broadcast's message `o` may leave: its child still has something to be written about. */
export const IS_STILL_WANTED = `(SELECT ${IS_WANTED} FROM broadcasts b WHERE b.id = ANY (ARRAY[o.broadcast_id]))`;

/** Tidies up. @see BroadcastStore.tidy */
export async function tidy(database: Database, now: Date): Promise<void> {
  await database.transaction(async (transaction) => {
    await countVanished(transaction, now);
    await transaction.query(
      `DELETE FROM outbox WHERE id = ANY (ARRAY (
         SELECT o.id FROM outbox o JOIN broadcasts b ON b.id = o.broadcast_id
         WHERE o.broadcast_id IS NOT NULL AND NOT o.on_its_way AND (
           b.status IN ('stopped', 'done') OR NOT ${IS_WANTED}
           OR EXISTS (SELECT FROM contacts c WHERE c.id = ANY (ARRAY[o.contact_id]) AND c.blocked_at IS NOT NULL))
         ORDER BY o.id FOR UPDATE OF o SKIP LOCKED))`,
    );
  });
}

/** Twice a lease: whoever holds the message has given it up by then in any case. */
async function countVanished(transaction: Transaction, now: Date): Promise<void> {
  await transaction.query(
    `WITH vanished AS (
       DELETE FROM outbox WHERE id = ANY (ARRAY (
         SELECT id FROM outbox WHERE broadcast_id IS NOT NULL AND on_its_way AND claimed_until <= $1::timestamptz
         ORDER BY id FOR UPDATE SKIP LOCKED)) RETURNING channel, broadcast_id
     )
     UPDATE broadcast_lanes l SET unsure = l.unsure + n
     FROM (SELECT broadcast_id, channel, count(*)::int AS n FROM vanished GROUP BY 1, 2) AS lost
     WHERE l.broadcast_id = lost.broadcast_id AND l.channel = lost.channel`,
    [now.toISOString()],
  );
}

/** Measures. @see BroadcastStore.measure */
export async function measure(
  database: Database,
  lane: {
    readonly broadcastId: string;
    readonly channel: ChannelName;
    readonly isBusy: boolean;
    readonly now: Date;
  },
): Promise<void> {
  const { broadcastId, channel, isBusy, now } = lane;
  await database.query(
    `WITH since AS (
       SELECT extract(epoch FROM $3::timestamptz - measured_at) AS seconds, measured_sent,
         sent + failed + blocked + unsure AS n
       FROM broadcast_lanes WHERE broadcast_id = $1::uuid AND channel = $2
     )
     UPDATE broadcast_lanes l SET
       per_second = CASE WHEN $4::boolean AND seconds BETWEEN ${MEASURED.least} AND ${MEASURED.most} AND n > since.measured_sent
         THEN (n - since.measured_sent) / seconds ELSE per_second END,
       measured_at = CASE WHEN $4::boolean THEN $3::timestamptz END,
       measured_sent = n
     FROM since WHERE l.broadcast_id = $1::uuid AND l.channel = $2
       AND (NOT $4::boolean OR seconds IS NULL OR seconds >= ${MEASURED.least})
       AND NOT (NOT $4::boolean AND measured_at IS NULL)`,
    [broadcastId, channel, now.toISOString(), isBusy],
  );
}

/** Mixes. @see BroadcastStore.mixConsents */
export async function mixConsents(database: Database, atLeast: number): Promise<void> {
  const mixed = await database.query(
    `WITH fresh AS MATERIALIZED (
       SELECT key FROM standing_consents WHERE NOT mixed ORDER BY key FOR UPDATE
     ), company AS MATERIALIZED (
       SELECT key FROM standing_consents WHERE mixed AND (SELECT count(*) FROM fresh) >= greatest($1::int, 1)
       ORDER BY random() LIMIT greatest(${COMPANY} - (SELECT count(*) FROM fresh), 0)
     ), moved AS (
       DELETE FROM standing_consents WHERE (SELECT count(*) FROM fresh) >= greatest($1::int, 1)
         AND key = ANY (ARRAY (SELECT key FROM fresh UNION ALL SELECT key FROM company)) RETURNING *
     )
     INSERT INTO standing_consents (key, purpose, decision, channel, wording, day, holder, mixed)
     SELECT key, purpose, decision, channel, wording, day, holder, true FROM moved ORDER BY key RETURNING 1`,
    [atLeast],
  );
  // What a delete leaves on its page is the row as its turn wrote it.
  if (mixed.length > 0) await database.vacuum(['standing_consents']);
}

/** Deletes marks of weeks gone by and what is left of broadcasts that ended, and mixes what few consents are left over. */
export async function purgeBroadcasts(database: Database, now: Date): Promise<void> {
  await tidy(database, now);
  await database.query(`DELETE FROM broadcast_marks WHERE day <= $1::date - ${COUNTED_DAYS}`, [dayOf(now)]);
  await mixConsents(database, 1);
}
