/** Opens a consultation's published figures to everybody, or closes them again. */

import type { ConsultationId } from '../core/consultation.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { PublicDecision, PublicResultsStore } from '../ports/public-results-store.ts';

/** What it needs. */
export type PublicServices = {
  readonly consultations: Pick<ConsultationStore, 'byId'>;
  readonly publicResults: PublicResultsStore;
  readonly clock: Clock;
};

/** Whether everybody may read them, and who decides it. */
export type PublicOrder = {
  readonly consultationId: ConsultationId;
  readonly isPublic: boolean;
  readonly by: { readonly id: string; readonly name: string };
};

/** Builds the use case. @returns `absent` where there is no such consultation */
export function publishResults({ consultations, publicResults, clock }: PublicServices) {
  return async ({ consultationId, isPublic, by }: PublicOrder): Promise<'done' | 'absent'> => {
    if ((await consultations.byId(consultationId)) === null) return 'absent';
    if (!isPublic) await publicResults.close(consultationId);
    else await publicResults.open(consultationId, { byId: by.id, by: by.name, at: clock.now() });
    return 'done';
  };
}

/** Builds the question whether everybody may read them. @returns who decided it; `null`: nobody did */
export function publicDecision({ publicResults }: Pick<PublicServices, 'publicResults'>) {
  return (consultationId: ConsultationId): Promise<PublicDecision | null> =>
    publicResults.decision(consultationId);
}
