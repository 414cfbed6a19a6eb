/** Sending: outcomes become the right next step, and a parked channel is left alone. */

import { expect, test } from 'vitest';
import { AppError } from '../../src/core/app-error.ts';
import { CHANNEL_LIMITS } from '../../src/core/channel.ts';
import type { Channel, SendOutcome } from '../../src/ports/channel.ts';
import type { ClaimedMessage, ClaimOrder, OutboxStore, Settlement } from '../../src/ports/outbox-store.ts';
import { MAX_ATTEMPTS, sendOutbox, settle } from '../../src/usecases/send-outbox.ts';

const now = new Date('2026-11-23T10:00:00Z');
const later = (ms: number): Date => new Date(now.getTime() + ms);

test('a retry backs off twofold and obeys the vendor where that is longer', () => {
  const outcome: SendOutcome = { kind: 'retry', reason: 'x' };
  expect(settle({ broadcastId: null, id: '1', attempts: 0 }, outcome, now).retryAt).toEqual(later(2_000));
  expect(settle({ broadcastId: null, id: '1', attempts: 3 }, outcome, now).retryAt).toEqual(later(16_000));
  expect(
    settle({ broadcastId: null, id: '1', attempts: 0 }, { ...outcome, afterMs: 35_000 }, now).retryAt,
  ).toEqual(later(35_000));
});

test('the backoff has a cap, and after the last try the message is given up', () => {
  const outcome: SendOutcome = { kind: 'retry', reason: 'x' };
  const waits = Array.from(
    { length: MAX_ATTEMPTS },
    (_, attempts) => settle({ broadcastId: null, id: '1', attempts }, outcome, now).retryAt,
  );
  expect(waits.at(-1)).toBeNull();
  for (const wait of waits.slice(0, -1))
    expect(Number(wait) - Number(now)).toBeLessThanOrEqual(6 * 3_600_000);
});

test('a refusal and a block are final; parking waits as long as the channel says', () => {
  expect(
    settle({ broadcastId: null, id: '1', attempts: 0 }, { kind: 'refused', reason: 'x' }, now).retryAt,
  ).toBeNull();
  expect(
    settle({ broadcastId: null, id: '1', attempts: 0 }, { kind: 'blocked', reason: 'x' }, now).retryAt,
  ).toBeNull();
  expect(
    settle(
      { broadcastId: null, id: '1', attempts: 99 },
      { kind: 'parked', reason: 'x', afterMs: 60_000 },
      now,
    ).retryAt,
  ).toEqual(later(60_000));
});

function world(outcomes: readonly SendOutcome[]) {
  const claimed: ClaimedMessage[] = outcomes.map((_, index) => ({
    id: String(index),
    contactId: String(index),
    channel: 'zalo',
    account: `cipher-${index}`,
    payload: { text: `m${index}` },
    attempts: 0,
    waitMs: index * 20,
    broadcastId: null,
  }));
  const orders: ClaimOrder[] = [];
  const sent: string[] = [];
  const sentAt: number[] = [];
  const settled: (readonly Settlement[])[] = [];
  const store: Partial<OutboxStore> = {
    claim: async (order) => {
      orders.push(order);
      return claimed;
    },
    settle: async (settlements) => void settled.push(settlements),
  };
  const channel: Partial<Channel> = {
    name: 'zalo',
    limits: CHANNEL_LIMITS.zalo,
    rate: { perSecond: 1_000 },
    send: async (account) => {
      sent.push(account);
      sentAt.push(performance.now());
      return outcomes[sent.length - 1] ?? { kind: 'sent' };
    },
  };
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const sender = sendOutbox({
    store: store as OutboxStore,
    channels: new Map([['zalo', channel as Channel]]),
    addressBook: { decrypt: (cipher: string) => cipher.replace('cipher', 'account') } as never,
    clock: { now: () => now },
    log: quiet,
  });
  return { sender, sent, sentAt, settled, orders, store };
}

test('accounts are decrypted only to be sent to, and every message is settled by itself', async () => {
  const { sender, sent, settled } = world([{ kind: 'sent' }, { kind: 'retry', reason: 'HTTP 502' }]);
  expect(await sender.round('zalo')).toEqual({ sent: 1, failed: 1 });
  expect(sent).toEqual(['account-0', 'account-1']);
  expect(settled.map((settlements) => settlements.length)).toEqual([1, 1]);
  expect(settled.flat().map(({ outcome }) => outcome.kind)).toEqual(['sent', 'retry']);
});

test('once the quota is used up nothing more of the round is tried', async () => {
  const { sender, sent, settled } = world([
    { kind: 'parked', reason: 'quota', afterMs: 60_000 },
    { kind: 'sent' },
    { kind: 'sent' },
  ]);
  await sender.round('zalo');
  expect(sent).toEqual(['account-0']);
  expect(settled.flat().map(({ retryAt }) => retryAt)).toEqual([later(60_000), later(60_000), later(60_000)]);
});

test('each message leaves at the moment its claim gave it, and the claim is told the channel’s rate', async () => {
  const { sender, sentAt, orders } = world([{ kind: 'sent' }, { kind: 'sent' }, { kind: 'sent' }]);
  const begun = performance.now();
  await sender.round('zalo');
  sentAt.forEach((at, index) => {
    expect(at - begun).toBeGreaterThan(index * 20 - 2);
  });
  expect(orders).toMatchObject([{ channel: 'zalo', perSecond: 1_000 }]);
  // What was claimed and not sent may be claimed by another sender only after its moment has passed.
  for (const { aheadMs, leaseMs } of orders) expect(aheadMs).toBeLessThan(leaseMs / 2);
});

test('what was sent is written down once the database is back, and not sent again', async () => {
  const { sender, sent, settled, store } = world([{ kind: 'sent' }]);
  const settleWell = store.settle;
  let failures = 2;
  store.settle = async (settlements, at) => {
    if (failures-- > 0) throw new AppError('storage-unavailable');
    await settleWell?.(settlements, at);
  };
  expect(await sender.round('zalo')).toEqual({ sent: 1, failed: 0 });
  expect(sent).toHaveLength(1);
  expect(settled).toHaveLength(1);
});

test('an outcome that the database refuses is not tried again', async () => {
  const { sender, store } = world([{ kind: 'sent' }]);
  let tries = 0;
  store.settle = async () => {
    tries += 1;
    throw new Error('refused');
  };
  await expect(sender.round('zalo')).rejects.toThrow('refused');
  expect(tries).toBe(1);
});
