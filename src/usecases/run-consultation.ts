/** Pauses, resumes, extends and closes a consultation, and raises its threshold, each with a reason. */

import type { ConsultationId } from '../core/consultation.ts';
import type { ConsultationDeed, ConsultationEvent } from '../core/consultation-event.ts';
import type { Clock } from '../ports/clock.ts';
import type { RunChange, RunOutcome, RunStore } from '../ports/run-store.ts';
import type { ConsultationCatalogue } from './consultation-catalogue.ts';
import { eventOf, type StaffAct } from './staff-act.ts';

/** What running needs. */
export type RunningServices = {
  readonly runs: RunStore;
  readonly catalogue: Pick<ConsultationCatalogue, 'forget'>;
  readonly clock: Clock;
};

const DEEDS = {
  pause: 'paused',
  resume: 'resumed',
  extend: 'extended',
  close: 'closed',
  raise: 'threshold-raised',
} as const satisfies Readonly<Record<RunChange['kind'], ConsultationDeed>>;

/** Builds the use case. Children of this process notice at once, those of others within two seconds. */
export function runConsultation({
  runs,
  catalogue,
  clock,
}: RunningServices): (id: ConsultationId, change: RunChange, act: StaffAct) => Promise<RunOutcome> {
  return async (id, change, act) => {
    const event = eventOf(act, clock, {
      consultationId: id,
      what: DEEDS[change.kind],
      facts: factsOf(change),
    });
    const outcome = await runs.change(change, event);
    catalogue.forget();
    return outcome;
  };
}

function factsOf(change: RunChange): ConsultationEvent['facts'] {
  if (change.kind === 'extend') return { until: change.closesAt.toISOString() };
  return change.kind === 'raise' ? { least: change.minCell } : {};
}
