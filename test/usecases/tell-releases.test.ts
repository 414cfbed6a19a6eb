/** New releases reach the systems that are to hear of them, once or more and never not at all. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildGazetteer } from '../../src/core/gazetteer.ts';
import { nextTry } from '../../src/core/program/release-hook.ts';
import type { OutsideAnswer, OutsideMessage } from '../../src/ports/outside-call.ts';
import { cryptoRandom } from '../../src/runtime/random.ts';
import { tellReleases } from '../../src/usecases/tell-releases.ts';
import { pglite, type TriedStore } from '../storage/engines.ts';
import { later, launchOne, NOW } from '../storage/made-up.ts';

let tried: TriedStore;
beforeAll(async () => {
  tried = await pglite.open();
}, 60_000);
afterAll(() => tried?.close());

/** A world in which time stands and others answer as they are told. */
async function world() {
  const gazetteer = buildGazetteer(await tried.store.localities());
  const said: OutsideMessage[] = [];
  const state = { now: NOW, answer: { kind: 'answered', status: 200 } as OutsideAnswer };
  const round = tellReleases({
    hooks: tried.store.releaseHooks,
    gazetteer,
    ...{ clock: { now: () => state.now }, random: cryptoRandom(), insecure: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    publicUrl: 'https://emnoi.vn',
    call: async (message) => {
      said.push(message);
      return state.answer;
    },
  });
  return { said, state, round };
}

async function hookAt(place: string): Promise<string> {
  const id = randomUUID();
  const order = { id, name: 'Cổng', url: `https://${id}.vn/x`, place, madeBy: 'Lan', madeAt: NOW };
  await tried.store.releaseHooks.add(order);
  return id;
}

async function releaseIn(place: string): Promise<string> {
  const { id, slug } = await launchOne(tried.store, { places: [place] });
  const counts = { responses: 12, complete: 11, partial: 1, simulated: 0, minCell: 5, tabulations: [] };
  await tried.store.releases.publish(id, { number: 1, day: '2026-11-23', ...counts });
  return slug;
}

it('an address hears of consultations that ask children of its place, and of no other; no figure is told', async () => {
  const { said, round } = await world();
  const [province, commune, other] = [await hookAt('79'), await hookAt('26740'), await hookAt('01')];
  const slug = await releaseIn('79');
  await round();
  const heard = said.map(({ url }) => url);
  expect(heard).toContain(`https://${province}.vn/x`);
  expect(heard).toContain(`https://${commune}.vn/x`);
  expect(heard).not.toContain(`https://${other}.vn/x`);
  const body = JSON.parse(said[0]?.body ?? '{}');
  expect(body).toEqual({
    ...{ type: 'release.published', timestamp: NOW.toISOString() },
    data: {
      ...{ consultation: slug, release: 1, day: '2026-11-23' },
      url: `https://emnoi.vn/api/v1/consultations/${slug}/releases/1`,
    },
  });
  said.length = 0;
  await round();
  expect(said).toEqual([]);
});

it('what did not arrive is tried again, later and later, with the same id; after a day it is given up', async () => {
  const { said, state, round } = await world();
  const hook = await hookAt('48');
  await releaseIn('48');
  state.answer = { kind: 'unreachable', why: 'timeout' };
  const tries: number[] = [];
  for (let minute = 0; minute <= 26 * 60; minute += 1) {
    state.now = later(minute);
    const before = said.length;
    await round();
    if (said.length > before) tries.push(minute);
  }
  expect(tries.slice(0, 6)).toEqual([0, 1, 3, 7, 15, 31]);
  expect(Math.max(...tries)).toBeLessThanOrEqual(24 * 60);
  expect(Math.max(...tries)).toBeGreaterThan(22 * 60);
  expect(new Set(said.map(({ id }) => id)).size).toBe(1);
  const [delivery] = await tried.store.releaseHooks.deliveries(hook, 1);
  expect(delivery).toMatchObject({ lastOutcome: 'timeout', dueAt: null });
  expect(delivery?.deadAt).not.toBeNull();
  state.answer = { kind: 'answered', status: 204 };
  await tried.store.releaseHooks.revive(hook, state.now);
  await round();
  expect((await tried.store.releaseHooks.deliveries(hook, 1))[0]?.deliveredAt).not.toBeNull();
}, 60_000);

it('what was under way when the process was killed is told by the next one', async () => {
  const { said, state, round } = await world();
  const hook = await hookAt('92');
  await releaseIn('92');
  const { releaseHooks } = tried.store;
  const [release] = (await releaseHooks.untold()).filter(({ hookId }) => hookId === hook);
  if (release === undefined) throw new Error('nothing to tell');
  // Killed after it was noted and taken, before anything was sent.
  await releaseHooks.tell(release, { id: randomUUID(), body: '{}', madeAt: NOW });
  await releaseHooks.claim({ now: NOW, until: later(1), most: 100 });
  await round();
  expect(said).toEqual([]);
  state.now = later(2);
  await round();
  expect(said.map(({ url }) => url)).toEqual([`https://${hook}.vn/x`]);
});

it('an answer that is no success is no arrival', async () => {
  const { state, round } = await world();
  const hook = await hookAt('31');
  await releaseIn('31');
  state.answer = { kind: 'answered', status: 302 };
  await round();
  expect((await tried.store.releaseHooks.deliveries(hook, 1))[0]).toMatchObject({
    ...{ deliveredAt: null, lastOutcome: '302', attempts: 1 },
  });
});

it('waits are never longer than an hour', () => {
  for (let attempts = 1; attempts < 100; attempts += 1) {
    const next = nextTry(NOW, attempts, NOW);
    expect((next?.getTime() ?? 0) - NOW.getTime()).toBeLessThanOrEqual(3_600_000);
  }
});
