/** Tells whether a post comes from a visitor our own route knows. */

import type { RawDelivery } from '../../ports/channel.ts';

/** Set by our route from the visitor's HttpOnly cookie, never taken from the request. */
export const VISITOR_HEADER = 'x-em-noi-visitor';

/** Set by our route from the page's address. */
export const CODE_HEADER = 'x-em-noi-code';

/** A visitor's id: random, made by our route. */
const VISITOR = /^[A-Za-z0-9_-]{16,128}$/;

/** The id itself is the secret here; guessing one is as hard as guessing 128 random bits. */
export function verify(delivery: RawDelivery): boolean {
  return VISITOR.test(delivery.header(VISITOR_HEADER) ?? '');
}
