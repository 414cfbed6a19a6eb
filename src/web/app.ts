/** The HTTP face of Em Nói: every route, built once from the use cases. */

import { Hono } from 'hono';
import type { AppDependencies } from './app-dependencies.ts';
import { assetRoutes } from './assets.ts';
import { chatRoutes } from './chat/chat-routes.ts';
import { answerFault, answerNotFound } from './faults.ts';
import { homeRoutes } from './home.tsx';
import { operationRoutes } from './operations.ts';
import { watchRequests } from './request-log.ts';
import { secureHeaders } from './secure-headers.ts';
import { webhookRoutes } from './webhooks.ts';

/**
 * Builds the application; `fetch` and `request` of the result serve it on any runtime.
 *
 * @param staff the console, with routes of its own; absent where a runtime serves children only
 */
export function createApp(deps: AppDependencies, staff?: Hono): Hono {
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
  // With a router of its own: its many paths must not slow down those of children.
  if (staff !== undefined) {
    app.all('/console/*', (c) => staff.fetch(c.req.raw, c.env));
    // The council has no pages of its own yet; its members sign in at the same door.
    app.get('/council', (c) => c.redirect('/console'));
  }
  return app;
}
