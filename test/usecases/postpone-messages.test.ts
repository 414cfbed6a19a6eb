/** Postponing: what waits, what does not, and what comes of it when it comes back. */

import { expect, test } from 'vitest';
import { CHANNEL_LIMITS } from '../../src/core/channel.ts';
import type { InboundMessage } from '../../src/core/message.ts';
import type { Channel } from '../../src/ports/channel.ts';
import type { Log } from '../../src/ports/log.ts';
import { createAddressBook } from '../../src/storage/address-book.ts';
import type { BatchGatherer } from '../../src/usecases/gather-batches.ts';
import { postponeUnavailable, receivePostponed } from '../../src/usecases/postpone-messages.ts';
import type { MessageOutcome } from '../../src/usecases/receive-messages.ts';

const addressBook = createAddressBook('a secret key of the tests, 32 bytes and more');
const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** The part of a channel that postponing looks at. */
function channelOf(name: InboundMessage['channel'], answersInResponse: boolean): Channel {
  return {
    name,
    limits: CHANNEL_LIMITS[name],
    repliesInResponse: answersInResponse ? 1 : 0,
    rate: { perSecond: 1 },
    verify: () => true,
    decode: () => ({ messages: [] }),
    render: () => [],
    send: async () => ({ kind: 'sent' }),
    ...(answersInResponse ? { replyBody: () => ({}) } : {}),
  };
}

const channels = new Map([
  ['telegram', channelOf('telegram', true)],
  ['zalo', channelOf('zalo', false)],
] as const);

function message(channel: 'telegram' | 'zalo', key: string, sentAt = '2026-11-02T01:00:00Z'): InboundMessage {
  return { channel, key, account: `account of ${key}`, sentAt: new Date(sentAt), content: { kind: 'open' } };
}

function gathererOf(kind: MessageOutcome['kind'], got: InboundMessage[] = []): BatchGatherer {
  return {
    async submit(messages) {
      got.push(...messages);
      return messages.map(() => ({ kind, reply: [] }));
    },
    drained: async () => {},
  };
}

function postponing(kind: MessageOutcome['kind'], put: (bodies: readonly string[]) => void) {
  const queue = { put: async (bodies: readonly string[]) => put(bodies) };
  return postponeUnavailable(gathererOf(kind), { queue, addressBook, channels, log: quiet });
}

test('what cannot be stored waits where no response carries the reply, and else is brought again', async () => {
  const kept: string[] = [];
  const gatherer = postponing('unavailable', (bodies) => kept.push(...bodies));
  expect(await gatherer.submit([message('zalo', 'a')])).toEqual([{ kind: 'postponed', reply: [] }]);
  expect(await gatherer.submit([message('telegram', 'b')])).toEqual([{ kind: 'unavailable', reply: [] }]);
  expect(kept).toHaveLength(1);
});

test('what was stored does not wait', async () => {
  const gatherer = postponing('committed', () => expect.fail('nothing is to be kept'));
  expect(await gatherer.submit([message('zalo', 'a')])).toEqual([{ kind: 'committed', reply: [] }]);
});

test('where the queue is away too, the vendor is told to come again', async () => {
  const gatherer = postponing('unavailable', () => {
    throw new Error('the queue is away');
  });
  expect(await gatherer.submit([message('zalo', 'a')])).toEqual([{ kind: 'unavailable', reply: [] }]);
});

test('what waits comes back as it was, in the order of sending, and nobody can read it meanwhile', async () => {
  const kept: string[] = [];
  const gatherer = postponing('unavailable', (bodies) => kept.push(...bodies));
  const late: InboundMessage = {
    ...message('zalo', 'late', '2026-11-02T01:00:05.123Z'),
    content: { kind: 'text', text: 'em thích đá bóng 👍' },
    code: 'THU',
    language: 'vi',
  };
  const early: InboundMessage = {
    ...message('zalo', 'early', '2026-11-02T01:00:04Z'),
    content: { kind: 'unsupported', what: 'sticker' },
  };
  await gatherer.submit([late, early]);
  expect(kept.join()).not.toMatch(/account|THU|zalo/);
  const got: InboundMessage[] = [];
  const receive = receivePostponed({ gatherer: gathererOf('committed', got), addressBook, log: quiet });
  expect(await receive(kept)).toEqual([true, true]);
  expect(got).toEqual([early, late]);
});

test('what is still unavailable or cannot be opened is to come again, and holds up nothing else', async () => {
  const kept: string[] = [];
  await postponing('unavailable', (bodies) => kept.push(...bodies)).submit([message('zalo', 'a')]);
  const away = receivePostponed({ gatherer: gathererOf('unavailable'), addressBook, log: quiet });
  expect(await away(kept)).toEqual([false]);
  const back = receivePostponed({ gatherer: gathererOf('duplicate'), addressBook, log: quiet });
  const foreign = createAddressBook('another secret key of the tests, 32 bytes').encrypt('{}');
  const otherShape = addressBook.encrypt('{"channel":"zalo"}');
  expect(await back([foreign, ...kept, otherShape])).toEqual([false, true, false]);
});
