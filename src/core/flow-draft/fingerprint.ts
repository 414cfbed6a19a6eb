/** Tells whether a part of a draft is still what somebody saw when they began to change it. */

import { canonicalFlowJson } from '../flow/compile-flow.ts';

/**
 * Gives a short text that is the same for the same content, whatever the order of keys. It guards honest people against
 * overwriting each other, and nothing else: 53 bits, not made to withstand an attacker.
 *
 * @see https://github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js (public domain)
 */
export function fingerprint(content: unknown): string {
  const text = canonicalFlowJson(content ?? null);
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
