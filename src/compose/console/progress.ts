/** What the pages on progress read, bound to the open store. */

import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeProgress(_parts: OperatorParts) {
  return {};
}
