/** What watches the server asks: alive, ready, figures. */

import { Hono } from 'hono';
import type { AppDependencies } from './app-dependencies.ts';

/** Builds `/healthz`, `/readyz`, `/metrics` and `/robots.txt`. */
export function operationRoutes(deps: Pick<AppDependencies, 'health' | 'metrics' | 'log'>): Hono {
  const routes = new Hono();
  routes.get('/healthz', (c) => c.text('ok\n', 200, { 'Cache-Control': 'no-store' }));
  routes.get('/readyz', async (c) => {
    const ready = await isReady(deps);
    return c.text(ready ? 'ready\n' : 'not ready\n', ready ? 200 : 503, { 'Cache-Control': 'no-store' });
  });
  routes.get('/metrics', async (c) => {
    const { contentType, body } = await deps.metrics();
    return c.body(body, 200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' });
  });
  routes.get('/robots.txt', (c) =>
    c.text('User-agent: *\nDisallow: /c/\nDisallow: /console\nDisallow: /council\nDisallow: /webhooks/\n'),
  );
  return routes;
}

/** A check that fails is an answer: the database is not there. */
async function isReady(deps: Pick<AppDependencies, 'health' | 'log'>): Promise<boolean> {
  try {
    return await deps.health.ready();
  } catch (error) {
    deps.log.error('web.readiness-failed', error);
    return false;
  }
}
