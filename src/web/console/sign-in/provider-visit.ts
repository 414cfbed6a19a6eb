/** The way to an identity provider and back. */

import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type Caller, leadTo } from './door.tsx';
import { safePath, withFrom } from './safe-path.ts';

/** Where someone wanted to go, while they are away. */
const FROM_COOKIE = 'console-from';

/** A visit at the provider takes at most so long, in seconds. */
const AWAY_SECONDS = 600;

/** Sends someone there. */
export async function goToProvider(caller: Caller): Promise<Response> {
  const { c, deps, ground, headers, from } = caller;
  if (deps.singleSignOn === null) return leadTo(caller, withFrom('/console/sign-in', from));
  const way = await deps.singleSignOn.begin(headers);
  if (way === null) return leadTo(caller, '/console/sign-in?problem=provider-away');
  setCookie(c, FROM_COOKIE, from, {
    ...{ path: '/console', maxAge: AWAY_SECONDS, httpOnly: true, sameSite: 'Lax' },
    secure: ground.publicUrl.startsWith('https:'),
  });
  return leadTo(caller, way.url, way.cookies);
}

/** Takes them back. */
export async function returnFromProvider(caller: Caller): Promise<Response> {
  const { c, deps, headers } = caller;
  if (deps.singleSignOn === null) return leadTo(caller, '/console/sign-in');
  const from = safePath(getCookie(c, FROM_COOKIE));
  deleteCookie(c, FROM_COOKIE, { path: '/console' });
  const { kind, cookies } = await deps.singleSignOn.finish(headers, c.req.query());
  return leadTo(caller, kind === 'entered' ? from : `/console/sign-in?problem=${kind}`, cookies);
}
