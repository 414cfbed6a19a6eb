/** The length of one Workers event: opens the service, keeps what runs on in the background, and lets go. */

import { composeWorkerService, type WorkerMemory, type WorkerService } from '../compose/worker-service.ts';
import type { Log } from '../ports/log.ts';
import { cryptoRandom } from './random.ts';
import { readWorkerConfig, type WorkerEnvironment } from './worker-environment.ts';
import { openWorkerLog } from './worker-log.ts';

/** An event as the runtime hands it in. */
export type WorkerEvent = {
  readonly environment: WorkerEnvironment;
  readonly memory: WorkerMemory;
  /** Id of the request that the event is; `null` for timers and queues. */
  readonly requestId: string | null;
  /** Keeps the runtime alive until this is done. */
  readonly waitUntil: (work: Promise<unknown>) => void;
};

/** Serves an event. The database is let go once all that was begun is done, after the answer has left. */
export async function serveEvent<T>(
  { environment, memory, requestId, waitUntil }: WorkerEvent,
  serve: (service: WorkerService, log: Log) => Promise<T>,
): Promise<T> {
  const config = readWorkerConfig(environment);
  const log = openWorkerLog(config.LOG_LEVEL, requestId);
  const background: Promise<unknown>[] = [];
  const service = await composeWorkerService({
    config,
    memory,
    runtime: {
      log,
      clock: { now: () => new Date() },
      random: cryptoRandom(),
      inBackground: (work) => background.push(work),
      readShipped,
    },
    postponed: {
      async put(messages) {
        await environment.DELIVERIES.sendBatch(
          messages.map((message) => ({ body: { kind: 'postponed', message } })),
        );
      },
    },
  });
  service.onOutbox(() => background.push(wakeSender(environment, log)));
  try {
    return await serve(service, log);
  } finally {
    waitUntil(Promise.allSettled(background).then(() => service.close()));
  }
}

/** The outlines of the provinces are all that ships with a Worker. */
async function readShipped(path: string): Promise<string> {
  if (path !== 'data/provinces.geojson') throw new Error(`${path} does not ship with a Worker`);
  return (await import('../../data/provinces.geojson')).default;
}

/** A word that gets lost costs up to a minute: the timed job looks into the outbox as well. */
async function wakeSender({ OUTBOX }: WorkerEnvironment, log: Log): Promise<void> {
  try {
    await OUTBOX.send({ kind: 'outbox' });
  } catch (error) {
    log.error('outbox.wake-failed', error);
  }
}
