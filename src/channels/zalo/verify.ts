/** Tells whether a delivery comes from the Zalo Bot Platform. */

import type { RawDelivery } from '../../ports/channel.ts';
import { secretMatcher } from '../constant-time.ts';

/** The header that carries the secret given to `setWebhook`. */
const SECRET_HEADER = 'x-bot-api-secret-token';

/** Makes the check for one webhook secret. */
export function createVerify(webhookSecret: string): (delivery: RawDelivery) => boolean {
  const isSecret = secretMatcher(webhookSecret);
  return (delivery) => isSecret(delivery.header(SECRET_HEADER));
}
