/** The audit log for those who are entered in it and those who read it. */

import { lookThroughLog } from '../../usecases/look-through-log.ts';
import type { OperatorParts } from '../operator.ts';

/** Binds it. */
export function composeAudit({ store: { audit } }: Pick<OperatorParts, 'store'>) {
  return {
    enter: audit.append,
    look: lookThroughLog(audit),
    verify: audit.verify,
  };
}
