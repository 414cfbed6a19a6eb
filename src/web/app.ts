/** The HTTP face of Em Nói: every route, built once from the use cases. */

import { Hono } from 'hono';
import type { AppDependencies } from './app-dependencies.ts';
import { assetRoutes } from './assets.ts';
import { chatRoutes } from './chat/chat-routes.ts';
import { answerFault, answerNotFound } from './faults.ts';
import { homeRoutes } from './home.tsx';
import { operationRoutes } from './operations.ts';
import { parentRoutes } from './parents/parent-routes.ts';
import { watchRequests } from './request-log.ts';
import { secureHeaders } from './secure-headers.ts';
import { webhookRoutes } from './webhooks.ts';

/**
 * Builds the application; `fetch` and `request` of the result serve it on any runtime.
 *
 * @param staff the console, the council and public results, with routes of their own; absent where a runtime serves
 *   children only
 * @param programs what other systems read, with addresses of its own; absent alike
 */
export function createApp(deps: AppDependencies, staff?: Hono, programs?: ServesRequests): Hono {
  const app = new Hono({ strict: false });
  app.onError(answerFault(deps));
  app.notFound(answerNotFound(deps));
  // Before the middleware: machines read no security headers, and this is the busiest path.
  app.route('/', webhookRoutes(deps));
  app.route('/', operationRoutes(deps));
  app.use(watchRequests(deps));
  app.use(secureHeaders({ https: deps.secureCookies }));
  app.route('/assets', assetRoutes());
  app.route('/', homeRoutes(deps));
  app.route('/c', chatRoutes(deps));
  if (deps.parents !== undefined) app.route('/p', parentRoutes(deps, deps.parents, deps.peer));
  // With a router of its own: its many paths must not slow down those of children.
  if (staff !== undefined) {
    for (const path of ['/console/*', '/council/*', '/results/*']) {
      app.all(path, (c) => staff.fetch(c.req.raw, c.env));
    }
  }
  if (programs !== undefined) {
    // Cut off here, so that its own paths begin with nothing.
    app.mount('/api/v1', programs.fetch);
  }
  return app;
}

/** An application of its own, whatever it keeps with its requests. */
type ServesRequests = Pick<Hono, 'fetch'>;
