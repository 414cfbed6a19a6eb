/** Sends what was committed: claims, keeps each channel's rate, obeys the vendor, gives up loudly. */

import { AppError } from '../core/app-error.ts';
import type { ChannelName } from '../core/channel.ts';
import type { AddressBook } from '../ports/address-book.ts';
import type { Channel, SendOutcome } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Meter } from '../ports/meter.ts';
import type { ClaimedMessage, OutboxStore, Settlement } from '../ports/outbox-store.ts';
import { tallySent } from './tally-sent.ts';

/** What sending needs. */
export type SendingServices = {
  readonly store: OutboxStore;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly addressBook: AddressBook;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter?: Pick<Meter, 'send'>;
  /** For how long from now on messages of broadcasts may leave, in ms; without it none do. */
  readonly broadcastsOpenForMs?: (now: Date) => number;
};

/** Most messages claimed at once. */
const CLAIM = 32;

/** How far ahead moments to send at are taken; a stop waits for as long, and other senders get their turn after it. */
const AHEAD_MS = 5_000;

/** The same for messages of broadcasts: a child who answers meanwhile is not to wait for them. */
const BROADCAST_AHEAD_MS = 1_000;

/** How long a claim holds; longer than that and the slowest send, so that no other sender repeats it meanwhile. */
const LEASE_MS = 60_000;

/** Tries before a message is buried as a dead letter. With the backoff below the last one is about a day after the first. */
export const MAX_ATTEMPTS = 12;

/**
 * How often, and how many times, an outcome is written down again while the database is away: what the vendor took must
 * not leave twice. Together well within the lease.
 */
const SETTLE_AGAIN = { everyMs: 250, times: 80 };

/** What becomes of a claimed message when the one before it showed that the channel cannot send. */
const ALREADY_PARKED: SendOutcome = { kind: 'parked', reason: 'channel parked', afterMs: 0 };

/** Messages of broadcasts that set out together: so many may be lost with a killed process, for a commit less each. */
const SET_OUT = 8;

const FIRST_BACKOFF_MS = 2_000;
const MAX_BACKOFF_MS = 6 * 60 * 60 * 1000;

/** One round's result, for whoever decides when to come again. */
export type SendingRound = { readonly sent: number; readonly failed: number };

/** The sender of one process; those of all processes on one database together keep each channel's rate. */
export type OutboxSender = {
  /** Sends what is due on a channel, at most a handful; nothing while the channel is parked. */
  round(channel: ChannelName): Promise<SendingRound>;
  /** Writes down what was counted since it was last written. */
  close(): Promise<void>;
};

/** One round on one channel; parked once a message of it showed that the channel cannot send. */
type Round = { readonly channel: Channel; parkedUntil: Date | null };

/** Builds the sender. */
export function sendOutbox(services: SendingServices): OutboxSender {
  const tally = tallySent(services);
  return {
    close: () => tally.write(),
    async round(name) {
      const channel = services.channels.get(name);
      if (channel === undefined) return { sent: 0, failed: 0 };
      const now = services.clock.now();
      const openForMs = services.broadcastsOpenForMs?.(now) ?? 0;
      const claimed = await services.store.claim(
        {
          ...{ channel: name, limit: CLAIM, leaseMs: LEASE_MS, aheadMs: AHEAD_MS },
          broadcastAheadMs: Math.min(BROADCAST_AHEAD_MS, openForMs),
          perSecond: channel.rate.perSecond,
        },
        now,
      );
      const round: Round = { channel, parkedUntil: null };
      const isReply = ({ broadcastId }: ClaimedMessage) => broadcastId === null;
      const [broadcasts, ...replies] = await Promise.all([
        sendBroadcasts(
          services,
          round,
          claimed.filter((one) => !isReply(one)),
        ),
        ...claimed.filter(isReply).map((message) => sendInTurn(services, round, message)),
      ]);
      const outcomes = [...replies, ...broadcasts];
      const sent = outcomes.filter(({ kind }) => kind === 'sent').length;
      await tally.add(name, sent, now);
      return { sent, failed: outcomes.length - sent };
    },
  };
}

/** Settled one by one: a process that is killed repeats at most what was on its way at that moment. */
async function sendInTurn(
  services: SendingServices,
  round: Round,
  message: ClaimedMessage,
): Promise<SendOutcome> {
  await sleep(message.waitMs);
  const settlement = await sendNow(services, round, message);
  await settleSurely(services, [settlement]);
  return settlement.outcome;
}

