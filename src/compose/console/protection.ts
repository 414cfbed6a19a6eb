/** What the cases' pages need, bound to the open store. */

import { createSay } from '../../i18n/say.ts';
import { noticeSecret } from '../../usecases/tell-officers.ts';
import { arrangeWays, tendCases } from '../../usecases/tend-cases.ts';
import { composeChannels } from '../channels.ts';
import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeProtection({ config, runtime, store, gazetteer }: OperatorParts) {
  const { protection, audit, addressBook, outbox } = store;
  const services = {
    ...{ store: protection, audit, addressBook, outbox, gazetteer, say: createSay(), clock: runtime.clock },
    // For their forms; what is said leaves through the service's own.
    channels: composeChannels(config, store.tokens, runtime.fetch),
  };
  return {
    ...tendCases(services),
    ways: arrangeWays(services),
    secretOf: (wayId: string) => noticeSecret(addressBook, wayId),
    hasMail: runtime.mail !== undefined && runtime.mail !== null,
    insecure: config.WEBHOOKS_INSECURE === true,
  };
}
