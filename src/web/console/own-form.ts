/** Tells whether what was posted comes from a page of ours. */

import type { Context } from 'hono';

/**
 * Holds every request that may change something to it, whatever type its body says it has: `Origin` must be there and
 * ours, and `Sec-Fetch-Site`, where a browser sends it, must say the same. Browsers tell the origin of the console's own
 * forms because its pages allow them to (`Referrer-Policy: same-origin`).
 *
 * @param publicUrl address that browsers know us by
 * @see https://fetch.spec.whatwg.org/#append-a-request-origin-header
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function isOwnForm({ req }: Context, publicUrl: string): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(req.method)) return true;
  const origin = req.header('origin');
  const site = req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === new URL(publicUrl).origin || origin === new URL(req.url).origin;
}
