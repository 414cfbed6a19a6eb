/** What watches the server asks: alive, ready, figures. */

import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { HTTPException } from 'hono/http-exception';
import type { AppDependencies, MetricsReader } from './app-dependencies.ts';

/** Headers by which a proxy tells that it asks for someone else. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;

/** Builds `/healthz`, `/readyz`, `/metrics` and `/robots.txt`. */
export function operationRoutes(
  deps: Pick<AppDependencies, 'health' | 'metrics' | 'metricsReader' | 'log'>,
): Hono {
  const routes = new Hono();
  routes.get('/healthz', (c) => c.text('ok\n', 200, { 'Cache-Control': 'no-store' }));
  routes.get('/readyz', async (c) => {
    const ready = await isReady(deps);
    return c.text(ready ? 'ready\n' : 'not ready\n', ready ? 200 : 503, { 'Cache-Control': 'no-store' });
  });
  if (deps.metricsReader !== undefined) routes.use('/metrics', admitReader(deps.metricsReader));
  routes.get('/metrics', async (c) => {
    const { contentType, body } = await deps.metrics();
    return c.body(body, 200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' });
  });
  routes.get('/robots.txt', (c) =>
    c.text('User-agent: *\nDisallow: /c/\nDisallow: /console\nDisallow: /council\nDisallow: /webhooks/\n'),
  );
  return routes;
}

/** A proxy on this machine asks for the whole world, and says so. */
function admitReader(reader: MetricsReader): MiddlewareHandler {
  if (reader.kind === 'token') return admitBearer(reader.token);
  return async (c, next) => {
    const forwarded = FORWARDED.some((name) => c.req.header(name) !== undefined);
    if (!forwarded && isThisMachine(reader.peer(c))) return next();
    return refuse(c);
  };
}

/** A refusal is an answer here, and no fault for the log. */
function admitBearer(token: string): MiddlewareHandler {
  const admit = bearerAuth({ token, realm: 'metrics' });
  return async (c, next) => {
    try {
      return await admit(c, next);
    } catch (error) {
      if (error instanceof HTTPException) return error.getResponse();
      throw error;
    }
  };
}

function refuse(c: Context): Response {
  return c.text(
    'Figures are given to programs on this machine only. To read them from elsewhere, set METRICS_TOKEN and send it as a bearer token.\n',
    403,
  );
}

function isThisMachine(address: string | undefined): boolean {
  return address !== undefined && /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/.test(address);
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
