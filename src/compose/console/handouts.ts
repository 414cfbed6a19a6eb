/** What handouts are made from, bound to the open store. */

import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeHandouts(_parts: OperatorParts) {
  return {};
}
