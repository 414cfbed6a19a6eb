/** The demo is laid out once and whole, also when a first start was killed midway. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildGazetteer } from '../../src/core/gazetteer.ts';
import { cryptoRandom } from '../../src/runtime/random.ts';
import { yamlFlowFormat } from '../../src/storage/flow-format.ts';
import { consultationCatalogue } from '../../src/usecases/consultation-catalogue.ts';
import { cutRelease } from '../../src/usecases/cut-release.ts';
import { flowLibrary } from '../../src/usecases/flow-library.ts';
import { DEMO_CODE, DEMO_SLUG, type DemoServices, seedDemo } from '../../src/usecases/seed-demo.ts';
import { postgres, readShipped, type TriedStore } from '../storage/engines.ts';

const CHILDREN = 12;
const clock = { now: () => new Date('2026-11-20T03:00:00Z') };
const killed = () => Promise.reject(new Error('killed'));
let flowText: string;
let tried: TriedStore;

beforeAll(async () => {
  flowText = await readShipped('flows/truong-hoc-hanh-phuc.yaml');
  tried = await postgres.open();
}, 60_000);
afterEach(async () => {
  await tried.close();
  tried = await postgres.open();
});
afterAll(() => tried.close());

async function services(): Promise<DemoServices> {
  const { store } = tried;
  const { consultations, releases, sealing } = store;
  const gazetteer = buildGazetteer(await store.localities(), await store.formerProvinces());
  const flows = flowLibrary(consultations);
  return {
    ...{ consultations, releases, sealing, gazetteer, flows, flowText, clock },
    format: yamlFlowFormat(),
    cutRelease: cutRelease({ store: releases, flows, gazetteer, clock, random: { fraction: Math.random } }),
    catalogue: consultationCatalogue(consultations, clock),
    random: cryptoRandom(),
    minCell: 5,
    responses: CHILDREN,
  };
}

/** What there is in the end. */
async function laidOut() {
  const { consultations, releases, sealing } = tried.store;
  const found = await consultations.find(DEMO_CODE);
  if (found === null) return null;
  const simulated = await sealing.simulated(found.id);
  const release = await releases.latest(found.id);
  return { slug: found.slug, simulated, release: release?.number, released: release?.responses };
}

const WHOLE = { slug: DEMO_SLUG, simulated: CHILDREN, release: 1, released: CHILDREN };

describe('a start', () => {
  it('lays out the demo, and the next one adds nothing', async () => {
    await seedDemo(await services())();
    expect(await laidOut()).toEqual(WHOLE);
    await seedDemo(await services())();
    expect(await laidOut()).toEqual(WHOLE);
  });

  it.each<[string, (whole: DemoServices) => Partial<DemoServices>]>([
    ['the launch', ({ consultations }) => ({ consultations: { ...consultations, launch: killed } })],
    ['the simulated responses', ({ sealing }) => ({ sealing: { ...sealing, seal: killed } })],
    ['the release', () => ({ cutRelease: killed })],
  ])('killed before %s is completed by the next', async (_, withKill) => {
    const whole = await services();
    await expect(seedDemo({ ...whole, ...withKill(whole) })()).rejects.toThrow('killed');
    expect(await laidOut()).not.toEqual(WHOLE);
    await seedDemo(await services())();
    expect(await laidOut()).toEqual(WHOLE);
  });

  it.each([
    ['on an empty database', false],
    ['after one that was killed', true],
  ])('of two processes at once %s leaves one set of simulated responses', async (_, isLaunched) => {
    const whole = await services();
    if (isLaunched)
      await seedDemo({ ...whole, sealing: { ...whole.sealing, seal: killed } })().catch(() => {});
    await Promise.all([seedDemo(whole)(), seedDemo(await services())()]);
    // On an empty database the slower one leaves the rest to the quicker one.
    expect(await laidOut()).toEqual(WHOLE);
  });

  it('without simulated children launches and adds none, and one with them adds them later', async () => {
    await seedDemo({ ...(await services()), responses: 0 })();
    expect(await laidOut()).toMatchObject({ slug: DEMO_SLUG, simulated: 0 });
    await seedDemo(await services())();
    expect(await laidOut()).toEqual(WHOLE);
  });

  it('leaves a consultation of the same name alone that is no demo', async () => {
    const whole = await services();
    const { consultations } = whole;
    const asReal: DemoServices['consultations'] = {
      ...consultations,
      launch: (consultation, invitations) =>
        consultations.launch({ ...consultation, demo: false }, invitations),
    };
    await seedDemo({ ...whole, consultations: asReal, responses: 0 })();
    await seedDemo(await services())();
    expect(await laidOut()).toMatchObject({ slug: DEMO_SLUG, simulated: 0 });
  });
});
