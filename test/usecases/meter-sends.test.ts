/** Metering of sends: one count each, by how it ended; what a parked channel holds back was not sent and is not counted. */

import { expect, test } from 'vitest';
import { CHANNEL_LIMITS } from '../../src/core/channel.ts';
import type { Channel, SendOutcome } from '../../src/ports/channel.ts';
import type { OutboxStore } from '../../src/ports/outbox-store.ts';
import { MAX_ATTEMPTS, sendOutbox } from '../../src/usecases/send-outbox.ts';

async function countOf(outcomes: readonly SendOutcome[], attempts: number): Promise<string[]> {
  const counted: string[] = [];
  const left = [...outcomes];
  const claimed = outcomes.map((_, index) => ({
    ...{ id: String(index), contactId: 'c', channel: 'zalo', account: 'a', payload: {}, attempts },
    waitMs: index * 10,
    broadcastId: null,
  }));
  const store: Partial<OutboxStore> = { claim: async () => claimed as never, settle: async () => {} };
  const channel: Partial<Channel> = {
    ...{ name: 'zalo', limits: CHANNEL_LIMITS.zalo, rate: { perSecond: 1_000 } },
    send: async () => left.shift() ?? { kind: 'sent' },
  };
  await sendOutbox({
    store: store as OutboxStore,
    channels: new Map([['zalo', channel as Channel]]),
    addressBook: { decrypt: (cipher: string) => cipher } as never,
    clock: { now: () => new Date('2026-11-23T10:00:00Z') },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    meter: { send: (name, outcome) => counted.push(`${name} ${outcome}`) },
  }).round('zalo');
  return counted;
}

const RETRY: SendOutcome = { kind: 'retry', reason: 'HTTP 502' };

test('every send counts once, by its outcome', async () => {
  const refused: SendOutcome = { kind: 'refused', reason: '400' };
  const blocked: SendOutcome = { kind: 'blocked', reason: '403' };
  expect(await countOf([{ kind: 'sent' }, RETRY, refused, blocked], 0)).toEqual([
    'zalo sent',
    'zalo retry',
    'zalo refused',
    'zalo blocked',
  ]);
});

test('a retry that has no try left counts as given up', async () => {
  expect(await countOf([RETRY], MAX_ATTEMPTS - 1)).toEqual(['zalo given-up']);
});

test('what waits behind the message that parked the channel was not sent', async () => {
  const parked: SendOutcome = { kind: 'parked', reason: 'quota', afterMs: 60_000 };
  expect(await countOf([parked, { kind: 'sent' }, { kind: 'sent' }], 0)).toEqual(['zalo parked']);
});
