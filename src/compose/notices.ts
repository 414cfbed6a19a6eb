/** Notices to officers, bound to the open store. */

import type { Config } from '../config.ts';
import type { Gazetteer } from '../core/locality.ts';
import { createSay } from '../i18n/say.ts';
import type { Store } from '../storage/store.ts';
import { tellOfficers } from '../usecases/tell-officers.ts';
import type { Runtime } from './runtime.ts';

/** What it is bound to. */
export type NoticeParts = {
  readonly config: Config;
  readonly runtime: Runtime;
  readonly store: Store;
  readonly gazetteer: Gazetteer;
  readonly publicUrl: string;
};

/** Binds the round that tells them. */
export function composeNotices({ store, gazetteer, runtime, config, publicUrl }: NoticeParts) {
  const { clock, log, callOutside, mail } = runtime;
  const { protection, addressBook } = store;
  return tellOfficers({
    ...{ store: protection, addressBook, gazetteer, clock, log, publicUrl, say: createSay() },
    call: callOutside ?? (() => Promise.resolve({ kind: 'unreachable', why: 'connection' })),
    mail: mail ?? null,
    insecure: config.WEBHOOKS_INSECURE === true,
  });
}
