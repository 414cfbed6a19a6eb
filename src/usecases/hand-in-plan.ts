/** Hands a plan in for somebody else to approve, takes it back, or throws a draft away. */

import { faultsOf, missingOf, type PlanFault } from '../core/check-plan.ts';
import type { ConsultationPlan } from '../core/consultation-plan.ts';
import type { PlanOutcome } from '../ports/consultation-plan-store.ts';
import type { PlanningServices } from './plan-consultation.ts';
import { groundOf } from './plan-ground.ts';
import { eventOf, type StaffAct } from './staff-act.ts';

/** How handing in ended; `faulty` names everything that is missing or wrong. */
export type HandInOutcome = PlanOutcome | { readonly kind: 'faulty'; readonly faults: readonly PlanFault[] };

/** Builds the use case. */
export function handInPlan(
  services: PlanningServices,
): (plan: ConsultationPlan, act: StaffAct) => Promise<HandInOutcome> {
  return async (plan, act) => {
    const faults = await unfitnessOf(services, plan);
    if (faults.length > 0) return { kind: 'faulty', faults };
    const event = eventOf(act, services.clock, { consultationId: plan.id, what: 'handed-in' });
    return services.plans.handIn({ id: plan.id, seen: plan.revision, event });
  };
}

/** Everything that keeps a plan from being launched now. */
export async function unfitnessOf(
  services: PlanningServices,
  plan: ConsultationPlan,
): Promise<readonly PlanFault[]> {
  const ground = await groundOf(services, plan, plan);
  const faults = [...faultsOf(plan, ground), ...missingOf(plan, ground)];
  const taken = plan.slug === '' ? null : await services.consultations.find(plan.slug);
  const isTaken = taken !== null && taken.slug === plan.slug && taken.id !== plan.id;
  return isTaken ? [...faults, { field: 'slug', fault: 'taken' }] : faults;
}

/** Builds the use case: whoever handed a plan in may take it back while nobody has approved it. */
export function takeBackPlan({
  plans,
  clock,
}: PlanningServices): (plan: ConsultationPlan, act: StaffAct) => Promise<PlanOutcome> {
  return async (plan, act) => {
    if (plan.status !== 'handed-in' || plan.handedInBy !== act.by.id)
      return { kind: 'outdated', current: plan };
    const event = eventOf(act, clock, { consultationId: plan.id, what: 'taken-back' });
    return plans.reopen({ id: plan.id, seen: plan.revision, event });
  };
}

/** Builds the use case. A discarded draft is in no list any more; what was done to it is kept. */
export function discardPlan({
  plans,
  clock,
}: PlanningServices): (plan: ConsultationPlan, act: StaffAct) => Promise<PlanOutcome> {
  return async (plan, act) => {
    const event = eventOf(act, clock, { consultationId: plan.id, what: 'discarded' });
    return plans.discard({ id: plan.id, seen: plan.revision, event });
  };
}
