/** Group commit: what comes while a batch is under way goes into the next one, in order. */

import { expect, test } from 'vitest';
import type { InboundMessage } from '../../src/core/message.ts';
import { gatherBatches } from '../../src/usecases/gather-batches.ts';
import type { MessageOutcome } from '../../src/usecases/receive-messages.ts';

function message(key: string, account = 'a'): InboundMessage {
  return { channel: 'web', key, account, sentAt: new Date(0), content: { kind: 'open' } };
}

function recorder(lanes = 1) {
  const batches: string[][] = [];
  const gates: (() => void)[] = [];
  const receive = async (batch: readonly InboundMessage[]): Promise<MessageOutcome[]> => {
    batches.push(batch.map(({ key }) => key));
    await new Promise<void>((open) => gates.push(open));
    return batch.map(() => ({ kind: 'committed', reply: [] }));
  };
  return { batches, gates, gatherer: gatherBatches(receive, { lanes, soon: setImmediate }) };
}

const tick = (): Promise<void> => new Promise((done) => setTimeout(done, 5));

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
  const all = [gatherer.submit([message('1')])];
  await tick();
  all.push(...['2', '3'].map((key) => gatherer.submit([message(key)])));
  gates[0]?.();
  await tick();
  expect(batches).toEqual([['1'], ['2', '3']]);
  gates[1]?.();
  await Promise.all(all);
});

test('what has arrived by the time a batch begins is in it', async () => {
  const { batches, gates, gatherer } = recorder();
  const all = ['1', '2', '3'].map((key) => gatherer.submit([message(key)]));
  await tick();
  expect(batches).toEqual([['1', '2', '3']]);
  gates[0]?.();
  await Promise.all(all);
});

test('draining waits for what is under way and what waits', async () => {
  const { gates, gatherer } = recorder();
  void gatherer.submit([message('1')]);
  await tick();
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

test('with several lanes batches are under way at once, and a contact keeps to one of them', async () => {
  const { batches, gates, gatherer } = recorder(2);
  const accounts = Array.from({ length: 12 }, (_, index) => `child ${index}`);
  const first = accounts.map((account) => gatherer.submit([message(`${account}: 1`, account)]));
  await tick();
  const second = accounts.map((account) => gatherer.submit([message(`${account}: 2`, account)]));
  await tick();
  expect(batches).toHaveLength(2);
  gates[0]?.();
  gates[1]?.();
  await tick();
  expect(batches).toHaveLength(4);
  gates[2]?.();
  gates[3]?.();
  await Promise.all([...first, ...second]);
  const laneOf = (key: string) => batches.findIndex((batch) => batch.includes(key)) % 2;
  for (const account of accounts) expect(laneOf(`${account}: 2`)).toBe(laneOf(`${account}: 1`));
  const order = batches.flat();
  for (const account of accounts)
    expect(order.indexOf(`${account}: 1`)).toBeLessThan(order.indexOf(`${account}: 2`));
});

test('draining waits for every lane', async () => {
  const { gates, gatherer } = recorder(3);
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
