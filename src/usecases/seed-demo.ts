/** Sets up the demo: its consultation, its code, and simulated children so that results can be seen at once. */

import { AppError } from '../core/app-error.ts';
import type { Consultation } from '../core/consultation.ts';
import { dayOf } from '../core/day.ts';
import { type Gazetteer, NATION, provinceOf } from '../core/locality.ts';
import { countResponses } from '../core/release/count-responses.ts';
import { layOutTallies } from '../core/release/tally-layout.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { FlowFormat } from '../ports/flow-format.ts';
import type { Random } from '../ports/random.ts';
import type { ReleaseStore } from '../ports/release-store.ts';
import type { ResponseRecord, SealingStore } from '../ports/sealing-store.ts';
import type { ConsultationCatalogue } from './consultation-catalogue.ts';
import type { ReleaseOutcome } from './cut-release.ts';
import type { FlowLibrary } from './flow-library.ts';
import { type LaunchOrder, launchConsultation } from './launch-consultation.ts';
import { publishFlow } from './publish-flow.ts';
import { simulateChild } from './simulate-child.ts';

/** The demo's public name and the code that opens it on every channel. */
export const DEMO_SLUG = 'truong-hoc-hanh-phuc';
/** @see DEMO_SLUG */
export const DEMO_CODE = 'THU';

/** Where the demo's sign-ins of a province are, and more than half of its made-up children: so many have results of their own. */
const DEMO_PROVINCE = '79';
const HOME_NINTHS = 5;

/** What seeding needs. */
export type DemoServices = {
  readonly format: FlowFormat;
  readonly consultations: ConsultationStore;
  readonly sealing: Pick<SealingStore, 'seal' | 'simulated'>;
  readonly releases: Pick<ReleaseStore, 'latest'>;
  readonly flows: FlowLibrary;
  readonly cutRelease: (consultation: Consultation) => Promise<ReleaseOutcome>;
  readonly catalogue: ConsultationCatalogue;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
  readonly random: Random;
  /** Text of the demo's flow file. */
  readonly flowText: string;
  readonly minCell: number;
  /** How many simulated children; 0 for none. */
  readonly responses: number;
};

/**
 * Builds the use case. Each step looks whether it is done already, so a start that was killed midway is completed by the next,
 * and a demo that is all there costs two look-ups. A consultation of the same name that is no demo is left alone.
 */
export function seedDemo(services: DemoServices): () => Promise<void> {
  return async () => {
    const consultation = (await services.consultations.find(DEMO_SLUG)) ?? (await layOut(services));
    if (consultation?.demo !== true || services.responses === 0) return;
    if ((await services.releases.latest(consultation.id)) !== null) return;
    if ((await services.sealing.simulated(consultation.id)) === 0) {
      await sealSimulated(services, consultation);
    }
    await services.cutRelease(consultation);
  };
}

/**
 * Publishes the flow and launches the consultation.
 *
 * @returns `null` where another process that started at once was quicker: it goes on with the rest
 */
async function layOut(services: DemoServices): Promise<Consultation | null> {
  const { format, consultations } = services;
  const published = await publishFlow({ format, store: consultations })(services.flowText);
  if (published.kind !== 'published') {
    throw new Error(`the demo's flow cannot be published: ${published.kind}`);
  }
  const order: LaunchOrder = {
    flowHash: published.hash,
    title: published.flow.title,
    slug: DEMO_SLUG,
    codes: [{ code: DEMO_CODE, place: null }],
    opensAt: null,
    closesAt: null,
    minCell: services.minCell,
    places: [NATION],
    demo: true,
  };
  try {
    return await launchConsultation({ ...services, store: consultations })(order);
  } catch (error) {
    if (error instanceof AppError && error.code === 'slug-taken') return null;
    throw error;
  }
}

async function sealSimulated(services: DemoServices, consultation: Consultation): Promise<void> {
  const { random, sealing, gazetteer } = services;
  const flow = await services.flows.load(consultation.flowHash);
  const dice = (n: number): number => Math.floor(random.fraction() * n);
  const responses = Array.from(
    { length: services.responses },
    (_, at): ResponseRecord => ({
      // The first one's id is given, so that the database refuses a second set from a process that starts at once.
      id: at === 0 ? consultation.id : random.uuid(),
      flowHash: consultation.flowHash,
      disposition: 'complete',
      channel: null,
      simulated: true,
      ...simulateChild(flow, {
        gazetteer,
        dice,
        ...(at % 9 < HOME_NINTHS ? { province: DEMO_PROVINCE } : {}),
      }),
    }),
  );
  const day = dayOf(services.clock.now());
  const tallies = countResponses(layOutTallies(flow), responses, (code) =>
    provinceOf(code, services.gazetteer),
  );
  const nothing = { sessions: [], ledger: [], companions: 0, marks: {}, consents: [], texts: [] };
  try {
    await sealing.seal({ consultationId: consultation.id, responses, tallies, day, ...nothing });
  } catch (error) {
    if ((await sealing.simulated(consultation.id)) === 0) throw error;
  }
}
