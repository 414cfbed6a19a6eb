/** What those who plan and run consultations can do, bound to the open store. */

import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeConsultations(_parts: OperatorParts) {
  return {};
}
