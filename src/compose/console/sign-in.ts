/** Signing in and who may, bound to the open store. */

import type { StaffMember } from '../../core/staff/member.ts';
import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeSignIn(_parts: OperatorParts) {
  return { memberOf: async (_headers: Headers): Promise<StaffMember | null> => null };
}
