/** What calling better-auth came to: its refusal's code, what it says, the cookies it sets. */

import { isAPIError } from 'better-auth/api';
import { z } from 'zod';
import { AppError } from '../core/app-error.ts';

/** Cookies for the browser, each a whole `Set-Cookie`. */
export type Cookies = readonly string[];

/** An answer. `code` is `null` where it was not refused. */
export type Answer = {
  readonly code: string | null;
  readonly cookies: Cookies;
  readonly body: unknown;
  /** Where it sends the browser; `null` where nowhere. */
  readonly location: string | null;
};

const refusalSchema = z.object({ code: z.string() });

/** Reads the response of a call. */
export async function readAnswer(call: Promise<Response>): Promise<Answer> {
  const response = await orRefuse(call);
  const body: unknown = await response.json().catch(() => null);
  const refusal = response.status < 400 ? null : refusalSchema.safeParse(body);
  return {
    code: refusal === null ? null : refusal.success ? refusal.data.code : 'UNKNOWN',
    cookies: response.headers.getSetCookie(),
    body,
    location: response.headers.get('location'),
  };
}

/**
 * Waits for a call.
 *
 * @throws {AppError} what the database refused, which better-auth hides in an error of its own
 */
export async function orRefuse<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (isAPIError(error) && error.cause instanceof AppError) throw error.cause;
    throw error;
  }
}

/** The headers of the request as they would be, had the browser these cookies already. */
export function withCookies(headers: Headers, cookies: Cookies): Headers {
  const kept = new Map<string, string>();
  for (const pair of (headers.get('cookie') ?? '').split(/;\s*/)) keep(pair);
  for (const cookie of cookies) keep(cookie.split(';')[0] ?? '');
  const changed = new Headers(headers);
  changed.set('cookie', [...kept].map(([name, value]) => `${name}=${value}`).join('; '));
  return changed;

  function keep(pair: string): void {
    const at = pair.indexOf('=');
    if (at > 0) kept.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
