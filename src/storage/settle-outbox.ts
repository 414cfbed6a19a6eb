/** Writes down what became of claimed messages: gone, tried again, buried; the person blocked, the channel parked. */

import type { ChannelName } from '../core/channel.ts';
import type { Settlement } from '../ports/outbox-store.ts';
import type { Transaction } from './database.ts';
import { toJson } from './json.ts';

/** How a message of a broadcast ended; `null` for one that is tried again, and for replies. */
function endingOf({ outcome, retryAt, broadcastId }: Settlement): string | null {
  if (broadcastId === undefined || broadcastId === null || outcome.kind === 'parked') return null;
  if (outcome.kind === 'refused') return 'failed';
  if (outcome.kind !== 'retry') return outcome.kind;
  if (retryAt !== null) return null;
  return outcome.isUnsure === true ? 'unsure' : 'failed';
}

/** Settles. Contacts before messages, each by id: the order in which committing a batch takes its locks. @see OutboxStore.settle */
export async function settle(
  transaction: Transaction,
  settlements: readonly Settlement[],
  now: Date,
): Promise<void> {
  const ended = settlements.flatMap((settlement) => {
    const how = endingOf(settlement);
    return how === null ? [] : [{ id: settlement.id, how }];
  });
  // Read before the rows go, as only what is still there counts; written last, behind all other locks.
  const endings = ended.length > 0 ? await readEndings(transaction, ended) : [];
  const given = new Set(ended.map(({ id }) => id));
  const blocked = settlements.filter(({ outcome }) => outcome.kind === 'blocked').map(({ id }) => id);
  const gone = settlements.filter(({ id, outcome }) => outcome.kind === 'sent' || given.has(id));
  await transaction.query(
    `WITH blocked AS MATERIALIZED (
       SELECT id FROM contacts
       WHERE id = ANY (ARRAY (SELECT contact_id FROM outbox
         WHERE id = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb)::bigint))))
       ORDER BY id FOR NO KEY UPDATE
     ), marked AS (
       UPDATE contacts SET blocked_at = coalesce(blocked_at, $2::timestamptz), version = version + 1
       WHERE id = ANY (ARRAY (SELECT id FROM blocked)) RETURNING id
     ), going AS MATERIALIZED (
       SELECT id FROM outbox
       WHERE id = ANY (ARRAY (
         SELECT jsonb_array_elements_text($3::jsonb)::bigint
         UNION SELECT id FROM outbox WHERE contact_id = ANY (ARRAY (SELECT id FROM marked))))
       ORDER BY id FOR UPDATE
     )
     DELETE FROM outbox WHERE id = ANY (ARRAY (SELECT id FROM going))`,
    [toJson(blocked), now.toISOString(), toJson(gone.map(({ id }) => id))],
  );
  const kept = settlements.filter(
    ({ id, outcome }) => outcome.kind !== 'sent' && outcome.kind !== 'blocked' && !given.has(id),
  );
  if (kept.length > 0) await keep(transaction, kept, now);
  if (endings.length > 0) await countEndings(transaction, endings);
  await park(transaction, settlements);
}

/** How messages of one broadcast ended on one channel. */
type Endings = {
  readonly broadcastId: string;
  readonly channel: ChannelName;
  readonly sent: number;
  readonly failed: number;
  readonly blocked: number;
  readonly unsure: number;
};

function readEndings(
  transaction: Transaction,
  ended: readonly { readonly id: string; readonly how: string }[],
): Promise<readonly Endings[]> {
  return transaction.query<Endings>(
    `SELECT broadcast_id::text AS "broadcastId", channel, count(*) FILTER (WHERE how = 'sent')::int AS sent,
       count(*) FILTER (WHERE how = 'failed')::int AS failed, count(*) FILTER (WHERE how = 'blocked')::int AS blocked,
       count(*) FILTER (WHERE how = 'unsure')::int AS unsure
     FROM outbox JOIN jsonb_to_recordset($1::jsonb) AS e (id bigint, how text) USING (id)
     WHERE id = ANY (ARRAY (SELECT id FROM jsonb_to_recordset($1::jsonb) AS e (id bigint))) AND broadcast_id IS NOT NULL
     GROUP BY 1, 2 ORDER BY 1, 2`,
    [toJson(ended)],
  );
}

async function countEndings(transaction: Transaction, endings: readonly Endings[]): Promise<void> {
  await transaction.query(
    `UPDATE broadcast_lanes l SET sent = l.sent + c.sent, failed = l.failed + c.failed, blocked = l.blocked + c.blocked,
       unsure = l.unsure + c.unsure
     FROM jsonb_to_recordset($1::jsonb)
       AS c ("broadcastId" uuid, channel text, sent int, failed int, blocked int, unsure int)
     WHERE l.broadcast_id = c."broadcastId" AND l.channel = c.channel`,
    [toJson(endings)],
  );
}

/** What is tried again keeps its place; what is given up waits for an operator. */
async function keep(transaction: Transaction, kept: readonly Settlement[], now: Date): Promise<void> {
  await transaction.query(
    `WITH told AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS k (id bigint, reason text, tried boolean, due timestamptz)
     ), held AS MATERIALIZED (
       SELECT id FROM outbox WHERE id = ANY (ARRAY (SELECT id FROM told)) ORDER BY id FOR UPDATE
     ), kept AS MATERIALIZED (
       SELECT told.* FROM told JOIN held USING (id)
     )
     UPDATE outbox SET reason = kept.reason, attempts = attempts + kept.tried::int, claimed_until = NULL, on_its_way = false,
       due_at = coalesce(kept.due, due_at), dead_at = CASE WHEN kept.due IS NULL THEN $2::timestamptz END
     FROM kept WHERE outbox.id = kept.id`,
    [toJson(kept.map((settlement) => keptRow(settlement, now))), now.toISOString()],
  );
}

/** Lanes after messages: claiming skips messages that are locked, and would otherwise wait here in a circle. */
async function park(transaction: Transaction, settlements: readonly Settlement[]): Promise<void> {
  const parked = settlements.flatMap(({ id, outcome }) =>
    outcome.kind === 'parked' && outcome.afterMs > 0 ? [{ id, ms: outcome.afterMs }] : [],
  );
  if (parked.length === 0) return;
  await transaction.query(
    `UPDATE sending_lanes SET parked_until = greatest(parked_until, clock_timestamp() + ms * interval '1 millisecond')
     FROM (SELECT channel AS of, max(ms) AS ms FROM jsonb_to_recordset($1::jsonb) AS k (id bigint, ms float8)
       JOIN outbox USING (id) GROUP BY channel) AS parking
     WHERE channel = of`,
    [toJson(parked)],
  );
}

/** What is tried again has a time; what is buried has none. A parked channel is no fault of the message. */
function keptRow({ id, outcome, retryAt }: Settlement, now: Date) {
  const reason = 'reason' in outcome ? outcome.reason : '';
  if (outcome.kind === 'parked') {
    return { id, reason, tried: false, due: retryAt ?? new Date(now.getTime() + outcome.afterMs) };
  }
  return { id, reason, tried: true, due: outcome.kind === 'retry' ? retryAt : null };
}
