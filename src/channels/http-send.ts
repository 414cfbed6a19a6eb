/** One HTTP call to a vendor whose every ending is a value: no exception could carry a URL or token into a log. */

import type { Fetch } from '../ports/fetch.ts';
import { parseBody } from './parse-body.ts';

/** A call to be made. */
export type HttpCall = {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as a form where it is `URLSearchParams`. */
  readonly body: unknown;
  /** The whole call, the reading of the answer included. */
  readonly timeoutMs: number;
  /** Default: the global `fetch`. */
  readonly fetch?: Fetch;
};

/** How a call ended: some answer, whose body may be no JSON (`json` is then `undefined`), or none. */
export type HttpEnding =
  | { readonly kind: 'answered'; readonly status: number; readonly json: unknown }
  | { readonly kind: 'unanswered'; readonly why: 'timeout' | 'network' };

/** Posts and reads the answer. Redirects are not followed: they would hand the token in the path to someone else. */
export async function postToVendor(call: HttpCall): Promise<HttpEnding> {
  const form = call.body instanceof URLSearchParams;
  const signal = AbortSignal.timeout(call.timeoutMs);
  try {
    const response = await (call.fetch ?? globalThis.fetch)(call.url, {
      method: 'POST',
      headers: {
        'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
        ...call.headers,
      },
      body: form ? String(call.body) : JSON.stringify(call.body),
      redirect: 'manual',
      signal,
    });
    return { kind: 'answered', status: response.status, json: parseBody(await response.text()) };
  } catch {
    return { kind: 'unanswered', why: signal.aborted ? 'timeout' : 'network' };
  }
}
