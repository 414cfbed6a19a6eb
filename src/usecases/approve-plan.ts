/** Lets a plan that somebody else handed in be launched, or sends it back. */

import type { PlanFault } from '../core/check-plan.ts';
import type { Consultation } from '../core/consultation.ts';
import type { ConsultationPlan } from '../core/consultation-plan.ts';
import type { PlanOutcome } from '../ports/consultation-plan-store.ts';
import type { ConsultationCatalogue } from './consultation-catalogue.ts';
import { unfitnessOf } from './hand-in-plan.ts';
import type { PlanningServices } from './plan-consultation.ts';
import { eventOf, type StaffAct } from './staff-act.ts';

/** What approving needs. */
export type ApprovingServices = PlanningServices & {
  readonly catalogue: Pick<ConsultationCatalogue, 'forget'>;
};

/** How approving ended. */
export type ApproveOutcome =
  | { readonly kind: 'launched'; readonly consultation: Consultation }
  /** Who handed it in does not approve it. */
  | { readonly kind: 'own' }
  /** Time or somebody else has overtaken it: it has to be sent back. */
  | { readonly kind: 'faulty'; readonly faults: readonly PlanFault[] }
  | { readonly kind: 'outdated'; readonly current: ConsultationPlan }
  | { readonly kind: 'absent' };

/** Builds the use case: launches the consultation, at once or for the time the plan says. */
export function approvePlan(
  services: ApprovingServices,
): (plan: ConsultationPlan, act: StaffAct) => Promise<ApproveOutcome> {
  return async (plan, act) => {
    if (plan.status !== 'handed-in') return { kind: 'outdated', current: plan };
    if (plan.handedInBy === act.by.id) return { kind: 'own' };
    // Whoever approves late opens it late, and need not send it back for that.
    const faults = (await unfitnessOf(services, plan)).filter(({ field }) => field !== 'opens');
    if (faults.length > 0) return { kind: 'faulty', faults };
    const event = eventOf(act, services.clock, { consultationId: plan.id, what: 'approved' });
    const consultation = consultationOf(plan, event.at);
    const launch = { id: plan.id, seen: plan.revision, event, consultation, invitations: [] };
    const outcome = await services.plans.launch(launch);
    switch (outcome.kind) {
      case 'changed':
        services.catalogue.forget();
        return { kind: 'launched', consultation };
      case 'slug-taken':
        return { kind: 'faulty', faults: [{ field: 'slug', fault: 'taken' }] };
      case 'code-taken':
        throw new Error('a launch without codes met one');
      default:
        return outcome;
    }
  };
}

function consultationOf(plan: ConsultationPlan, now: Date): Consultation {
  if (plan.flowHash === null) throw new Error('a plan without a flow was handed in');
  const { id, slug, title, flowHash, closesAt, minCell, places } = plan;
  const { purpose, asker, use, feedbackDays, ageBands, channels } = plan;
  return {
    ...{ id, slug, title, flowHash, closesAt, minCell, places, pausedAt: null, closedAt: null, demo: false },
    opensAt: plan.opensAt !== null && plan.opensAt > now ? plan.opensAt : now,
    terms: {
      ...{ purpose, asker, use, feedbackDays, ageBands, channels },
      ...(plan.parents.length === 0 ? {} : { parents: plan.parents }),
    },
  };
}

/** Builds the use case. */
export function sendBackPlan({
  plans,
  clock,
}: PlanningServices): (plan: ConsultationPlan, act: StaffAct) => Promise<PlanOutcome> {
  return async (plan, act) => {
    if (plan.status !== 'handed-in') return { kind: 'outdated', current: plan };
    const event = eventOf(act, clock, { consultationId: plan.id, what: 'sent-back' });
    return plans.reopen({ id: plan.id, seen: plan.revision, event });
  };
}
