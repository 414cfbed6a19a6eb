/** The pages for signing in, and for those who look after who may. */

import { type Context, Hono } from 'hono';
import type { ConsoleGround, ConsoleRoute } from '../console-route.ts';
import { accountRoutes } from './account-routes.tsx';
import { showCodePage, takeCode } from './code-page.tsx';
import { type Caller, callerOf, leadTo } from './door.tsx';
import { showLink, takeLink } from './link-page.tsx';
import { showSignIn, takePassword } from './password-page.tsx';
import { goToProvider, returnFromProvider } from './provider-visit.ts';
import { showSecondFactor, takeBegin, takeFirstCode } from './second-factor-page.tsx';
import type { SignInDependencies } from './sign-in-dependencies.ts';
import { keepingRoutes } from './staff-routes.tsx';

export type { SignInDependencies } from './sign-in-dependencies.ts';

/** Builds the pages that need no sign-in. */
export function signInPages(deps: SignInDependencies, ground: ConsoleGround): Hono {
  const at = (answer: (caller: Caller) => Response | Promise<Response>) => (c: Context) =>
    answer(callerOf(c, deps, ground));
  return new Hono()
    .get('/sign-in', at(showSignIn))
    .post('/sign-in', at(takePassword))
    .get(
      '/sign-in/code',
      at((caller) => showCodePage(caller, 'code')),
    )
    .post(
      '/sign-in/code',
      at((caller) => takeCode(caller, 'code')),
    )
    .get(
      '/sign-in/recovery',
      at((caller) => showCodePage(caller, 'recovery')),
    )
    .post(
      '/sign-in/recovery',
      at((caller) => takeCode(caller, 'recovery')),
    )
    .get('/sign-in/second-factor', at(showSecondFactor))
    .post('/sign-in/second-factor', at(takeFirstCode))
    .post('/sign-in/second-factor/begin', at(takeBegin))
    .get('/sign-in/provider', at(goToProvider))
    .get('/sign-in/callback/oidc', at(returnFromProvider))
    .get('/invitation/:token', (c) => showLink(callerOf(c, deps, ground), c.req.param('token')))
    .post('/invitation/:token', (c) => takeLink(callerOf(c, deps, ground), c.req.param('token')))
    .post('/sign-out', at(signOut));
}

/** Builds the routes for whoever is signed in. */
export function staffRoutes(deps: SignInDependencies): readonly ConsoleRoute[] {
  return [...accountRoutes(deps), ...keepingRoutes(deps)];
}

async function signOut(caller: Caller): Promise<Response> {
  const cookies = await caller.deps.signOut(caller.headers);
  return leadTo(caller, '/console/sign-in?done=signed-out', cookies);
}
