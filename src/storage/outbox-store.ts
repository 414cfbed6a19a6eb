/** The outbox: claiming, settling, dead letters. */

import type { ChannelName } from '../core/channel.ts';
import { monthOf } from '../core/day.ts';
import type {
  ClaimedMessage,
  ClaimOrder,
  DeadLetter,
  OutboxDepth,
  OutboxStore,
} from '../ports/outbox-store.ts';
import { goingBroadcasts, IS_STILL_WANTED } from './broadcast-tidy.ts';
import type { Database, Statement } from './database.ts';
import { toJson } from './json.ts';
import { settle } from './settle-outbox.ts';

/**
 * Replies go before messages of broadcasts: those get the moments that are left over, and only near ones. A reply does not wait
 * behind a broadcast's message to the same contact, which may lie there over night. Of all that waits for broadcasts only the
 * next few are looked at more closely, as that costs as much as sending them.
 *
 * The lane is locked first, so that of senders who claim at once each takes the moments after those of the one before;
 * its times are of the database's clock, the only one that all senders share. Of each contact only the oldest message
 * that is not dead can be claimed, so that order is kept; a message for someone who blocked us waits until the sender
 * hears of it or it is purged. Both are looked up row by row, never joined: a plan made while the tables were empty
 * would read them whole ever after.
 */
const CLAIM: Statement = {
  name: 'claim_outbox',
  text: `
WITH lane AS MATERIALIZED (
  SELECT greatest(free_at, clock_timestamp()) AS start_at FROM sending_lanes
  WHERE channel = $1::text AND coalesce(parked_until <= clock_timestamp(), true) FOR UPDATE
), room AS MATERIALIZED (
  SELECT start_at, least($2::int, floor(extract(epoch FROM clock_timestamp() + $6::float8 * interval '1 millisecond' - start_at)
    * 1000 / $5::float8)) AS messages FROM lane
), due_reply AS MATERIALIZED (
  SELECT o.id FROM outbox o
  WHERE o.channel = $1::text AND o.dead_at IS NULL AND o.due_at <= $4::timestamptz AND o.broadcast_id IS NULL
    AND (o.claimed_until IS NULL OR o.claimed_until <= $4::timestamptz)
    AND o.id = (SELECT min(e.id) FROM outbox e
      WHERE e.contact_id = ANY (ARRAY[o.contact_id]) AND e.dead_at IS NULL AND e.broadcast_id IS NULL)
    AND (SELECT c.blocked_at IS NULL FROM contacts c WHERE c.id = ANY (ARRAY[o.contact_id]))
  ORDER BY o.due_at, o.id LIMIT (SELECT greatest(coalesce(max(messages), 0), 0)::int FROM room) FOR UPDATE SKIP LOCKED
), room_left AS MATERIALIZED (
  SELECT least($2::int, floor(extract(epoch FROM clock_timestamp() + $7::float8 * interval '1 millisecond' - start_at)
    * 1000 / $5::float8)) - (SELECT count(*) FROM due_reply) AS messages FROM lane WHERE $7::float8 > 0
), going AS MATERIALIZED (
  ${goingBroadcasts('$4::timestamptz')}
), next_broadcast AS MATERIALIZED (
  SELECT o.id FROM outbox o
  WHERE (SELECT max(messages) FROM room_left) > 0
    AND o.channel = $1::text AND o.dead_at IS NULL AND o.due_at <= $4::timestamptz AND o.broadcast_id IS NOT NULL
    AND (o.claimed_until IS NULL OR o.claimed_until <= $4::timestamptz) AND NOT o.on_its_way
    AND o.broadcast_id = ANY (ARRAY (SELECT id FROM going))
  ORDER BY o.due_at, o.id LIMIT 2 * $2::int
), due_broadcast AS MATERIALIZED (
  SELECT o.id FROM outbox o
  WHERE o.id = ANY (ARRAY (SELECT id FROM next_broadcast))
    AND (o.claimed_until IS NULL OR o.claimed_until <= $4::timestamptz) AND NOT o.on_its_way
    AND (SELECT bool_and(e.broadcast_id IS NOT NULL AND e.id >= o.id) FROM outbox e
      WHERE e.contact_id = ANY (ARRAY[o.contact_id]) AND e.dead_at IS NULL)
    AND (SELECT c.blocked_at IS NULL FROM contacts c WHERE c.id = ANY (ARRAY[o.contact_id]))
    AND ${IS_STILL_WANTED}
  ORDER BY o.due_at, o.id LIMIT (SELECT greatest(coalesce(max(messages), 0), 0)::int FROM room_left) FOR UPDATE SKIP LOCKED
), claimed AS (
  UPDATE outbox SET claimed_until = $4::timestamptz + $3::int * interval '1 millisecond'
  WHERE id = ANY (ARRAY (SELECT id FROM due_reply UNION ALL SELECT id FROM due_broadcast)) RETURNING *
), taken AS (
  UPDATE sending_lanes SET free_at = start_at + (SELECT count(*) FROM claimed) * $5::float8 * interval '1 millisecond'
  FROM lane WHERE channel = $1::text AND EXISTS (SELECT 1 FROM claimed)
)
SELECT claimed.id::text AS id, contact_id AS "contactId", claimed.channel, account, payload, attempts,
  broadcast_id::text AS "broadcastId", greatest(extract(epoch FROM start_at - clock_timestamp()) * 1000, 0)::float8
    + (row_number() OVER (ORDER BY broadcast_id IS NOT NULL, claimed.id) - 1) * $5::float8 AS "waitMs"
FROM claimed JOIN contacts ON contacts.id = contact_id CROSS JOIN lane
WHERE contacts.id = ANY (ARRAY (SELECT contact_id FROM claimed)) ORDER BY broadcast_id IS NOT NULL, claimed.id`,
};

