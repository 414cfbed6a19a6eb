/** Plans of consultations, and what was done to them. */

import type { Consultation, ConsultationId, Invitation } from '../core/consultation.ts';
import type { ConsultationEvent } from '../core/consultation-event.ts';
import type { ConsultationPlan, PlanContent } from '../core/consultation-plan.ts';

/** A change to a plan, with what is recorded of it. */
export type PlanChange = {
  readonly id: ConsultationId;
  /** The revision that whoever changes it saw. */
  readonly seen: number;
  /** Done once, however often it comes. */
  readonly event: ConsultationEvent;
};

/** How a change ended. `outdated`: somebody else was quicker, or it is no draft any more; `current` is what it is now. */
export type PlanOutcome =
  | { readonly kind: 'changed'; readonly plan: ConsultationPlan }
  | { readonly kind: 'outdated'; readonly current: ConsultationPlan }
  | { readonly kind: 'absent' };

/** A launch of a plan that was handed in. */
export type PlanLaunch = PlanChange & {
  readonly consultation: Consultation;
  readonly invitations: readonly Invitation[];
};

/** How a launch ended; nothing is written unless it is `changed`. */
export type LaunchOutcome = PlanOutcome | { readonly kind: 'slug-taken' } | { readonly kind: 'code-taken' };

/** Storage as planners and approvers see it. A consultation without a plan was launched from the command line. */
export interface ConsultationPlanStore {
  /** Begins a draft; the same id again changes nothing. @returns the plan as it is stored */
  begin(plan: ConsultationPlan, event: ConsultationEvent): Promise<ConsultationPlan>;
  get(id: ConsultationId): Promise<ConsultationPlan | null>;
  /** All but discarded ones, those changed last first. */
  list(): Promise<readonly ConsultationPlan[]>;
  /** Writes a draft's content. Of a change nothing is recorded but who made it last. */
  write(
    id: ConsultationId,
    change: { readonly seen: number; readonly content: PlanContent; readonly by: string; readonly at: Date },
  ): Promise<PlanOutcome>;
  /** Hands a draft in. `handedInBy` is the event's. */
  handIn(change: PlanChange): Promise<PlanOutcome>;
  /** Makes a plan that was handed in a draft again: taken back or sent back. */
  reopen(change: PlanChange): Promise<PlanOutcome>;
  discard(change: PlanChange): Promise<PlanOutcome>;
  /** Launches a plan that was handed in by somebody else than the event's: consultation, codes and plan, all or nothing. */
  launch(launch: PlanLaunch): Promise<LaunchOutcome>;
  /** What was done to a plan and its consultation, oldest first. */
  events(id: ConsultationId): Promise<readonly ConsultationEvent[]>;
}
