/** Calls to vendors on Node: kept connections, and a tenth of the work that the global `fetch` makes of a call. */

import { Agent, request } from 'undici';
import type { Fetch } from '../ports/fetch.ts';

/** Connections to one vendor; each carries one call at a time. */
const CONNECTIONS = 64;

/** Makes the part of `fetch` that channels use. Connections are let go after a few idle seconds and hold up no exit. */
export function vendorFetch(): Fetch {
  const dispatcher = new Agent({ connections: CONNECTIONS });
  return async (url, { method, headers, body, signal }) => {
    const answer = await request(url, { method, headers, body, signal, dispatcher });
    return { status: answer.statusCode, text: () => answer.body.text() };
  };
}
