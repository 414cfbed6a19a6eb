/** One log line a request: the route's pattern, never the address itself, which may hold a code. */

import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { AppDependencies, RequestWatch } from './app-dependencies.ts';

/** The header that an id comes and goes with. */
export const ID_HEADER = 'X-Request-Id';

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
        tell(deps, { method: c.req.method, route: routePath(c, -1), status: c.res.status, startedAt });
        const id = watch.id();
        if (id !== null) c.header(ID_HEADER, id);
      },
    );
}

/** An answer for machines. */
export type MachineAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

/**
 * The same for a route that machines call often, without the cost of a middleware. They read no id: only where a line
 * was logged does it go back.
 */
export function watchMachine(
  deps: Watching,
  asked: { readonly route: string; readonly id: () => string | undefined },
  answer: () => Promise<MachineAnswer>,
): Promise<MachineAnswer> {
  const { route } = asked;
  const watch = deps.watch ?? UNWATCHED;
  return watch.run(asked.id, async () => {
    const startedAt = performance.now();
    const answered = await answer().catch((error: unknown): MachineAnswer => {
      deps.log.error('web.fault', error, { method: 'POST', route });
      return { status: 500, headers: { 'Content-Type': 'text/plain' }, body: 'Internal server error\n' };
    });
    tell(deps, { method: 'POST', route, status: answered.status, startedAt });
    const id = watch.idIfAsked();
    return id === null ? answered : { ...answered, headers: { ...answered.headers, [ID_HEADER]: id } };
  });
}

function tell(
  { log, watch }: Watching,
  at: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly startedAt: number;
  },
): void {
  const { method, route, status } = at;
  const ms = performance.now() - at.startedAt;
  watch?.answered({ method, route, status, seconds: ms / 1_000 });
  const facts = { method, route, status, ms: Math.round(ms) };
  if (status < 400) log.debug('web.request', facts);
  else log.info('web.request', facts);
}
