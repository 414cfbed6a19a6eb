/** Watching over days: figures are cut once a day, move in steps, and come from real walks and responses. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import { buildGazetteer } from '../../src/core/gazetteer.ts';
import { flowLibrary } from '../../src/usecases/flow-library.ts';
import { type ProgressWatch, watchProgress } from '../../src/usecases/watch-progress.ts';
import { pglite, type TriedStore } from '../storage/engines.ts';
import { aBatch, aChild, aResponse, launchOne } from '../storage/made-up.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
let tried: TriedStore;
let watch: ProgressWatch;
let now = new Date('2026-11-24T03:00:00Z');

beforeAll(async () => {
  tried = await pglite.open();
  const { store } = tried;
  watch = watchProgress({
    consultations: store.consultations,
    plans: store.plans,
    store: store.progress,
    flows: flowLibrary(store.consultations),
    gazetteer: buildGazetteer(await store.localities()),
    clock: { now: () => now },
    // Nothing stays behind, so that the test can tell what is due.
    random: { uuid: () => '', fraction: () => 0, shuffle: (things) => [...things] },
  });
}, 120_000);
afterAll(() => tried?.close());

const cutOf = async ({ id }: Consultation) => (await watch.watch(id))?.cut ?? null;

async function answer(consultation: Consultation, children: number, place = '79'): Promise<void> {
  const responses = Array.from({ length: children }, () => aResponse(consultation, { place }));
  await tried.store.sealing.seal(aBatch(consultation, { responses }));
}

describe('over days', () => {
  test('figures move once a day, and only once k more have come', async () => {
    const consultation = await launchOne(tried.store);
    expect(await cutOf(consultation)).toBeNull();
    await answer(consultation, 4);
    now = new Date(now.getTime() + DAY_MS);
    expect(await cutOf(consultation)).toBeNull();
    await answer(consultation, 9);
    now = new Date(now.getTime() + DAY_MS);
    expect(await cutOf(consultation)).toMatchObject({ answered: 10, places: { 79: 10 } });
    // The same day, whatever comes.
    await answer(consultation, 100);
    expect(await cutOf(consultation)).toMatchObject({ answered: 10 });
    now = new Date(now.getTime() + DAY_MS);
    expect(await cutOf(consultation)).toMatchObject({ answered: 110 });
    // Another day, and too few: what was told stays.
    await answer(consultation, 3);
    now = new Date(now.getTime() + DAY_MS);
    expect(await cutOf(consultation)).toMatchObject({
      answered: 110,
      day: expect.stringMatching(/^2026-11-27/),
    });
  });

  test('a commune and its province are told apart, each in its own steps', async () => {
    const consultation = await launchOne(tried.store);
    await answer(consultation, 12, '00004');
    await answer(consultation, 9, '00008');
    await answer(consultation, 8);
    now = new Date(now.getTime() + DAY_MS);
    expect((await cutOf(consultation))?.places).toEqual({ '00004': 10, '01': 20, '79': 5 });
  });
});

test('walks that were stopped or rest since the day before count as broken off, by their question', async () => {
  const consultation = await launchOne(tried.store);
  const stopped = { asking: 'many', trail: ['age', 'consent', 'one'], answers: {} };
  for (let child = 0; child < 6; child += 1) {
    await aChild(tried.store, consultation, {
      state: { language: 'vi', phase: 'stopped', ...stopped },
    });
  }
  // Messages of these walks were received on 23 November: two days later they rest, on the day itself they do not.
  for (let child = 0; child < 7; child += 1) {
    const { walk } = await aChild(tried.store, consultation, {
      state: { language: 'vi', phase: 'asking', ...stopped, asking: 'hours' },
    });
    await tried.database.query(
      `INSERT INTO inbox (key, session_id, received_on) VALUES ($1, $2::uuid, '2026-12-24')`,
      [walk.id.replaceAll('-', '').padEnd(43, 'x'), walk.id],
    );
  }
  now = new Date('2026-12-25T03:00:00Z');
  expect(await cutOf(consultation)).toMatchObject({ started: 10, stopped: 5, stretches: [{ to: 'hours' }] });
  for (let child = 0; child < 5; child += 1) await aChild(tried.store, consultation);
  now = new Date('2026-12-27T03:00:00Z');
  const later = await cutOf(consultation);
  expect(later?.stretches).toEqual([
    { from: 'age', to: 'one', children: 5 },
    { from: 'many', to: 'many', children: 5 },
    { from: 'best', to: 'hours', children: 5 },
  ]);
});

test('goals set later stand for what the plan said of the same place', async () => {
  const consultation = await launchOne(tried.store);
  await watch.setGoals(consultation.id, [{ place: '79', children: 50, share: null }], 'Lan');
  expect((await watch.watch(consultation.id))?.goals).toEqual([{ place: '79', children: 50, share: null }]);
  const share = { percent: 5, living: 1_001, source: 'Sở Y tế' };
  await watch.setGoals(consultation.id, [{ place: '01', children: 51, share }], 'Lan');
  expect((await watch.watch(consultation.id))?.goals).toEqual([{ place: '01', children: 51, share }]);
});

test('a consultation without a plan is the nation’s; what is none has no owner', async () => {
  const { id } = await launchOne(tried.store);
  expect(await watch.ownerOf(id)).toBe('VN');
  expect(await watch.ownerOf('nothing')).toBeNull();
});
