/** The webhooks of the vendors: raw body and headers in, a status code out. */

import { type Context, Hono } from 'hono';
import type { DeliveryAnswer } from '../usecases/receive-delivery.ts';
import type { AppDependencies } from './app-dependencies.ts';
import { readBody } from './read-body.ts';
import { watchHandler } from './request-log.ts';

/** The channels whose vendors call us; the web page has a route of its own. */
const VENDOR_CHANNELS = ['telegram', 'zalo', 'zalo-oa'] as const;

/** Builds `POST /webhooks/:channel`. What can never succeed gets 200, so that no vendor sends it again. */
export function webhookRoutes(deps: Pick<AppDependencies, 'receiveDelivery' | 'log' | 'watch'>): Hono {
  const routes = new Hono();
  for (const channel of VENDOR_CHANNELS) {
    const receive = async (c: Context): Promise<Response> => {
      const body = await readBody(c.req.raw);
      if (body === null) return c.body(null, 413);
      return answer(c, await deps.receiveDelivery({ channel, body, header: (name) => c.req.header(name) }));
    };
    routes.post(`/${channel}`, watchHandler(deps, `/webhooks/${channel}`, receive));
  }
  return routes;
}

function answer(c: Context, outcome: DeliveryAnswer): Response {
  switch (outcome.kind) {
    case 'accepted':
      return outcome.body === undefined ? c.body(null, 200) : c.json(outcome.body);
    case 'unauthorized':
      return c.body(null, 401);
    case 'off':
      return c.body(null, 404);
    case 'unavailable':
      return c.body(null, 503, { 'Retry-After': '2' });
  }
}
