/** What bringing spreadsheets in and giving them out needs, bound to the open store. */

import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeXlsForms(_parts: OperatorParts) {
  return {};
}
