/** What waits, read in one bounded query on the connection that is kept for watching. */

import { dayOf } from '../core/day.ts';
import { BACKLOG_LIMIT, type Backlog, type BacklogStore } from '../ports/backlog-store.ts';
import type { Database } from './database.ts';

/**
 * Due is what a sender could claim now: unclaimed, first of its contact, not for someone who blocked us. Otherwise a
 * message that waits behind another one's next try would look as if nobody sent. Messages of broadcasts wait for their hour.
 */
const BACKLOG = `
SELECT
  (SELECT json_agg(json_build_object(
      'channel', lane.channel,
      'waiting', (SELECT count(*) FROM (
        SELECT FROM outbox o WHERE o.channel = lane.channel AND o.dead_at IS NULL LIMIT ${BACKLOG_LIMIT}) w),
      'dead', (SELECT count(*) FROM (
        SELECT FROM outbox o WHERE o.channel = lane.channel AND o.dead_at IS NOT NULL LIMIT ${BACKLOG_LIMIT}) d),
      'oldestDueSeconds', coalesce((
        SELECT extract(epoch FROM $1::timestamptz - o.due_at) FROM outbox o
        WHERE o.channel = lane.channel AND o.dead_at IS NULL AND o.due_at <= $1::timestamptz AND o.broadcast_id IS NULL
          AND (o.claimed_until IS NULL OR o.claimed_until <= $1::timestamptz)
          AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.contact_id = o.contact_id AND e.id < o.id AND e.dead_at IS NULL
            AND e.broadcast_id IS NULL)
          AND EXISTS (SELECT 1 FROM contacts c WHERE c.id = o.contact_id AND c.blocked_at IS NULL)
        ORDER BY o.due_at LIMIT 1), 0),
      'parked', coalesce(lane.parked_until > clock_timestamp(), false)
    ) ORDER BY lane.channel) FROM sending_lanes lane) AS outbox,
  (SELECT json_build_object('count', count(*), 'oldestDays', $2::date - min(walk.ended_on))
    FROM consultations c CROSS JOIN LATERAL (
      SELECT s.ended_on FROM sessions s
      WHERE s.consultation_id = c.id AND s.sealed_on IS NULL AND s.disposition IN ('complete', 'partial')
      LIMIT ${BACKLOG_LIMIT}) walk) AS walks,
  (SELECT json_build_object('count', count(*), 'oldestDays', $2::date - min(t.waiting_since))
    FROM (SELECT waiting_since FROM waiting_texts LIMIT ${BACKLOG_LIMIT}) t) AS texts,
  (SELECT $2::date - max(day) FROM releases) AS "newestReleaseDays"`;

const NOTHING: Backlog = {
  outbox: [],
  walks: { count: 0, oldestDays: null },
  texts: { count: 0, oldestDays: null },
  newestReleaseDays: null,
};

type BacklogRow = Omit<Backlog, 'outbox'> & { readonly outbox: Backlog['outbox'] | null };

/** Binds to a database. */
export function createBacklogStore(database: Database): BacklogStore {
  return {
    async read(now) {
      const [row] = await database.probe<BacklogRow>(BACKLOG, [now.toISOString(), dayOf(now)]);
      return row === undefined ? NOTHING : { ...row, outbox: row.outbox ?? [] };
    },
  };
}
