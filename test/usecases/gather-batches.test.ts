/** Group commit: what comes while a batch is under way goes into the next one, in order. */

import { expect, test } from 'vitest';
import type { InboundMessage } from '../../src/core/message.ts';
import { type BatchLanes, gatherBatches } from '../../src/usecases/gather-batches.ts';
import type { MessageOutcome } from '../../src/usecases/receive-messages.ts';

function message(key: string, account = 'a'): InboundMessage {
  return { channel: 'web', key, account, sentAt: new Date(0), content: { kind: 'open' } };
}

function recorder(lanes: BatchLanes = { busy: 1, quiet: 1 }) {
  const batches: string[][] = [];
  const gates: (() => void)[] = [];
  const receive = async (batch: readonly InboundMessage[]): Promise<MessageOutcome[]> => {
    batches.push(batch.map(({ key }) => key));
    await new Promise<void>((open) => gates.push(open));
    return batch.map(() => ({ kind: 'committed', reply: [] }));
  };
  return { batches, gates, gatherer: gatherBatches(receive, lanes) };
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

test('several batches are under way at once, but a contact is in one of them only', async () => {
  const { batches, gates, gatherer } = recorder({ busy: 2, quiet: 2 });
  const all = ['a: 1', 'a: 2', 'b: 1'].map((key) => gatherer.submit([message(key, key.slice(0, 1))]));
  await tick();
  expect(batches).toEqual([['a: 1'], ['b: 1']]);
  all.push(gatherer.submit([message('c: 1', 'c'), message('a: 3', 'a')]));
  gates[1]?.();
  await tick();
  // c need not wait for a.
  expect(batches.slice(2)).toEqual([['c: 1']]);
  gates[0]?.();
  await tick();
  expect(batches.slice(3)).toEqual([['a: 2', 'a: 3']]);
  for (const open of gates) open();
  await Promise.all(all);
});

test('in quiet hours hardly any message waits; under load the batches grow', async () => {
  const { batches, gates, gatherer } = recorder({ busy: 1, quiet: 3 });
  const send = (name: string) => gatherer.submit([message(name, name)]);
  const all = ['a', 'b', 'c', 'd'].map(send);
  await tick();
  expect(batches).toEqual([['a'], ['b'], ['c']]);
  for (let more = 0; more < 20; more += 1) all.push(send(`more ${more}`));
  gates[0]?.();
  await tick();
  expect(batches[3]).toHaveLength(21);
  all.push(send('late'));
  gates[1]?.();
  gates[2]?.();
  await tick();
  expect(batches).toHaveLength(4);
  gates[3]?.();
  await tick();
  expect(batches[4]).toEqual(['late']);
  gates[4]?.();
  await Promise.all(all);
});

test('draining waits for every lane', async () => {
  const { gates, gatherer } = recorder({ busy: 3, quiet: 3 });
  for (let child = 0; child < 9; child += 1) void gatherer.submit([message(String(child), `child ${child}`)]);
  await tick();
  let drained = false;
  const draining = gatherer.drained().then(() => {
    drained = true;
  });
  // Gates open one after another; later ones are built by the batches they let through.
  while (gates.length > 0) {
    expect(drained).toBe(false);
    gates.shift()?.();
    await tick();
  }
  await draining;
  expect(drained).toBe(true);
});
