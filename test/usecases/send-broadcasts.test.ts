/** Sending messages of broadcasts: never twice, never in quiet hours, with little to commit. */

import { expect, test } from 'vitest';
import { CHANNEL_LIMITS } from '../../src/core/channel.ts';
import type { Channel, SendOutcome } from '../../src/ports/channel.ts';
import type { ClaimedMessage, ClaimOrder, OutboxStore, Settlement } from '../../src/ports/outbox-store.ts';
import { sendOutbox, settle } from '../../src/usecases/send-outbox.ts';

const now = new Date('2026-11-23T10:00:00Z');
const UNSURE: SendOutcome = { kind: 'retry', reason: 'no answer', isUnsure: true };

type Options = {
  readonly broadcasts: number;
  readonly replies?: number;
  readonly outcome?: (account: string) => SendOutcome;
  readonly takenBack?: readonly string[];
  readonly openForMs?: number;
};

async function play({ broadcasts, replies = 0, outcome, takenBack = [], openForMs = 1e9 }: Options) {
  const happened: string[] = [];
  const settled: (readonly Settlement[])[] = [];
  const orders: ClaimOrder[] = [];
  const counted: number[] = [];
  const message = (id: string, broadcastId: string | null): ClaimedMessage => ({
    ...{ id, contactId: id, channel: 'telegram', account: id, payload: { text: id }, attempts: 0, waitMs: 0 },
    broadcastId,
  });
  const claimed = [
    ...Array.from({ length: replies }, (_, at) => message(`r${at}`, null)),
    ...Array.from({ length: broadcasts }, (_, at) => message(`b${at}`, 'one')),
  ];
  const store: Partial<OutboxStore> = {
    claim: async (order) => {
      orders.push(order);
      return claimed;
    },
    setOut: async (ids) => {
      happened.push(`out ${ids.join(' ')}`);
      return new Set(ids.filter((id) => !takenBack.includes(id)));
    },
    settle: async (settlements) => {
      settled.push(settlements);
    },
    countSent: async (_channel, messages) => {
      counted.push(messages);
    },
  };
  const channel: Partial<Channel> = {
    ...{ name: 'telegram', limits: CHANNEL_LIMITS.telegram, rate: { perSecond: 30 } },
    send: async (account) => {
      happened.push(account);
      return outcome?.(account) ?? { kind: 'sent' };
    },
  };
  const sender = sendOutbox({
    store: store as OutboxStore,
    channels: new Map([['telegram', channel as Channel]]),
    addressBook: { decrypt: (cipher: string) => cipher } as never,
    clock: { now: () => now },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    broadcastsOpenForMs: () => openForMs,
  });
  const round = await sender.round('telegram');
  await sender.close();
  return { happened, settled, orders, counted, round };
}

test('each group is marked as on its way before any of it leaves, and all are settled together', async () => {
  const { happened, settled, round } = await play({ broadcasts: 11, replies: 2 });
  const outAt = (id: string) =>
    happened.findIndex((one) => one.startsWith('out') && one.split(' ').includes(id));
  for (let at = 0; at < 11; at += 1) {
    expect(outAt(`b${at}`)).toBeGreaterThanOrEqual(0);
    expect(outAt(`b${at}`)).toBeLessThan(happened.indexOf(`b${at}`));
  }
  expect(happened.filter((one) => one.startsWith('out'))).toHaveLength(2);
  expect(settled.map((each) => each.length).sort()).toEqual([1, 1, 11]);
  expect(round).toEqual({ sent: 13, failed: 0 });
});

test('what was taken back between its claim and its moment does not leave, and is not settled', async () => {
  const { happened, settled } = await play({ broadcasts: 3, takenBack: ['b1'] });
  expect(happened).not.toContain('b1');
  expect(settled.flat().map(({ id }) => id)).toEqual(['b0', 'b2']);
});

test('what may have arrived is tried again for a child who waits, and never for a broadcast', async () => {
  const { settled } = await play({ broadcasts: 1, replies: 1, outcome: () => UNSURE });
  const byId = new Map(settled.flat().map((one) => [one.id, one]));
  expect(byId.get('b0')).toMatchObject({ retryAt: null, broadcastId: 'one' });
  expect(byId.get('r0')?.retryAt).toBeInstanceOf(Date);
  const flooded: SendOutcome = { kind: 'retry', reason: 'telegram 429', afterMs: 3_000 };
  const later = settle({ id: '1', attempts: 0, broadcastId: 'one' }, flooded, now);
  expect(later.retryAt).toEqual(new Date(now.getTime() + 3_000));
});

test('moments are taken a second ahead at most, no further than the hours allow, and not at all when closed', async () => {
  const ahead = async (openForMs: number) =>
    (await play({ broadcasts: 0, openForMs })).orders[0]?.broadcastAheadMs;
  expect(await ahead(Number.POSITIVE_INFINITY)).toBe(1_000);
  expect(await ahead(300)).toBe(300);
  expect(await ahead(0)).toBe(0);
});

test('a channel that cannot send keeps the rest of its round for later', async () => {
  const parked: SendOutcome = { kind: 'parked', reason: 'telegram 401', afterMs: 600_000 };
  const { settled } = await play({ broadcasts: 9, outcome: () => parked });
  expect(settled.flat()).toHaveLength(9);
  for (const { outcome, retryAt } of settled.flat()) {
    expect(outcome.kind).toBe('parked');
    expect(retryAt).toEqual(new Date(now.getTime() + 600_000));
  }
});

test('what left is counted once for the whole round, and written down at the end at the latest', async () => {
  const { counted } = await play({ broadcasts: 3, replies: 2 });
  expect(counted.reduce((all, one) => all + one, 0)).toBe(5);
  expect(counted).toHaveLength(1);
});
