/** What the page on erasing reads, bound to the open store. */

import { readConsents } from '../../usecases/read-consents.ts';
import type { OperatorParts } from '../operator.ts';

/** Runs shown: those of about a year. */
const MOST_RUNS = 400;

/** Binds it. */
export function composeRetention({ store, config }: OperatorParts) {
  return {
    consents: readConsents(store.retention),
    runs: () => store.retention.runs(MOST_RUNS),
    contactDays: config.CONTACT_DAYS,
    moderationDays: config.MODERATION_DAYS,
  };
}
