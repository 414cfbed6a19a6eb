/** Group commit: what comes while a batch is under way goes into the next one, in order. */

import { expect, test } from 'vitest';
import type { InboundMessage } from '../../src/core/message.ts';
import { gatherBatches } from '../../src/usecases/gather-batches.ts';
import type { MessageOutcome } from '../../src/usecases/receive-messages.ts';

function message(key: string): InboundMessage {
  return { channel: 'web', key, account: 'a', sentAt: new Date(0), content: { kind: 'open' } };
}

function recorder() {
  const batches: string[][] = [];
  const gates: (() => void)[] = [];
  const receive = async (batch: readonly InboundMessage[]): Promise<MessageOutcome[]> => {
    batches.push(batch.map(({ key }) => key));
    await new Promise<void>((open) => gates.push(open));
    return batch.map(() => ({ kind: 'committed', reply: [] }));
  };
  return { batches, gates, gatherer: gatherBatches(receive) };
}

const tick = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

test('a lone message is received at once', async () => {
  const { batches, gates, gatherer } = recorder();
  const done = gatherer.submit([message('1')]);
  await tick();
  expect(batches).toEqual([['1']]);
  gates[0]?.();
  expect(await done).toEqual([{ kind: 'committed', reply: [] }]);
});

test('messages that come meanwhile form the next batch, in order', async () => {
  const { batches, gates, gatherer } = recorder();
  const all = ['1', '2', '3'].map((key) => gatherer.submit([message(key)]));
  await tick();
  gates[0]?.();
  await tick();
  expect(batches).toEqual([['1'], ['2', '3']]);
  gates[1]?.();
  await Promise.all(all);
});

test('draining waits for what is under way and what waits', async () => {
  const { gates, gatherer } = recorder();
  void gatherer.submit([message('1')]);
  void gatherer.submit([message('2')]);
  await tick();
  let drained = false;
  const draining = gatherer.drained().then(() => {
    drained = true;
  });
  gates[0]?.();
  await tick();
  expect(drained).toBe(false);
  gates[1]?.();
  await draining;
  expect(drained).toBe(true);
});

test('a flood beyond what can wait is turned away for the vendor to bring again', async () => {
  const { gatherer } = recorder();
  const flood = Array.from({ length: 20_001 }, (_, index) => message(String(index)));
  const outcomes = await gatherer.submit(flood);
  expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['unavailable']));
});