/**
 * Settled together: what is on its way is never sent again, whatever becomes of this process, as a repeated reminder is worse
 * than a lost one. So little is committed for it, and children's messages have the database for themselves.
 */
async function sendBroadcasts(
  services: SendingServices,
  round: Round,
  messages: readonly ClaimedMessage[],
): Promise<readonly SendOutcome[]> {
  const moments = messages.map(({ waitMs }) => sleep(waitMs));
  const groups: Promise<readonly Settlement[]>[] = [];
  for (let from = 0; from < messages.length; from += SET_OUT) {
    const group = messages.slice(from, from + SET_OUT);
    groups.push(sendGroup(services, round, { group, moments: moments.slice(from, from + SET_OUT) }));
  }
  const settlements = (await Promise.all(groups)).flat();
  if (settlements.length > 0) await settleSurely(services, settlements);
  return settlements.map(({ outcome }) => outcome);
}

async function sendGroup(
  services: SendingServices,
  round: Round,
  {
    group,
    moments,
  }: { readonly group: readonly ClaimedMessage[]; readonly moments: readonly Promise<void>[] },
): Promise<readonly Settlement[]> {
  await moments[0];
  const ids = group.map(({ id }) => id);
  const out = await services.store.setOut(ids, services.clock.now());
  const sends = group.map(async (message, at) => {
    await moments[at];
    return out.has(message.id) ? sendNow(services, round, message) : null;
  });
  return (await Promise.all(sends)).filter((settlement) => settlement !== null);
}

async function sendNow(
  services: SendingServices,
  round: Round,
  message: ClaimedMessage,
): Promise<Settlement> {
  const { id, broadcastId } = message;
  const settlement =
    round.parkedUntil === null
      ? settle(message, await sendOne(services, round.channel, message), services.clock.now())
      : { id, broadcastId, outcome: ALREADY_PARKED, retryAt: round.parkedUntil };
  const { outcome } = settlement;
  if (outcome.kind === 'parked' && outcome !== ALREADY_PARKED) round.parkedUntil = settlement.retryAt;
  report(services, { channel: round.channel.name, message, settlement });
  return settlement;
}

async function settleSurely(
  { store, clock }: SendingServices,
  settlements: readonly Settlement[],
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await store.settle(settlements, clock.now());
      return;
    } catch (error) {
      const isAway = error instanceof AppError && error.code === 'storage-unavailable';
      if (!isAway || tries > SETTLE_AGAIN.times) throw error;
      await sleep(SETTLE_AGAIN.everyMs);
    }
  }
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
    return { kind: 'retry', reason: 'internal error', isUnsure: true };
  }
}

/** Decides what follows from a send. Exported for its test. */
export function settle(
  message: Pick<ClaimedMessage, 'id' | 'attempts' | 'broadcastId'>,
  outcome: SendOutcome,
  now: Date,
): Settlement {
  const { id, broadcastId } = message;
  const ended = { id, outcome, broadcastId, retryAt: null };
  if (outcome.kind === 'parked') return { ...ended, retryAt: new Date(now.getTime() + outcome.afterMs) };
  if (outcome.kind !== 'retry') return ended;
  const attempts = message.attempts + 1;
  if (attempts >= Math.min(outcome.tries ?? MAX_ATTEMPTS, MAX_ATTEMPTS)) return ended;
  // What may have arrived is tried again only where a child waits for it.
  if (broadcastId !== null && outcome.isUnsure === true) return ended;
  const backoffMs = Math.min(FIRST_BACKOFF_MS * 2 ** (attempts - 1), MAX_BACKOFF_MS);
  return { ...ended, retryAt: new Date(now.getTime() + Math.max(backoffMs, outcome.afterMs ?? 0)) };
}

function report(
  { log, meter }: Pick<SendingServices, 'log' | 'meter'>,
  at: { readonly channel: ChannelName; readonly message: ClaimedMessage; readonly settlement: Settlement },
): void {
  const { outcome, retryAt } = at.settlement;
  if (outcome === ALREADY_PARKED) return;
  meter?.send(at.channel, outcome.kind === 'retry' && retryAt === null ? 'given-up' : outcome.kind);
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
