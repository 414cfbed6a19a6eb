/** What authors of flows can do, bound to the open store. */

import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeFlows(_parts: OperatorParts) {
  return {};
}
