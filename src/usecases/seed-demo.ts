/** Sets up the demo: its consultation, its code, and simulated children so that results can be seen at once. */

import type { Consultation } from '../core/consultation.ts';
import { dayOf } from '../core/day.ts';
import type { Gazetteer } from '../core/locality.ts';
import { NATION } from '../core/locality.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { FlowFormat } from '../ports/flow-format.ts';
import type { Random } from '../ports/random.ts';
import type { ResponseRecord, SealingStore } from '../ports/sealing-store.ts';
import type { ConsultationCatalogue } from './consultation-catalogue.ts';
import type { ReleaseOutcome } from './cut-release.ts';
import { type LaunchOrder, launchConsultation } from './launch-consultation.ts';
import { publishFlow } from './publish-flow.ts';
import { simulateChild } from './simulate-child.ts';

/** The demo's public name and the code that opens it on every channel. */
export const DEMO_SLUG = 'truong-hoc-hanh-phuc';
/** @see DEMO_SLUG */
export const DEMO_CODE = 'THU';

/** What seeding needs. */
export type DemoServices = {
  readonly format: FlowFormat;
  readonly consultations: ConsultationStore;
  readonly sealing: Pick<SealingStore, 'seal'>;
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

/** Builds the use case; where the demo exists already it does nothing. */
export function seedDemo(services: DemoServices): () => Promise<void> {
  return async () => {
    if ((await services.consultations.find(DEMO_SLUG)) !== null) return;
    const published = await publishFlow({ format: services.format, store: services.consultations })(
      services.flowText,
    );
    if (published.kind !== 'published')
      throw new Error(`the demo's flow cannot be published: ${published.kind}`);
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
    const consultation = await launchConsultation({ ...services, store: services.consultations })(order);
    if (services.responses === 0) return;
    const dice = (n: number): number => Math.floor(services.random.fraction() * n);
    const responses = Array.from({ length: services.responses }, (): ResponseRecord => {
      const child = simulateChild(published.flow, services.gazetteer, dice);
      return {
        id: services.random.uuid(),
        flowHash: published.hash,
        disposition: 'complete',
        channel: null,
        simulated: true,
        ...child,
      };
    });
    const day = dayOf(services.clock.now());
    await services.sealing.seal({
      consultationId: consultation.id,
      sessions: [],
      responses,
      ledger: [],
      companions: 0,
      texts: [],
      day,
    });
    await services.cutRelease(consultation);
  };
}
