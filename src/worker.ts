/** Em Nói on Cloudflare Workers: requests, what the queues bring, and the timed jobs. */

import type { ExecutionContext, MessageBatch, ScheduledController } from '@cloudflare/workers-types';
import { emptyWorkerMemory } from './compose/worker-service.ts';
import { newVisitor } from './runtime/random.ts';
import { requestId } from './runtime/request-id.ts';
import type { WorkerEnvironment } from './runtime/worker-environment.ts';
import { serveEvent, type WorkerEvent } from './runtime/worker-event.ts';
import { publishedFaces } from './runtime/worker-published.ts';
import { advanceAndSend, takeQueued } from './runtime/worker-queue.ts';
import { createApp } from './web/app.ts';
import type { RequestWatch } from './web/app-dependencies.ts';

/** The one of the timers in wrangler.toml that clears out; the other one sends and seals. */
const HOURLY_TIMER = '17 * * * *';

const METRICS = {
  contentType: 'text/plain; version=0.0.4',
  body: '# Cloudflare counts for its Workers itself.\n',
};

/** Lives as long as this copy of the Worker. */
const memory = emptyWorkerMemory();

function eventOf(
  environment: WorkerEnvironment,
  context: Pick<ExecutionContext, 'waitUntil'>,
  requestId: string | null = null,
): WorkerEvent {
  return { environment, memory, requestId, waitUntil: (work) => context.waitUntil(work) };
}

/** Cloudflare counts requests itself, and an event has one request, whose id its log knows from the start. */
function watchOf(id: string): RequestWatch {
  return { run: (_brought, work) => work(), id: () => id, idIfAsked: () => id, answered: () => {} };
}

export default {
  fetch(
    request: Request,
    environment: WorkerEnvironment,
    context: Pick<ExecutionContext, 'waitUntil'>,
  ): Promise<Response> {
    const id = requestId(request.headers.get('x-request-id') ?? undefined);
    return serveEvent(eventOf(environment, context, id), async (service, log) => {
      const { results, programs } = await publishedFaces(new URL(request.url), service, log);
      const dependencies = {
        watch: watchOf(id),
        receiveDelivery: service.receiveDelivery,
        describeInvitation: service.describeInvitation,
        parents: service.parents,
        health: { ready: service.ready },
        metrics: async () => METRICS,
        say: service.say,
        publicUrl: service.publicUrl,
        secureCookies: service.publicUrl.startsWith('https:'),
        log,
        newVisitor,
      };
      return createApp(dependencies, results, programs).fetch(request);
    });
  },

  queue(
    batch: MessageBatch,
    environment: WorkerEnvironment,
    context: Pick<ExecutionContext, 'waitUntil'>,
  ): Promise<void> {
    return serveEvent(eventOf(environment, context), (service, log) => takeQueued(batch, service, log));
  },

  scheduled(
    timer: Pick<ScheduledController, 'cron'>,
    environment: WorkerEnvironment,
    context: Pick<ExecutionContext, 'waitUntil'>,
  ): Promise<void> {
    return serveEvent(eventOf(environment, context), async (service, log) => {
      if (timer.cron === HOURLY_TIMER) {
        await service.keepHouse();
        await service.releaseDue();
        return;
      }
      await advanceAndSend(service, log);
      await service.seal();
    });
  },
};
