/** Sends what was committed: claims, keeps each channel's rate, obeys the vendor, gives up loudly. */

import type { ChannelName } from '../core/channel.ts';
import type { AddressBook } from '../ports/address-book.ts';
import type { Channel, SendOutcome } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { ClaimedMessage, OutboxStore, Settlement } from '../ports/outbox-store.ts';

/** What sending needs. */
export type SendingServices = {
  readonly store: OutboxStore;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly addressBook: AddressBook;
  readonly clock: Clock;
  readonly log: Log;
};

/** Most messages claimed at once. */
const CLAIM = 32;

/** How long a claim holds; longer than the slowest send, so that no other sender repeats it meanwhile. */
const LEASE_MS = 60_000;

/** Tries before a message is buried as a dead letter. With the backoff below the last one is about a day after the first. */
export const MAX_ATTEMPTS = 12;

const FIRST_BACKOFF_MS = 2_000;
const MAX_BACKOFF_MS = 6 * 60 * 60 * 1000;

/** One round's result, for whoever decides when to come again. */
export type SendingRound = {
  readonly sent: number;
  readonly failed: number;
  /** When the channel may be tried again, where it is parked as a whole. */
  readonly parkedUntil: Date | null;
};

/** Builds one round of sending on one channel. */
export function sendOutbox(services: SendingServices): (channel: ChannelName) => Promise<SendingRound> {
  return async (name) => {
    const channel = services.channels.get(name);
    if (channel === undefined) return { sent: 0, failed: 0, parkedUntil: null };
    const claimed = await services.store.claim(name, CLAIM, LEASE_MS, services.clock.now());
    const settlements: Settlement[] = [];
    let parkedUntil: Date | null = null;
    const pauseMs = 1_000 / channel.rate.perSecond;
    await Promise.all(
      claimed.map(async (message, index) => {
        await sleep(index * pauseMs);
        const now = services.clock.now();
        if (parkedUntil !== null) {
          settlements.push({
            id: message.id,
            outcome: { kind: 'parked', reason: 'channel parked', afterMs: 0 },
            retryAt: parkedUntil,
          });
          return;
        }
        const outcome = await sendOne(services, channel, message);
        const settlement = settle(message, outcome, now);
        if (outcome.kind === 'parked') parkedUntil = settlement.retryAt;
        report(services.log, { channel: name, message, settlement });
        settlements.push(settlement);
      }),
    );
    if (settlements.length > 0) await services.store.settle(settlements, services.clock.now());
    const sent = settlements.filter(({ outcome }) => outcome.kind === 'sent').length;
    return { sent, failed: settlements.length - sent, parkedUntil };
  };
}

async function sendOne(
  services: SendingServices,
  channel: Channel,
  message: ClaimedMessage,
): Promise<SendOutcome> {
  try {
    return await channel.send(services.addressBook.decrypt(message.account), message.payload);
  } catch (error) {
    // A channel answers with outcomes; an exception is a bug, and the message is kept for later.
    services.log.error('send.failed', error, { channel: channel.name });
    return { kind: 'retry', reason: 'internal error' };
  }
}

/** Decides what follows from a send. Exported for its test. */
export function settle(
  message: { id: string; attempts: number },
  outcome: SendOutcome,
  now: Date,
): Settlement {
  const { id } = message;
  if (outcome.kind === 'parked') return { id, outcome, retryAt: new Date(now.getTime() + outcome.afterMs) };
  if (outcome.kind !== 'retry') return { id, outcome, retryAt: null };
  const attempts = message.attempts + 1;
  if (attempts >= Math.min(outcome.tries ?? MAX_ATTEMPTS, MAX_ATTEMPTS))
    return { id, outcome, retryAt: null };
  const backoffMs = Math.min(FIRST_BACKOFF_MS * 2 ** (attempts - 1), MAX_BACKOFF_MS);
  return { id, outcome, retryAt: new Date(now.getTime() + Math.max(backoffMs, outcome.afterMs ?? 0)) };
}

function report(
  log: Log,
  at: { readonly channel: ChannelName; readonly message: ClaimedMessage; readonly settlement: Settlement },
): void {
  const { outcome, retryAt } = at.settlement;
  if (outcome.kind === 'sent') return;
  const facts = {
    channel: at.channel,
    outcome: outcome.kind,
    reason: outcome.reason,
    attempts: at.message.attempts + 1,
  };
  if (outcome.kind === 'parked' || (outcome.kind !== 'blocked' && retryAt === null))
    log.warn('send.gave-up', facts);
  else log.info('send.later', facts);
}

function sleep(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
