/** Takes a batch from our queues: messages that had to wait are received, and the outbox is sent. */

import type { MessageBatch } from '@cloudflare/workers-types';
import type { WorkerService } from '../compose/worker-service.ts';
import type { Log } from '../ports/log.ts';
import { sendAll } from './jobs.ts';
import { queuedSchema } from './worker-environment.ts';

const FIRST_RETRY_SECONDS = 2;
const LAST_RETRY_SECONDS = 900;

/** Handles a batch; each message is acknowledged by itself, or comes again later. */
export async function takeQueued(
  batch: Pick<MessageBatch, 'messages'>,
  service: WorkerService,
  log: Log,
): Promise<void> {
  const postponed: { readonly at: number; readonly ciphertext: string }[] = [];
  let toSend = false;
  batch.messages.forEach((message, at) => {
    const read = queuedSchema.safeParse(message.body);
    if (!read.success) retry(message);
    else if (read.data.kind === 'postponed') postponed.push({ at, ciphertext: read.data.message });
    else {
      toSend = true;
      message.ack();
    }
  });
  const done = await service.receivePostponed(postponed.map(({ ciphertext }) => ciphertext));
  postponed.forEach(({ at }, index) => {
    const message = batch.messages[at];
    if (done[index] === true) message?.ack();
    else if (message !== undefined) retry(message);
  });
  if (toSend || done.includes(true)) await sendEverything(service, log);
}

/** Later each time; the number of tries in wrangler.toml makes about a day of it. */
function retry(message: MessageBatch['messages'][number]): void {
  const delaySeconds = Math.min(FIRST_RETRY_SECONDS * 2 ** (message.attempts - 1), LAST_RETRY_SECONDS);
  message.retry({ delaySeconds });
}

/** Leads broadcasts on, and sends until nothing is due: what was put into the outbox leaves within this run. */
export async function advanceAndSend(service: WorkerService, log: Log): Promise<void> {
  await service.advance().catch((error: unknown) => log.error('job.failed', error, { job: 'broadcast' }));
  await sendEverything(service, log);
}

/** Sends what is due on every channel; a failure on one holds up no other. */
export async function sendEverything(service: WorkerService, log: Log): Promise<void> {
  await Promise.all(
    service.sendingChannels.map((channel) =>
      sendAll(service, channel).catch((error: unknown) => log.error('job.failed', error, { channel })),
    ),
  );
}
