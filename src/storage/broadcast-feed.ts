/** The transaction that puts a broadcast's next messages into the outbox. */

import type { BroadcastKind, SkipReason } from '../core/broadcast/broadcast.ts';
import type { AddressBook } from '../ports/address-book.ts';
import type { FeedOrder, FeedOutcome, Stretch, Verdict } from '../ports/broadcast-store.ts';
import type { Payload } from '../ports/channel.ts';
import { look } from './broadcast-search.ts';
import type { Database, Transaction } from './database.ts';
import { toJson } from './json.ts';

type Lane = { readonly cursor: string | null; readonly consultationId: string; readonly kind: BroadcastKind };

/** What a stretch comes to. */
type Batch = {
  readonly written: readonly { readonly contactId: string; readonly payload: Payload }[];
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  readonly lookedAt: number;
  readonly cursor: string | null;
  readonly isLast: boolean;
};

/**
 * Feeds. The lane is held first, so that no two processes look at the same stretch; messages, marks and cursor are committed
 * together, so that whoever is killed leaves all of it or nothing.
 *
 * @see BroadcastStore.feed
 */
export async function feed(
  database: Database,
  addressBook: AddressBook,
  order: FeedOrder,
): Promise<FeedOutcome> {
  return database.transaction(async (transaction): Promise<FeedOutcome> => {
    const lane = await holdLane(transaction, order);
    if (lane === null) return { kind: 'busy' };
    if (lane === 'done') return { kind: 'done' };
    const room = order.fill - (await countWaiting(transaction, order));
    if (room <= 0) return { kind: 'full' };
    const { today, scan, channel } = order;
    const stretch = await look(transaction, addressBook, { ...lane, channel, today, scan });
    const batch = decideAll(stretch, order.decide, room);
    await queue(transaction, order, batch);
    await mark(transaction, addressBook, { batch, today });
    await moveOn(transaction, order, batch);
    return { kind: 'fed', queued: batch.written.length, lookedAt: batch.lookedAt };
  });
}

async function holdLane(
  transaction: Transaction,
  { broadcastId, channel }: FeedOrder,
): Promise<Lane | 'done' | null> {
  const [row] = await transaction.query<Lane & { readonly done: boolean }>(
    `SELECT l.cursor, l.done, b.consultation_id::text AS "consultationId", b.kind
     FROM broadcast_lanes l JOIN broadcasts b ON b.id = l.broadcast_id
     WHERE l.broadcast_id = $1::uuid AND l.channel = $2 AND b.status = 'running'
     FOR UPDATE OF l SKIP LOCKED`,
    [broadcastId, channel],
  );
  if (row === undefined) return null;
  const { done, ...lane } = row;
  return done ? 'done' : lane;
}

async function countWaiting(transaction: Transaction, { channel }: FeedOrder): Promise<number> {
  const [row] = await transaction.query<{ readonly n: number }>(
    'SELECT count(*)::int AS n FROM outbox WHERE channel = $1 AND broadcast_id IS NOT NULL',
    [channel],
  );
  return row?.n ?? 0;
}

/** Decides in order until there is no room: whoever comes after that is looked at next time. */
function decideAll(
  { candidates, cursor, isLast }: Stretch,
  decide: FeedOrder['decide'],
  room: number,
): Batch {
  const written: { contactId: string; payload: Payload }[] = [];
  const skipped: Partial<Record<SkipReason, number>> = {};
  let lookedAt = 0;
  for (const { place, ...candidate } of candidates) {
    const verdict: Verdict = decide(candidate);
    lookedAt += 1;
    if (verdict.kind === 'skip') skipped[verdict.reason] = (skipped[verdict.reason] ?? 0) + 1;
    else written.push({ contactId: candidate.contactId, payload: verdict.payload });
    if (written.length === room && lookedAt < candidates.length)
      return { written, skipped, lookedAt, cursor: place, isLast: false };
  }
  return { written, skipped, lookedAt, cursor, isLast };
}

async function queue(
  transaction: Transaction,
  { broadcastId, channel, now }: FeedOrder,
  { written }: Batch,
): Promise<void> {
  await transaction.query(
    `INSERT INTO outbox (contact_id, channel, payload, queued_at, due_at, broadcast_id)
     SELECT "contactId", $2, payload, $3::timestamptz, $3::timestamptz, $4::uuid
     FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS ("contactId" uuid, payload jsonb))
       WITH ORDINALITY AS w ("contactId", payload, position)
     ORDER BY position`,
    [toJson(written), channel, now.toISOString(), broadcastId],
  );
}

async function mark(
  transaction: Transaction,
  addressBook: AddressBook,
  { batch, today }: { readonly batch: Batch; readonly today: string },
): Promise<void> {
  const keys = batch.written.map(({ contactId }) => addressBook.contactMark('week', contactId));
  await transaction.query(
    `INSERT INTO broadcast_marks AS m (key, day, messages)
     SELECT key, $2::date, 1 FROM jsonb_array_elements_text($1::jsonb) AS k (key) ORDER BY key
     ON CONFLICT (key, day) DO UPDATE SET messages = m.messages + 1`,
    [toJson(keys), today],
  );
}

async function moveOn(
  transaction: Transaction,
  { broadcastId, channel }: FeedOrder,
  { written, skipped, lookedAt, cursor, isLast }: Batch,
): Promise<void> {
  await transaction.query(
    `UPDATE broadcast_lanes SET cursor = $3, done = $4::boolean, looked_at = looked_at + $5::int, queued = queued + $6::int,
       skipped = (SELECT coalesce(jsonb_object_agg(reason, n), '{}') FROM (
         SELECT reason, sum(n::int) AS n FROM (
           SELECT * FROM jsonb_each_text(skipped) UNION ALL SELECT * FROM jsonb_each_text($7::jsonb)
         ) AS each (reason, n) GROUP BY reason) AS added)
     WHERE broadcast_id = $1::uuid AND channel = $2`,
    [broadcastId, channel, cursor, isLast, lookedAt, written.length, toJson(skipped)],
  );
}
