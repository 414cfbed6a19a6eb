/** Withdraws codes that were given out: a sheet that was lost, a code that was printed wrongly or went round. */

import { type Consultation, readCode, statusOf } from '../core/consultation.ts';
import type { Clock } from '../ports/clock.ts';
import type { CodeStore, Withdrawal } from '../ports/code-store.ts';
import type { ConsultationCatalogue } from './consultation-catalogue.ts';
import { eventOf, type StaffAct } from './staff-act.ts';

/** What withdrawing needs. */
export type WithdrawalServices = {
  readonly codes: Pick<CodeStore, 'withdraw'>;
  readonly catalogue: Pick<ConsultationCatalogue, 'forget'>;
  readonly clock: Clock;
};

/** How it ended. `closed`: no code opens anything any more; `malformed`: what was typed is no code. */
export type WithdrawalOutcome = 'withdrawn' | 'nothing' | 'closed' | 'malformed' | 'overtaken';

/**
 * Builds the use case. Whoever began with such a code goes on; nobody begins with it any more. Other processes see it within two
 * minutes.
 */
export function withdrawCodes(
  services: WithdrawalServices,
): (consultation: Consultation, what: Withdrawal, act: StaffAct) => Promise<WithdrawalOutcome> {
  return async (consultation, what, act) => {
    if (statusOf(consultation, services.clock.now()) === 'closed') return 'closed';
    const asked = what.kind === 'sheet' ? what : readTyped(what.code);
    if (asked === null) return 'malformed';
    const { id } = consultation;
    // A strip's code stands for one child: it is written down nowhere.
    const event = eventOf(act, services.clock, { consultationId: id, what: `${asked.kind}-withdrawn` });
    const outcome = await services.codes.withdraw(id, asked, event);
    services.catalogue.forget();
    return outcome === 'id-taken' ? 'overtaken' : outcome;
  };
}

function readTyped(typed: string): Withdrawal | null {
  const code = typed.length > 40 ? null : readCode(typed);
  return code === null ? null : { kind: 'code', code };
}
