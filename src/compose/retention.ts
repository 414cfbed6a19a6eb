/** Erasing, bound to the open store. */

import type { Config } from '../config.ts';
import type { Store } from '../storage/store.ts';
import type { RetentionServices } from '../usecases/keep-retention.ts';
import type { Runtime } from './runtime.ts';

/** What it is bound to. */
export type RetentionParts = {
  readonly config: Config;
  readonly runtime: Pick<Runtime, 'clock' | 'log'>;
  readonly store: Pick<Store, 'retention' | 'addressBook'>;
};

/** What every job and command works with that erases. */
export function retentionServices({ config, runtime, store }: RetentionParts): RetentionServices {
  const { clock, log } = runtime;
  const { retention, addressBook } = store;
  return { store: retention, addressBook, clock, log, contactDays: config.CONTACT_DAYS };
}
