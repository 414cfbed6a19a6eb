/** For how long it is known who took part, as children are told before they agree. */

import type { Consultation } from './consultation.ts';
import { DEFAULT_FEEDBACK_DAYS } from './consultation-plan.ts';

/** Days for which accounts are kept after the day by which children hear back, where nobody says otherwise. */
const DEFAULT_CONTACT_DAYS = 30;

/** The same from the end of a consultation without a plan on. */
export const DEFAULT_KEPT_DAYS = DEFAULT_FEEDBACK_DAYS + DEFAULT_CONTACT_DAYS;

/** Days from the end of a consultation until the account of a child who took part is erased. */
export function keptDays({ terms }: Pick<Consultation, 'terms'>, contactDays: number): number {
  return (terms?.feedbackDays ?? DEFAULT_FEEDBACK_DAYS) + contactDays;
}
