/** How channels are doing: what is parked, what fails, what waits too long, what left this month. */

import type { ChannelSigns } from '../core/channel-health.ts';
import { monthOf } from '../core/day.ts';
import type { ChannelSignsStore } from '../ports/channel-signs-store.ts';
import type { Database } from './database.ts';

/** People are counted up to here: beyond it no plan has a bound. */
const PEOPLE_LIMIT = 1_000;

/** Given-up messages are counted up to here: more are no worse. */
const DEAD_LIMIT = 1_000;

/** Messages looked at for a reason why they failed. */
const FAILING_LIMIT = 200;

/** Only Zalo Bot's plan bounds people, and only its contacts have an index of their own. */
const SIGNS = `
SELECT lane.channel,
  coalesce(lane.parked_until > clock_timestamp(), false) AS parked,
  (SELECT w.reason FROM (SELECT o.reason, o.due_at FROM outbox o
      WHERE o.channel = lane.channel AND o.dead_at IS NULL ORDER BY o.due_at DESC LIMIT ${FAILING_LIMIT}) w
    WHERE w.reason IS NOT NULL LIMIT 1) AS "lastFailure",
  coalesce((SELECT extract(epoch FROM $1::timestamptz - o.due_at)::float8 FROM outbox o
    WHERE o.channel = lane.channel AND o.dead_at IS NULL AND o.due_at <= $1::timestamptz AND o.broadcast_id IS NULL
      AND (o.claimed_until IS NULL OR o.claimed_until <= $1::timestamptz)
      AND EXISTS (SELECT FROM contacts c WHERE c.id = ANY (ARRAY[o.contact_id]) AND c.blocked_at IS NULL)
      AND NOT EXISTS (SELECT FROM outbox e WHERE e.contact_id = ANY (ARRAY[o.contact_id]) AND e.id < o.id
        AND e.dead_at IS NULL AND e.broadcast_id IS NULL)
    ORDER BY o.due_at LIMIT 1), 0) AS "oldestDueSeconds",
  (SELECT count(*)::int FROM (SELECT FROM outbox o
    WHERE o.channel = lane.channel AND o.dead_at IS NOT NULL LIMIT ${DEAD_LIMIT}) d) AS dead,
  coalesce((SELECT sum(s.messages)::int FROM sent_messages s
    WHERE s.channel = lane.channel AND s.month = $2), 0) AS "sentThisMonth",
  CASE WHEN lane.channel = 'zalo' THEN
    (SELECT count(*)::int FROM (SELECT FROM contacts c WHERE c.channel = 'zalo' LIMIT ${PEOPLE_LIMIT}) p) ELSE 0 END AS people
FROM sending_lanes lane ORDER BY array_position(ARRAY['telegram', 'zalo', 'zalo-oa'], lane.channel)`;

/** Binds to a database. */
export function createChannelSignsStore(database: Database): ChannelSignsStore {
  return {
    read: (now) => database.probe<Omit<ChannelSigns, 'plan'>>(SIGNS, [now.toISOString(), monthOf(now)]),
    async sentThisMonth(channel, now) {
      const [row] = await database.query<{ readonly n: number }>(
        'SELECT coalesce(sum(messages), 0)::int AS n FROM sent_messages WHERE channel = $1 AND month = $2',
        [channel, monthOf(now)],
      );
      return row?.n ?? 0;
    },
  };
}
