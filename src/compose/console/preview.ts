/** What previews, maps and differences need, bound to the open store. */

import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composePreview(_parts: OperatorParts) {
  return {};
}
