/** Changes to a consultation that runs, each recorded with its reason. */

import type { Consultation } from '../core/consultation.ts';
import type { ConsultationEvent } from '../core/consultation-event.ts';

/** What can be changed once it was launched. */
export type RunChange =
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'extend'; readonly closesAt: Date }
  | { readonly kind: 'close' }
  /** Raises threshold k; it is never lowered. */
  | { readonly kind: 'raise'; readonly minCell: number };

/**
 * How it ended. `unchanged`: it was not in a state that this changes, because somebody else was quicker or its time was
 * over; nothing was recorded.
 */
export type RunOutcome =
  | { readonly kind: 'changed'; readonly consultation: Consultation }
  | { readonly kind: 'unchanged'; readonly consultation: Consultation }
  | { readonly kind: 'absent' };

/** Storage as those see it who run consultations. */
export interface RunStore {
  /**
   * Changes a consultation and records it, both or neither. The same event again changes nothing: it is `changed` while
   * the consultation is as it left it, and `unchanged` once it is not, or where the id is another event's.
   */
  change(change: RunChange, event: ConsultationEvent): Promise<RunOutcome>;
}
