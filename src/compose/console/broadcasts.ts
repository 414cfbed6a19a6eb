/** What reminders and invitations need, bound to the open store. */

import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeBroadcasts(_parts: OperatorParts) {
  return {};
}
