/** Begins a plan of a consultation, and writes it bit by bit. */

import type { ChannelName } from '../core/channel.ts';
import { faultsOf, LONGEST, type PlanFault } from '../core/check-plan.ts';
import type { ConsultationId } from '../core/consultation.ts';
import { type ConsultationPlan, DEFAULT_FEEDBACK_DAYS, type PlanContent } from '../core/consultation-plan.ts';
import { type LocalityCode, NATION } from '../core/locality.ts';
import { slugOf } from '../core/slug.ts';
import type { ConsultationPlanStore } from '../ports/consultation-plan-store.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import { type FlowOffer, groundOf, offerOf, type PlanServices } from './plan-ground.ts';
import { eventOf, type StaffAct } from './staff-act.ts';

/** What planning needs. */
export type PlanningServices = PlanServices & {
  readonly plans: ConsultationPlanStore;
  readonly consultations: Pick<ConsultationStore, 'find'>;
};

/** What is known when a plan begins. */
export type PlanBeginning = {
  /** UUID made by the form. */
  readonly id: ConsultationId;
  readonly place: LocalityCode;
  /** For children, in Vietnamese. */
  readonly title: string;
  /** Empty where none was chosen yet. */
  readonly flowHash: string;
};

/** How beginning ended. */
export type BeginOutcome =
  | { readonly kind: 'begun'; readonly plan: ConsultationPlan }
  | { readonly kind: 'faulty'; readonly faults: readonly PlanFault[] };

/** Builds the use case: a draft with what can be guessed already filled in. The same id again changes nothing. */
export function beginPlan(
  services: PlanningServices,
): (beginning: PlanBeginning, act: StaffAct) => Promise<BeginOutcome> {
  return async (beginning, act) => {
    const { id, place, title } = beginning;
    const faults: PlanFault[] = [];
    if (title === '') faults.push({ field: 'title-vi', fault: 'missing' });
    if (place !== NATION && services.gazetteer.find(place) === undefined)
      faults.push({ field: 'places', fault: 'unknown' });
    const flow = beginning.flowHash === '' ? null : await offerOf(services, beginning.flowHash, place);
    if (flow === null && beginning.flowHash !== '') faults.push({ field: 'flow', fault: 'unknown' });
    const length = [...title].length;
    if (length > LONGEST.title)
      faults.push({ field: 'title-vi', fault: 'too-long', facts: { most: LONGEST.title, length } });
    if (faults.length > 0) return { kind: 'faulty', faults };
    const event = eventOf(act, services.clock, { consultationId: id, what: 'begun' });
    const plan: ConsultationPlan = {
      ...{ id, place, status: 'draft', revision: 1, handedInBy: null, approvedBy: null },
      ...{ changedBy: act.by.name, changedAt: event.at },
      ...emptyContent(services, beginning),
      flowHash: flow?.hash ?? null,
      slug: await freeSlug(services, beginning),
      ageBands: flow?.ageBands ?? [],
      channels: services.channels.filter((channel) => isMadeFor(flow, channel)),
    };
    return { kind: 'begun', plan: await services.plans.begin(plan, event) };
  };
}

function emptyContent(
  { leastCell }: PlanServices,
  { title, place }: PlanBeginning,
): Omit<PlanContent, 'flowHash' | 'slug' | 'ageBands' | 'channels'> {
  return {
    title: { vi: title },
    ...{ purpose: { vi: '' }, asker: { vi: '' }, use: { vi: '' } },
    // A commune asks its own children; whoever reaches further chooses.
    places: /^\d{5}$/.test(place) ? [place] : [],
    ...{ opensAt: null, closesAt: null, minCell: leastCell, feedbackDays: DEFAULT_FEEDBACK_DAYS },
    ...{ responsible: '', checklist: {}, goals: [], parents: [] },
  };
}

function isMadeFor(flow: FlowOffer | null, channel: ChannelName): boolean {
  return flow === null || flow.channels.length === 0 || flow.channels.includes(channel);
}

/** The title's slug, with the plan's own mark where that is taken or there is none. */
async function freeSlug({ consultations }: PlanningServices, { id, title }: PlanBeginning): Promise<string> {
  const mark = id.replaceAll('-', '').slice(0, 6).toLowerCase();
  const slug = slugOf(title);
  if (slug === null) return `dot-${mark}`;
  return (await consultations.find(slug)) === null ? slug : `${slug.slice(0, 53)}-${mark}`;
}

/** How writing ended. */
export type WriteOutcome =
  | { readonly kind: 'written'; readonly plan: ConsultationPlan }
  | { readonly kind: 'faulty'; readonly faults: readonly PlanFault[] }
  /** Somebody else was quicker, or it is no draft any more. */
  | { readonly kind: 'outdated'; readonly current: ConsultationPlan }
  | { readonly kind: 'absent' };

/** Builds the use case: writes all of a draft, unless something in it is wrong. */
export function writePlan(
  services: PlanningServices,
): (
  plan: ConsultationPlan,
  change: { readonly seen: number; readonly content: PlanContent; readonly by: string },
) => Promise<WriteOutcome> {
  return async (plan, { seen, content, by }) => {
    const faults = faultsOf(content, await groundOf(services, plan, content));
    if (faults.length > 0) return { kind: 'faulty', faults };
    const at = services.clock.now();
    const outcome = await services.plans.write(plan.id, { seen, content, by, at });
    return outcome.kind === 'changed' ? { kind: 'written', plan: outcome.plan } : outcome;
  };
}
