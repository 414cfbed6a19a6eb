/** One log line a request: the route's pattern, never the address itself, which may hold a code. */

import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { AppDependencies, RequestWatch } from './app-dependencies.ts';

const ID_HEADER = 'X-Request-Id';

type Watching = Pick<AppDependencies, 'log' | 'watch'>;

/** Nobody watches. */
const UNWATCHED: RequestWatch = {
  run: (_brought, work) => work(),
  id: () => null,
  idIfAsked: () => null,
  answered: () => {},
};

/**
 * Logs and counts requests: those that went well for someone who debugs, refused ones for everyone. The id goes back
 * with the answer.
 */
export function watchRequests(deps: Watching): MiddlewareHandler {
  const watch = deps.watch ?? UNWATCHED;
  return (c, next) =>
    watch.run(
      () => c.req.header(ID_HEADER),
      async () => {
        const startedAt = performance.now();
        await next();
        tell(deps, c, { route: routePath(c, -1), status: c.res.status, startedAt });
        const id = watch.id();
        if (id !== null) c.header(ID_HEADER, id);
      },
    );
}

/**
 * The same for one handler, without the cost of a middleware. Machines ask often and read no id: only where a line was
 * logged does it go back.
 */
export function watchHandler(
  deps: Watching,
  route: string,
  handle: (c: Context) => Promise<Response>,
): (c: Context) => Promise<Response> {
  const watch = deps.watch ?? UNWATCHED;
  return (c) =>
    watch.run(
      () => c.req.header(ID_HEADER),
      async () => {
        const startedAt = performance.now();
        const response = await handle(c).catch((error: unknown) => {
          deps.log.error('web.fault', error, { method: c.req.method, route });
          return c.text('Internal server error\n', 500);
        });
        tell(deps, c, { route, status: response.status, startedAt });
        const id = watch.idIfAsked();
        if (id !== null) response.headers.set(ID_HEADER, id);
        return response;
      },
    );
}

function tell(
  { log, watch }: Watching,
  c: Context,
  at: { readonly route: string; readonly status: number; readonly startedAt: number },
): void {
  const { route, status } = at;
  const { method } = c.req;
  const ms = performance.now() - at.startedAt;
  watch?.answered({ method, route, status, seconds: ms / 1_000 });
  const facts = { method, route, status, ms: Math.round(ms) };
  if (status < 400) log.debug('web.request', facts);
  else log.info('web.request', facts);
}
