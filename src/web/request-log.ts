/** One log line a request: the route's pattern, never the address itself, which may hold a code. */

import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { RequestLog } from './app-dependencies.ts';

/** Logs requests: those that went well for someone who debugs, refused ones for everyone. */
export function logRequests(log: RequestLog): MiddlewareHandler {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    const facts = {
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      ms: Math.round(performance.now() - startedAt),
    };
    if (c.res.status < 400) log.debug('web.request', facts);
    else log.info('web.request', facts);
  };
}