/** Binds the outbox to a database. */
export function createOutboxStore(database: Database): OutboxStore {
  return {
    claim: (order, now) => database.run<ClaimedMessage>(CLAIM, claimValues(order, now)),
    async setOut(ids, now) {
      const rows = await database.query<{ readonly id: string }>(
        `UPDATE outbox SET on_its_way = true WHERE id = ANY (ARRAY (
           SELECT id FROM outbox WHERE id = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb)::bigint))
             AND claimed_until > $2::timestamptz AND NOT on_its_way ORDER BY id FOR UPDATE)) RETURNING id::text AS id`,
        [toJson(ids), now.toISOString()],
      );
      return new Set(rows.map(({ id }) => id));
    },
    async settle(settlements, now) {
      if (settlements.length > 0)
        await database.transaction((transaction) => settle(transaction, settlements, now));
    },
    async countSent(channel, messages, now) {
      await database.query(
        `INSERT INTO sent_messages AS s (channel, month, messages) VALUES ($1, $2, $3::int)
         ON CONFLICT (channel, month) DO UPDATE SET messages = s.messages + excluded.messages`,
        [channel, monthOf(now), messages],
      );
    },
    async put({ contactId, channel, payload }, now) {
      const rows = await database.query(
        `INSERT INTO outbox (contact_id, channel, payload, queued_at, due_at)
         SELECT id, channel, $3::jsonb, $4::timestamptz, $4::timestamptz FROM contacts
         WHERE id = $1::uuid AND channel = $2 AND blocked_at IS NULL RETURNING outbox.id::text AS id`,
        [contactId, channel, toJson(payload), now.toISOString()],
      );
      return rows.length > 0;
    },
    deadLetters: (limit) => readDeadLetters(database, limit),
    revive: (channel, now) => revive(database, channel, now),
    depths: () => readDepths(database),
  };
}

function claimValues(order: ClaimOrder, now: Date): string[] {
  const { channel, limit, leaseMs, perSecond, aheadMs, broadcastAheadMs = 0 } = order;
  const numbers = [1_000 / perSecond, aheadMs, broadcastAheadMs].map(String);
  return [channel, String(limit), String(leaseMs), now.toISOString(), ...numbers];
}

function readDeadLetters(database: Database, limit: number): Promise<readonly DeadLetter[]> {
  return database.query<DeadLetter>(
    `SELECT id::text AS id, channel, attempts, reason, dead_at AS "failedAt"
     FROM outbox WHERE dead_at IS NOT NULL ORDER BY dead_at DESC, outbox.id DESC LIMIT $1`,
    [limit],
  );
}

async function revive(database: Database, channel: ChannelName | null, now: Date): Promise<number> {
  await database.query(
    'UPDATE sending_lanes SET parked_until = NULL WHERE $1::text IS NULL OR channel = $1::text',
    [channel],
  );
  // What was put off until the channel is free, or until the next try, is due at once as well.
  await database.query(
    `UPDATE outbox SET due_at = $2::timestamptz WHERE id = ANY (ARRAY (
       SELECT id FROM outbox WHERE dead_at IS NULL AND claimed_until IS NULL AND due_at > $2::timestamptz
         AND ($1::text IS NULL OR channel = $1::text) ORDER BY id FOR UPDATE))`,
    [channel, now.toISOString()],
  );
  const rows = await database.query<{ id: string }>(
    `UPDATE outbox SET dead_at = NULL, reason = NULL, attempts = 0, due_at = $2::timestamptz
     WHERE dead_at IS NOT NULL AND ($1::text IS NULL OR channel = $1::text) RETURNING id::text AS id`,
    [channel, now.toISOString()],
  );
  return rows.length;
}

function readDepths(database: Database): Promise<readonly OutboxDepth[]> {
  return database.query<OutboxDepth>(
    `SELECT channel, count(*) FILTER (WHERE dead_at IS NULL)::int AS waiting,
       min(queued_at) FILTER (WHERE dead_at IS NULL) AS "oldestAt", count(*) FILTER (WHERE dead_at IS NOT NULL)::int AS dead
     FROM outbox GROUP BY channel ORDER BY channel`,
  );
}
