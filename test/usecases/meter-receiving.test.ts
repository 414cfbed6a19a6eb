/** Metering: counts once for each batch, changes nothing of what is received, and lays no log line to the wrong request. */

import { expect, test } from 'vitest';
import type { InboundMessage } from '../../src/core/message.ts';
import type { BatchCount, Meter } from '../../src/ports/meter.ts';
import { gatherBatches } from '../../src/usecases/gather-batches.ts';
import { meterBatches, meterCommits, meterDeliveries } from '../../src/usecases/meter-receiving.ts';
import type { DeliveryAnswer } from '../../src/usecases/receive-delivery.ts';
import type { MessageOutcome } from '../../src/usecases/receive-messages.ts';

function metered() {
  const batches: BatchCount[] = [];
  const told: unknown[] = [];
  const meter: Meter = {
    batch: (count) => batches.push(count),
    commit: (conflicts, seconds) => told.push({ conflicts, timed: seconds >= 0 && seconds < 60 }),
    delivery: (channel, answer) => told.push(`${channel} ${answer}`),
    send: () => {},
  };
  return { meter, batches, told };
}

function message(channel: InboundMessage['channel'], key: string): InboundMessage {
  const sentAt = new Date('2026-11-23T08:00:00Z');
  return { channel, account: key, key, sentAt, content: { kind: 'text', text: 'có' } };
}

const outcome = (kind: MessageOutcome['kind']): MessageOutcome => ({ kind, reply: [] });

test('a batch is counted once, by channel and by outcome, and its outcomes are passed on as they are', async () => {
  const { meter, batches } = metered();
  const outcomes = [outcome('committed'), outcome('duplicate'), outcome('committed')];
  const apart: string[] = [];
  const receive = meterBatches(
    async () => outcomes,
    meter,
    (work) => {
      apart.push('apart');
      return work();
    },
  );
  expect(await receive([message('web', '1'), message('zalo', '2'), message('web', '3')])).toBe(outcomes);
  expect(batches).toEqual([
    {
      ...{
        messages: new Map([
          ['web', 2],
          ['zalo', 1],
        ]),
        size: 3,
      },
      outcomes: new Map([
        ['committed', 2],
        ['duplicate', 1],
      ]),
    },
  ]);
  expect(apart).toEqual(['apart']);
});

test('messages that are gathered count as one batch', async () => {
  const { meter, batches } = metered();
  const receive = meterBatches(
    async (batch) => batch.map(() => outcome('committed')),
    meter,
    (work) => work(),
  );
  const gatherer = gatherBatches(receive, { lanes: 1, soon: (begin) => begin() });
  await Promise.all(['1', '2', '3', '4'].map((key) => gatherer.submit([message('web', key)])));
  expect(batches.map(({ size }) => size)).toEqual([4]);
});

test('conflicts are counted, and a commit that fails still fails', async () => {
  const { meter, told } = metered();
  const load = async () => ({ contacts: new Map(), seen: new Map(), invitations: new Map() });
  const usedCodes = async () => new Set<string>();
  const parentDecisions = async () => new Map();
  const store = meterCommits(
    { load, usedCodes, parentDecisions, commit: async () => ['committed', 'conflict', 'conflict'] },
    meter,
  );
  expect(await store.commit([], new Date())).toEqual(['committed', 'conflict', 'conflict']);
  expect(told).toEqual([{ conflicts: 2, timed: true }]);
  const commit = () => Promise.reject(new Error('away'));
  const broken = meterCommits({ load, usedCodes, parentDecisions, commit }, meter);
  await expect(broken.commit([], new Date())).rejects.toThrow('away');
});

test.each<readonly [DeliveryAnswer, string]>([
  [{ kind: 'accepted', body: { method: 'sendMessage' } }, 'telegram accepted'],
  [{ kind: 'accepted', ignored: true }, 'telegram ignored'],
  [{ kind: 'unauthorized' }, 'telegram unauthorized'],
  [{ kind: 'off' }, 'telegram off'],
  [{ kind: 'unavailable' }, 'telegram unavailable'],
])('a delivery answered with %j is counted as %s', async (answer, counted) => {
  const { meter, told } = metered();
  const delivery = { channel: 'telegram', body: '{}', header: () => undefined } as const;
  expect(await meterDeliveries(async () => answer, meter)(delivery)).toBe(answer);
  expect(told).toEqual([counted]);
});

test('a delivery that is a bug of ours is counted and stays one', async () => {
  const { meter, told } = metered();
  const delivery = { channel: 'web', body: '{}', header: () => undefined } as const;
  const failing = meterDeliveries(() => Promise.reject(new Error('x')), meter);
  await expect(failing(delivery)).rejects.toThrow('x');
  expect(told).toEqual(['web failed']);
});
