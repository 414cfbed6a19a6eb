/** Broadcasts: beginning, changing, reading how far each is. */

import type { Broadcast, BroadcastEvent, BroadcastStatus } from '../core/broadcast/broadcast.ts';
import type { AddressBook } from '../ports/address-book.ts';
import type { BroadcastProgress, BroadcastStore } from '../ports/broadcast-store.ts';
import { feed } from './broadcast-feed.ts';
import { count, look } from './broadcast-search.ts';
import { measure, mixConsents, tidy } from './broadcast-tidy.ts';
import type { Database } from './database.ts';
import { toJson } from './json.ts';

/** From where each change may be made. What was stopped or is done stays so. */
const FROM: Readonly<Record<BroadcastStatus, readonly BroadcastStatus[]>> = {
  running: ['paused'],
  paused: ['running'],
  stopped: ['running', 'paused'],
  done: ['running'],
};

/** Binds to a database. */
export function createBroadcastStore(database: Database, addressBook: AddressBook): BroadcastStore {
  return {
    begin: (broadcast, audiences) => begin(database, broadcast, audiences),
    async get(id) {
      const [found] = await read(database, 'b.id = $1::uuid', id);
      return found ?? null;
    },
    async list(consultationId) {
      const found = await read(database, 'b.consultation_id = $1::uuid', consultationId);
      return [...found].reverse();
    },
    running: () => read(database, 'b.status = $1', 'running'),
    change: (id, to, event) => change(database, { id, to, event }),
    count: (search, places) => count(database, search, places),
    look: (search) => look(database, addressBook, search),
    feed: (order) => feed(database, addressBook, order),
    tidy: (now) => tidy(database, now),
    measure: (lane, isBusy, now) => measure(database, { ...lane, isBusy, now }),
    mixConsents: (atLeast) => mixConsents(database, atLeast),
  };
}

async function begin(
  database: Database,
  broadcast: Broadcast,
  audiences: Parameters<BroadcastStore['begin']>[1],
): Promise<'begun' | 'known' | 'another-runs'> {
  const { id, consultationId, kind, place, startsAt, status, events } = broadcast;
  return database.transaction(async (transaction) => {
    const begun = await transaction.query(
      `INSERT INTO broadcasts (id, consultation_id, kind, place, starts_at, status, events)
       VALUES ($1::uuid, $2::uuid, $3, $4, $5::timestamptz, $6, $7::jsonb) ON CONFLICT DO NOTHING RETURNING 1`,
      [id, consultationId, kind, place, startsAt.toISOString(), status, toJson(events)],
    );
    if (begun.length === 0) {
      const known = await transaction.query('SELECT 1 FROM broadcasts WHERE id = $1::uuid', [id]);
      return known.length > 0 ? 'known' : 'another-runs';
    }
    await transaction.query(
      `INSERT INTO broadcast_lanes (broadcast_id, channel, audience)
       SELECT $1::uuid, channel, audience FROM jsonb_to_recordset($2::jsonb) AS l (channel text, audience int)`,
      [id, toJson([...audiences].map(([channel, audience]) => ({ channel, audience })))],
    );
    return 'begun';
  });
}

async function change(
  database: Database,
  { id, to, event }: { readonly id: string; readonly to: BroadcastStatus; readonly event: BroadcastEvent },
): Promise<boolean> {
  const rows = await database.query(
    `UPDATE broadcasts SET status = $2, events = events || $3::jsonb
     WHERE id = $1::uuid AND status IN (SELECT jsonb_array_elements_text($4::jsonb)) RETURNING 1`,
    [id, to, toJson([event]), toJson(FROM[to])],
  );
  return rows.length > 0;
}

type ProgressRow = Omit<BroadcastProgress, 'channels' | 'startsAt' | 'events'> & {
  readonly startsAt: string;
  readonly events: readonly (Omit<BroadcastEvent, 'at'> & { readonly at: string })[];
};

/** Few broadcasts, with a bounded number of messages waiting: nothing here grows with the audience. */
async function read(database: Database, where: string, value: string): Promise<readonly BroadcastProgress[]> {
  const rows = await database.query<ProgressRow>(
    `SELECT b.id::text AS id, b.consultation_id::text AS "consultationId", b.kind, b.place, b.status, b.events,
       to_json(b.starts_at) #>> '{}' AS "startsAt",
       (SELECT json_agg(json_build_object('channel', l.channel, 'audience', l.audience, 'lookedAt', l.looked_at,
           'skipped', l.skipped, 'done', l.done, 'queued', l.queued, 'perSecond', l.per_second,
           'waiting', (SELECT count(*) FROM outbox o
             WHERE o.channel = l.channel AND o.broadcast_id IS NOT NULL AND o.broadcast_id = l.broadcast_id),
           'sent', l.sent, 'failed', l.failed, 'blocked', l.blocked, 'unsure', l.unsure)
           ORDER BY array_position(ARRAY['telegram', 'zalo', 'zalo-oa'], l.channel))
         FROM broadcast_lanes l WHERE l.broadcast_id = b.id) AS lanes
     FROM broadcasts b WHERE ${where} ORDER BY b.starts_at, b.id`,
    [value],
  );
  return rows.map(({ startsAt, events, ...row }) => ({
    ...row,
    channels: row.lanes.map(({ channel }) => channel),
    startsAt: new Date(startsAt),
    events: events.map((event) => ({ ...event, at: new Date(event.at) })),
  }));
}
