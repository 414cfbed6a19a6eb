/** Which request is being served: carried along with everything that is done for it, and made only if it is asked for. */

import { AsyncLocalStorage } from 'node:async_hooks';
import { requestId } from './request-id.ts';

/** The trace of one process. */
export type RequestTrace = {
  /** Serves a request. @param brought looks up the id that came with it */
  readonly run: <T>(brought: () => string | undefined, work: () => Promise<T>) => Promise<T>;
  /** Id of the request that is being served; `null` where none is. */
  readonly id: () => string | null;
  /** As `id`, but `null` as well where nobody has asked for it yet. */
  readonly idIfAsked: () => string | null;
  /** Runs work as belonging to no request. */
  readonly apart: <T>(work: () => T) => T;
};

type Served = { brought: (() => string | undefined) | null; id: string | null };

/** Opens the trace. A request costs well under a microsecond as long as nothing is logged for it. */
export function openRequestTrace(): RequestTrace {
  const served = new AsyncLocalStorage<Served>();
  return {
    async run(brought, work) {
      const request: Served = { brought, id: null };
      try {
        return await served.run(request, work);
      } finally {
        // A connection opened meanwhile keeps this for as long as it lives, and belongs to nobody from now on.
        request.brought = null;
        request.id = null;
      }
    },
    id() {
      const request = served.getStore();
      if (request === undefined || request.brought === null) return null;
      request.id ??= requestId(request.brought());
      return request.id;
    },
    idIfAsked: () => served.getStore()?.id ?? null,
    apart: (work) => served.exit(work),
  };
}
