/** What consultations off the chat need, bound to the open store. */

import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeTallies(_parts: OperatorParts) {
  return {};
}
