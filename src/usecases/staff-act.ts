/** Something a member of staff does, as it will be recorded. */

import type { ConsultationId } from '../core/consultation.ts';
import type { ConsultationDeed, ConsultationEvent } from '../core/consultation-event.ts';
import type { Clock } from '../ports/clock.ts';

/** Who does it, and the id their form carried. */
export type StaffAct = {
  /** UUID: the same form sent twice is done once. */
  readonly id: string;
  readonly by: { readonly id: string; readonly name: string };
  /** In their own words; `null` where none is asked for. */
  readonly reason: string | null;
};

/** Longest reason, in characters. */
export const LONGEST_REASON = 500;

/** Writes the act down as an event. */
export function eventOf(
  act: StaffAct,
  clock: Clock,
  done: {
    readonly consultationId: ConsultationId;
    readonly what: ConsultationDeed;
    readonly facts?: ConsultationEvent['facts'];
  },
): ConsultationEvent {
  const { consultationId, what, facts = {} } = done;
  const { id, by, reason } = act;
  return { id, consultationId, what, byId: by.id, by: by.name, at: clock.now(), reason, facts };
}
