/** The jobs of a Node process: sending, sealing, clearing out. No job runs twice at once. */

import type { Application } from '../compose.ts';
import type { Log } from '../ports/log.ts';

/** What runs in the background. */
export type Jobs = {
  readonly channels: Application['sendingChannels'];
  readonly send: Application['send'];
  readonly seal: () => Promise<unknown>;
  readonly keepHouse: () => Promise<unknown>;
  readonly log: Log;
};

/** Running jobs. */
export type RunningJobs = {
  /** Something may be in the outbox: look now. */
  wakeSender(): void;
  /** Ends all jobs once what they are at is done. */
  stop(): Promise<void>;
};

/** How often the outbox is looked at when nobody wakes the sender: another process may have filled it. */
const SEND_EVERY_MS = 1_000;
const SEAL_EVERY_MS = 30_000;
const KEEP_HOUSE_EVERY_MS = 3_600_000;

/** Starts the jobs. */
export function startJobs(jobs: Jobs): RunningJobs {
  const loops = [
    ...jobs.channels.map((channel) =>
      startLoop(() => sendAll(jobs, channel), { everyMs: SEND_EVERY_MS, log: jobs.log }),
    ),
    startLoop(jobs.seal, { everyMs: SEAL_EVERY_MS, log: jobs.log }),
    startLoop(jobs.keepHouse, { everyMs: KEEP_HOUSE_EVERY_MS, log: jobs.log }),
  ];
  return {
    wakeSender() {
      for (let index = 0; index < jobs.channels.length; index += 1) loops[index]?.wake();
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

/** Sends until nothing is due or the channel is parked. */
export async function sendAll(jobs: Pick<Jobs, 'send'>, channel: Jobs['channels'][number]): Promise<void> {
  for (;;) {
    const round = await jobs.send(channel);
    if (round.sent === 0) return;
  }
}

type Loop = { wake(): void; stop(): Promise<void> };

function startLoop(
  job: () => Promise<unknown>,
  options: { readonly everyMs: number; readonly log: Log },
): Loop {
  let stopped = false;
  let woken = false;
  let interrupt: (() => void) | null = null;

  async function run(): Promise<void> {
    while (!stopped) {
      woken = false;
      try {
        await job();
      } catch (error) {
        options.log.error('job.failed', error);
      }
      if (!stopped && !woken) await pause();
    }
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, options.everyMs);
      interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const running = run();
  return {
    wake() {
      woken = true;
      interrupt?.();
    },
    async stop() {
      stopped = true;
      interrupt?.();
      await running;
    },
  };
}
