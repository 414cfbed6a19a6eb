/** Which consultations' published figures everybody may read. */

import type { ConsultationId } from '../core/consultation.ts';

/** Who decided it, and when. */
export type PublicDecision = { readonly byId: string; readonly by: string; readonly at: Date };

/** Storage as staff and pages see it. */
export interface PublicResultsStore {
  /** Who opened it to everybody; `null` where nobody did. */
  decision(consultationId: ConsultationId): Promise<PublicDecision | null>;
  /** Opens it; one that is open stays as it was. */
  open(consultationId: ConsultationId, decision: PublicDecision): Promise<void>;
  /** Closes it again. */
  close(consultationId: ConsultationId): Promise<void>;
  /** All that are open. */
  all(): Promise<readonly ConsultationId[]>;
}
