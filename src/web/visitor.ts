/** The cookie by which a browser is known again: a random id, and nothing else. */

import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { AppDependencies } from './app-dependencies.ts';

/** Its name; over https it carries the prefix `__Host-`, so that no neighbouring site can plant one. */
export const VISITOR_COOKIE = 'em-noi';

/** How long a browser is remembered without coming back: 180 days, in seconds. */
const MAX_AGE_SECONDS = 180 * 24 * 60 * 60;

/** Long enough that nobody can guess another child's. */
const WELL_FORMED = /^[A-Za-z0-9_-]{22,64}$/;

/** Tells who is there, and renews the cookie. A missing or malformed one is replaced. */
export function rememberVisitor(
  c: Context,
  deps: Pick<AppDependencies, 'newVisitor' | 'secureCookies'>,
): string {
  const visitor = knownVisitor(c, deps) ?? deps.newVisitor();
  setCookie(c, VISITOR_COOKIE, visitor, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: MAX_AGE_SECONDS,
    ...(deps.secureCookies ? { secure: true, prefix: 'host' as const } : {}),
  });
  return visitor;
}

/** Tells who says to be there. @returns `null` where nobody does, or the cookie is malformed */
export function knownVisitor(c: Context, deps: Pick<AppDependencies, 'secureCookies'>): string | null {
  const sent = deps.secureCookies ? getCookie(c, VISITOR_COOKIE, 'host') : getCookie(c, VISITOR_COOKIE);
  return sent !== undefined && WELL_FORMED.test(sent) ? sent : null;
}
