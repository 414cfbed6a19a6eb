/** Tells whether a delivery comes from Zalo: the signature of an Official Account's events. */

import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { RawDelivery } from '../../ports/channel.ts';
import { secretMatcher } from '../constant-time.ts';
import { parseBody } from '../parse-body.ts';

/** The header that carries `mac=<64 hex digits>`. */
const SIGNATURE_HEADER = 'x-zevent-signature';

const signed = z.object({ timestamp: z.union([z.string(), z.number()]) });

/** What a signature is made with. */
export type SigningKeys = { readonly appId: string; readonly secretKey: string };

/** Makes the check for one app. */
export function createVerify(keys: SigningKeys): (delivery: RawDelivery) => boolean {
  return (delivery) => {
    const given = delivery.header(SIGNATURE_HEADER)?.toLowerCase();
    const body = signed.safeParse(parseBody(delivery.body));
    if (given === undefined || !body.success || keys.secretKey === '') return false;
    return secretMatcher(signatureOf(delivery.body, String(body.data.timestamp), keys))(given);
  };
}

/**
 * The signature of a body: a plain SHA-256, no HMAC, over app id, raw body, the body's own timestamp, and the secret.
 *
 * @returns `mac=<64 lower-case hex digits>`
 */
function signatureOf(body: string, timestamp: string, keys: SigningKeys): string {
  const hash = createHash('sha256').update(keys.appId + body + timestamp + keys.secretKey);
  return `mac=${hash.digest('hex')}`;
}
