/** Cutting a release from tallies, over a real database. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import { buildGazetteer } from '../../src/core/gazetteer.ts';
import type { Release } from '../../src/core/release/release.ts';
import { cutRelease, type ReleaseServices } from '../../src/usecases/cut-release.ts';
import { flowLibrary } from '../../src/usecases/flow-library.ts';
import { pglite, type TriedStore } from '../storage/engines.ts';
import { aBatch, aResponse, launchOne } from '../storage/made-up.ts';

const SAID = ['a', 'a', 'b', 'a', 'c', null, 'a', 'b', 'a', 'c', 'b', null];
const NOW = new Date('2026-11-24T05:00:00Z');

let tried: TriedStore;
let services: ReleaseServices;

beforeAll(async () => {
  tried = await pglite.open();
  const { store } = tried;
  services = {
    ...{ store: store.releases, flows: flowLibrary(store.consultations), clock: { now: () => NOW } },
    gazetteer: buildGazetteer(await store.localities(), []),
    random: { fraction: () => 0 },
  };
});
afterAll(() => tried.close());

/** Seals children: of twelve five say a, three b, two c and two skip; a quarter lives in Hà Nội, the others in Hồ Chí Minh. */
async function sealChildren(consultation: Consultation, children: number, counted = true): Promise<void> {
  const responses = Array.from({ length: children }, (_, at) =>
    aResponse(consultation, {
      place: at % 4 === 0 ? '01' : '79',
      ageBand: at % 2 === 0 ? '9-10' : '11-13',
      answers: { one: SAID[at % SAID.length] ?? null, hours: at % 24 },
    }),
  );
  await tried.store.sealing.seal(aBatch(consultation, counted ? { responses } : { responses, tallies: [] }));
}

async function releasedOf(consultation: Consultation): Promise<Release> {
  const outcome = await cutRelease(services)(consultation);
  if (outcome.kind !== 'released') throw new Error(outcome.kind);
  return outcome.release;
}

function cellsOf(release: Release, question: string) {
  const cells = release.tabulations.find((one) => one.question === question)?.cells ?? [];
  return Object.fromEntries(cells.map(({ id, count }) => [id, count]));
}

describe('a release', () => {
  it('tells exactly what was sealed, from the tallies', async () => {
    const consultation = await launchOne(tried.store);
    await sealChildren(consultation, 60);
    const release = await releasedOf(consultation);
    expect(release).toMatchObject({ number: 1, day: '2026-11-24', responses: 60, simulated: 0 });
    const grouped = await tried.database.query<{ option: string; children: number }>(
      `SELECT options[1] AS option, count(*)::int AS children FROM answers JOIN responses r ON r.id = response_id
       WHERE consultation_id = $1::uuid AND question = 'one' AND NOT skipped GROUP BY 1`,
      [consultation.id],
    );
    expect(cellsOf(release, 'one')).toEqual(
      Object.fromEntries(grouped.map(({ option, children }) => [option, children])),
    );
  });

  it('brings tables of the nation and of each province that enough answered from, rounded', async () => {
    const consultation = await launchOne(tried.store, { places: ['01', '79'] });
    await sealChildren(consultation, 800);
    await sealChildren(consultation, 1);
    await releasedOf(consultation);
    const { tables } = tried.store;
    expect(await tables.scopes(consultation.id)).toEqual(['01', '79', 'VN']);
    for (const scope of ['01', '79', 'VN']) {
      for (const table of await tables.tables(consultation.id, scope)) {
        expect(table).toMatchObject({ scope, release: 1, day: '2026-11-24' });
        const shown = table.counts.flat().filter((count) => count !== null);
        expect(shown.filter((count) => count % table.base !== 0)).toEqual([]);
        expect(shown.filter((count) => count < table.minCell)).toEqual([]);
      }
    }
    const byAge = await tables.table(consultation.id, { scope: 'VN', rows: 'one', columns: '@age' });
    expect(byAge).not.toBeNull();
  });

  it('cuts a place anew only once enough more came from it', async () => {
    const consultation = await launchOne(tried.store, { places: ['01', '79'] });
    await sealChildren(consultation, 800);
    await releasedOf(consultation);
    const before = await tried.store.releases.tallies(consultation.id);
    expect(before?.map(({ scope, cutAt }) => [scope, cutAt]).sort()).toEqual([
      ['01', 200],
      ['79', 600],
      ['VN', 800],
    ]);
    await sealChildren(consultation, 6);
    expect(await releasedOf(consultation)).toMatchObject({ number: 2, responses: 806 });
    const released = (await tried.store.tables.tables(consultation.id, '01')).map(({ release }) => release);
    expect(new Set(released)).toEqual(new Set([1]));
  });

  it('is not cut for fewer than k new responses', async () => {
    const consultation = await launchOne(tried.store);
    await sealChildren(consultation, 40);
    await releasedOf(consultation);
    await sealChildren(consultation, 4);
    expect(await cutRelease(services)(consultation)).toEqual({ kind: 'too-few', needed: 1 });
    expect(await cutRelease(services)(await launchOne(tried.store))).toEqual({ kind: 'too-few', needed: 5 });
  });

  it('counts anew first what was sealed before there were tallies', async () => {
    const consultation = await launchOne(tried.store);
    await sealChildren(consultation, 36, false);
    await tried.database.query(
      `INSERT INTO raw_counts (consultation_id, scope, responses, cut_at, counts) VALUES ($1::uuid, 'VN', 0, 0, NULL)`,
      [consultation.id],
    );
    expect(
      (await tried.store.releases.unreleased()).find((one) => one.consultationId === consultation.id),
    ).toEqual({
      ...{ consultationId: consultation.id, responses: 0, counted: false, lastDay: null },
    });
    expect(cellsOf(await releasedOf(consultation), 'one')).toMatchObject({ a: 15, b: 9, c: 6 });
    await sealChildren(consultation, 6);
    expect(
      (await tried.store.releases.unreleased()).find((one) => one.consultationId === consultation.id),
    ).toEqual({
      ...{ consultationId: consultation.id, responses: 6, counted: true, lastDay: '2026-11-24' },
    });
  });

  it('notes quick walks as at least so many, never fewer than before', async () => {
    const consultation = await launchOne(tried.store);
    await sealChildren(consultation, 40);
    await tried.store.sealing.seal(aBatch(consultation, { marks: { 'took:0': 17, 'took:3': 20 } }));
    expect((await releasedOf(consultation)).notes).toEqual({ quick: 15, straight: 0 });
    await sealChildren(consultation, 6);
    const late = { ...services, random: { fraction: () => 0.9 } };
    const again = await cutRelease(late)(consultation);
    expect(again).toMatchObject({ kind: 'released', release: { notes: { quick: 15, straight: 0 } } });
  });
});
