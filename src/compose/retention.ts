/** Erasing, bound to the open store. */

import type { RetentionServices } from '../usecases/keep-retention.ts';
import type { OperatorParts } from './operator.ts';

/** What every job and command works with that erases. */
export function retentionServices({
  config,
  runtime,
  store,
}: Pick<OperatorParts, 'config' | 'runtime' | 'store'>): RetentionServices {
  const { clock, log } = runtime;
  const { retention, addressBook } = store;
  return { store: retention, addressBook, clock, log, contactDays: config.CONTACT_DAYS };
}
