/** What plans are held against: the flows they may name, the channels that are on, the least threshold. */

import type { AgeBand } from '../core/age-band.ts';
import type { ChannelName } from '../core/channel.ts';
import type { PlanGround } from '../core/check-plan.ts';
import type { FlowHash } from '../core/consultation.ts';
import type { ConsultationPlan, PlanContent } from '../core/consultation-plan.ts';
import type { Flow } from '../core/flow/flow.ts';
import type { FlowText } from '../core/flow/text.ts';
import type { Language } from '../core/language.ts';
import type { Gazetteer, LocalityCode } from '../core/locality.ts';
import { liesIn } from '../core/staff/member.ts';
import type { Clock } from '../ports/clock.ts';
import type { FlowPublicationStore } from '../ports/flow-publication-store.ts';
import type { FlowLibrary } from './flow-library.ts';

/** A published flow version that a plan may name. */
export type FlowOffer = {
  readonly hash: FlowHash;
  readonly id: string;
  readonly version: number;
  readonly title: FlowText;
  /** Whose it is. */
  readonly place: LocalityCode;
  readonly ageBands: readonly AgeBand[];
  readonly channels: readonly ChannelName[];
  readonly languages: readonly Language[];
  /** Whether it asks children where they live. */
  readonly asksPlace: boolean;
};

/** What holding plans against the world needs. */
export type PlanServices = {
  readonly publications: Pick<FlowPublicationStore, 'list' | 'get'>;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
  /** The channels that are configured. */
  readonly channels: readonly ChannelName[];
  /** Fewest children of a published cell that this installation allows. */
  readonly leastCell: number;
};

/** Gives what a plan is held against. */
export async function groundOf(
  services: PlanServices,
  plan: Pick<ConsultationPlan, 'place'>,
  { flowHash }: Pick<PlanContent, 'flowHash'>,
): Promise<PlanGround> {
  const { gazetteer, channels, leastCell, clock } = services;
  const flow = flowHash === null ? null : await offerOf(services, flowHash, plan.place);
  return { now: clock.now(), leastCell, gazetteer, place: plan.place, channels, flow };
}

/** Reads one offer; `null` for what was never published, or for a place that this is not. */
export async function offerOf(
  { publications, flows, gazetteer }: PlanServices,
  hash: FlowHash,
  place: LocalityCode,
): Promise<FlowOffer | null> {
  const publication = await publications.get(hash);
  if (publication === null || !isFor(publication.place, place, gazetteer)) return null;
  return offered(publication, await flows.load(hash));
}

/**
 * Builds the list of flows for a plan of a place: those of the place itself, of what it lies in, and of what lies in it.
 * Newest versions first within a flow.
 */
export function offerFlows(services: PlanServices): (place: LocalityCode) => Promise<readonly FlowOffer[]> {
  return async (place) => {
    const offers: FlowOffer[] = [];
    for (const publication of await services.publications.list()) {
      if (!isFor(publication.place, place, services.gazetteer)) continue;
      offers.push(offered(publication, await services.flows.load(publication.hash)));
    }
    return offers;
  };
}

function offered({ hash, place }: Pick<FlowOffer, 'hash' | 'place'>, flow: Flow): FlowOffer {
  const { id, version, title, ageBands, channels, languages, questions } = flow;
  const asksPlace = questions.some(({ kind }) => kind === 'place');
  return { hash, place, id, version, title, ageBands, channels, languages, asksPlace };
}

function isFor(of: LocalityCode, place: LocalityCode, gazetteer: Gazetteer): boolean {
  return liesIn(place, of, gazetteer) || liesIn(of, place, gazetteer);
}
