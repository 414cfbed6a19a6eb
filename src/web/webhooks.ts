/** The webhooks of the vendors: raw body and headers in, a status code out. */

import { Hono } from 'hono';
import type { DeliveryAnswer } from '../usecases/receive-delivery.ts';
import type { AppDependencies } from './app-dependencies.ts';
import { readBody } from './read-body.ts';
import { ID_HEADER, type MachineAnswer, watchMachine } from './request-log.ts';

/** The channels whose vendors call us; the web page has a route of its own. */
const VENDOR_CHANNELS = ['telegram', 'zalo', 'zalo-oa'] as const;

/** A delivery on its way in. */
export type WebhookRequest = {
  /** `null`: longer than `MAX_BODY_BYTES`. */
  readonly body: () => Promise<string | null>;
  readonly header: (name: string) => string | undefined;
};

/** Receives deliveries; never rejects. */
export type Webhook = (request: WebhookRequest) => Promise<MachineAnswer>;

type Dependencies = Pick<AppDependencies, 'receiveDelivery' | 'log' | 'watch'>;

/** The webhooks by their path. What can never succeed gets 200, so that no vendor sends it again. */
export function webhooks(deps: Dependencies): ReadonlyMap<string, Webhook> {
  return new Map(
    VENDOR_CHANNELS.map((channel): [string, Webhook] => {
      const route = `/webhooks/${channel}`;
      const receive = async ({ body: read, header }: WebhookRequest): Promise<MachineAnswer> => {
        const body = await read();
        if (body === null) return nothing(413);
        return answerOf(await deps.receiveDelivery({ channel, body, header }));
      };
      return [
        route,
        (request) =>
          watchMachine(deps, { route, id: () => request.header(ID_HEADER) }, () => receive(request)),
      ];
    }),
  );
}

/** Builds `POST /webhooks/:channel`. */
export function webhookRoutes(deps: Dependencies): Hono {
  const routes = new Hono();
  for (const [path, webhook] of webhooks(deps)) {
    routes.post(path, async (c) => {
      const { status, headers, body } = await webhook({
        body: () => readBody(c.req.raw),
        header: (name) => c.req.header(name),
      });
      return new Response(body, { status, headers });
    });
  }
  return routes;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

function answerOf(outcome: DeliveryAnswer): MachineAnswer {
  switch (outcome.kind) {
    case 'accepted':
      if (outcome.body === undefined) return nothing(200);
      return { status: 200, headers: JSON_TYPE, body: JSON.stringify(outcome.body) };
    case 'unauthorized':
      return nothing(401);
    case 'off':
      return nothing(404);
    case 'unavailable':
      return { ...nothing(503), headers: { 'Retry-After': '2' } };
  }
}

function nothing(status: number): MachineAnswer {
  return { status, headers: {}, body: null };
}
