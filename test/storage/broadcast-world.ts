/** Children who broke off, or agreed to be invited, for the tests of broadcasts. */

import { randomUUID } from 'node:crypto';
import type { Broadcast } from '../../src/core/broadcast/broadcast.ts';
import type { ChannelName } from '../../src/core/channel.ts';
import type { Consultation } from '../../src/core/consultation.ts';
import { dayOf } from '../../src/core/day.ts';
import { writeHolder } from '../../src/core/standing-consent.ts';
import type { Candidate, FeedOrder, Verdict } from '../../src/ports/broadcast-store.ts';
import type { SessionWrite, StandingConsentWrite } from '../../src/ports/receiving-store.ts';
import type { Database, Transaction } from '../../src/storage/database.ts';
import type { Store } from '../../src/storage/store.ts';
import { aState, aTurn, aWalk, NOW } from './made-up.ts';

/** A child in the middle of a walk, on a channel. */
export async function aBrokenOff(
  store: Store,
  consultation: Consultation,
  { channel = 'telegram', ...changes }: Partial<SessionWrite> & { readonly channel?: ChannelName } = {},
) {
  const walk = aWalk(consultation, { state: aState({ keepPartial: true, place: '01' }), ...changes });
  const turn = aTurn({ contact: { active: walk.id, channel }, sessions: [walk] });
  await store.receiving.commit([turn], NOW);
  return { walk, contact: turn.contact };
}

/** The decision of a contact that is stored already. */
export async function decide(
  store: Store,
  contact: { readonly id: string; readonly hash: string; readonly channel: ChannelName },
  decision: Pick<StandingConsentWrite, 'purpose' | 'decision'>,
  province: string | null = '01',
): Promise<void> {
  const { addressBook } = store;
  const holder =
    decision.decision === 'given'
      ? addressBook.encrypt(writeHolder({ contactId: contact.id, province }))
      : null;
  const key = addressBook.contactMark(decision.purpose, contact.id);
  const found = await store.receiving.load({
    contacts: [contact.hash],
    withAllSessions: [],
    keys: [],
    codes: [],
  });
  const stored = found.contacts.get(contact.hash);
  if (stored === undefined) throw new Error('no such contact');
  const turn = aTurn({
    contact: {
      ...{ id: contact.id, hash: contact.hash, channel: contact.channel },
      ...{ expectedVersion: stored.version, active: stored.active?.id ?? null },
    },
    standing: [{ ...decision, key, wording: 1, holder }],
  });
  const [outcome] = await store.receiving.commit([turn], NOW);
  if (outcome !== 'committed') throw new Error(outcome);
}

/** A broadcast that runs. */
export function aBroadcast(consultation: Consultation, changes: Partial<Broadcast> = {}): Broadcast {
  return {
    id: randomUUID(),
    consultationId: consultation.id,
    kind: 'reminder',
    channels: ['telegram'],
    place: null,
    startsAt: NOW,
    status: 'running',
    events: [{ what: 'started', by: 'Chị Lan', at: NOW, reason: null }],
    ...changes,
  };
}

/** Begins one whose lanes expect this many. */
export async function begin(store: Store, broadcast: Broadcast, audience = 100): Promise<Broadcast> {
  const audiences = new Map(broadcast.channels.map((channel) => [channel, audience]));
  const outcome = await store.broadcasts.begin(broadcast, audiences);
  if (outcome !== 'begun') throw new Error(outcome);
  return broadcast;
}

/** Writes to everyone, with the contact's id as words, so that a test sees who got what. */
export function writeToAll({ contactId }: Candidate): Verdict {
  return { kind: 'write', payload: { text: contactId } };
}

/** An order to feed a Telegram lane. */
export function feedOrder(broadcast: Broadcast, changes: Partial<FeedOrder> = {}): FeedOrder {
  return {
    broadcastId: broadcast.id,
    channel: 'telegram',
    now: NOW,
    today: dayOf(NOW),
    fill: 1_000,
    scan: 7,
    decide: writeToAll,
    ...changes,
  };
}

/** Feeds until nobody is left. @returns how many messages were put into the outbox */
export async function feedAll(store: Store, order: FeedOrder): Promise<number> {
  let queued = 0;
  for (let rounds = 0; rounds < 10_000; rounds += 1) {
    const outcome = await store.broadcasts.feed(order);
    if (outcome.kind !== 'fed') return queued;
    queued += outcome.queued;
  }
  throw new Error('feeding does not end');
}

/** Who waits in the outbox for a broadcast's message, in the order of queueing. */
export async function waitingFor(database: Database, broadcast: Broadcast): Promise<readonly string[]> {
  const rows = await database.query<{ readonly id: string }>(
    'SELECT contact_id::text AS id FROM outbox WHERE broadcast_id = $1::uuid ORDER BY id',
    [broadcast.id],
  );
  return rows.map(({ id }) => id);
}

/** The same database, whose transactions fail at the n-th statement, before or after it was carried out. */
export function failingAt(
  database: Database,
  at: { readonly statement: number; readonly when: 'before' | 'after' | 'commit' },
): Database {
  let counted = 0;
  return {
    ...database,
    transaction: (work, mode) =>
      database.transaction(async (transaction) => {
        const failing: Transaction = {
          ...transaction,
          async query<Row>(text: string, values?: Parameters<Transaction['query']>[1]) {
            counted += 1;
            if (at.when === 'before' && counted === at.statement) throw new Error('killed');
            const rows = await transaction.query<Row>(text, values);
            if (at.when === 'after' && counted === at.statement) throw new Error('killed');
            return rows;
          },
        };
        const result = await work(failing);
        if (at.when === 'commit') throw new Error('killed');
        return result;
      }, mode),
  };
}
