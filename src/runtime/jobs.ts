/** The jobs of a Node process: sending, sealing, broadcasts, clearing out. No job runs twice at once. */

import type { Application } from '../compose.ts';
import type { Log } from '../ports/log.ts';

/** What runs in the background. */
export type Jobs = {
  readonly channels: Application['sendingChannels'];
  readonly send: Application['send'];
  readonly seal: () => Promise<unknown>;
  /** Leads reminders and invitations on. */
  readonly advance?: () => Promise<unknown>;
  /** Cuts releases that are due. */
  readonly release?: () => Promise<unknown>;
  /** Tells other systems of new releases. */
  readonly tell?: () => Promise<unknown>;
  readonly keepHouse: () => Promise<unknown>;
  /** Makes one of the files that staff ordered. @returns whether there was one */
  readonly makeFile?: () => Promise<boolean>;
  readonly log: Log;
  /** Told how each run of a job ended. */
  readonly ended?: (job: JobName, how: 'done' | 'failed') => void;
};

/** What a loop does. */
export type JobName = 'send' | 'seal' | 'release' | 'broadcast' | 'tell' | 'export' | 'keep-house';

/** Running jobs. */
export type RunningJobs = {
  /** Something may be in the outbox: look now. */
  wakeSender(): void;
  /** A file was ordered. */
  wakePress(): void;
  /** Ends all jobs once what they are at is done. */
  stop(): Promise<void>;
};

/** How often the outbox is looked at when nobody wakes the sender: another process may have filled it. */
const SEND_EVERY_MS = 1_000;
const SEAL_EVERY_MS = 30_000;
/** Much shorter than what is put into the outbox takes to leave. */
const BROADCAST_EVERY_MS = 10_000;
/** Looking whether one is due costs one small query. */
const RELEASE_EVERY_MS = 300_000;
/** An order wakes it; another process may have died over one. */
const EXPORT_EVERY_MS = 10_000;
/** Costs one small query where nothing is to be told. */
const TELL_EVERY_MS = 10_000;
const KEEP_HOUSE_EVERY_MS = 3_600_000;

/** Starts the jobs. */
export function startJobs(jobs: Jobs): RunningJobs {
  const { log, ended = () => {} } = jobs;
  let stopping = false;
  const { makeFile } = jobs;
  const press =
    makeFile === undefined
      ? null
      : startLoop(() => makeAll(makeFile, () => stopping), {
          ...{ name: 'export', everyMs: EXPORT_EVERY_MS, log, ended },
        });
  const loops = [
    ...jobs.channels.map((channel) =>
      startLoop(() => sendAll(jobs, channel, () => stopping), {
        ...{ name: 'send', everyMs: SEND_EVERY_MS, log, ended },
      }),
    ),
    startLoop(jobs.seal, { name: 'seal', everyMs: SEAL_EVERY_MS, log, ended }),
    ...(jobs.advance === undefined
      ? []
      : [startLoop(jobs.advance, { name: 'broadcast', everyMs: BROADCAST_EVERY_MS, log, ended })]),
    ...(jobs.release === undefined
      ? []
      : [startLoop(jobs.release, { name: 'release', everyMs: RELEASE_EVERY_MS, log, ended })]),
    ...(jobs.tell === undefined
      ? []
      : [startLoop(jobs.tell, { name: 'tell', everyMs: TELL_EVERY_MS, log, ended })]),
    startLoop(jobs.keepHouse, { name: 'keep-house', everyMs: KEEP_HOUSE_EVERY_MS, log, ended }),
  ];
  return {
    wakeSender() {
      for (let index = 0; index < jobs.channels.length; index += 1) loops[index]?.wake();
    },
    wakePress: () => press?.wake(),
    async stop() {
      stopping = true;
      await Promise.all([...loops, ...(press === null ? [] : [press])].map((loop) => loop.stop()));
    },
  };
}

/** Makes files until none is ordered or someone wants it to stop: what still waits is made after the next start. */
async function makeAll(makeFile: () => Promise<boolean>, stopping: () => boolean): Promise<void> {
  while (!stopping()) if (!(await makeFile())) return;
}

/** Sends until nothing is due, the channel is parked, or someone wants it to stop: a round takes seconds at most. */
export async function sendAll(
  jobs: Pick<Jobs, 'send'>,
  channel: Jobs['channels'][number],
  stopping: () => boolean = () => false,
): Promise<void> {
  while (!stopping()) {
    const round = await jobs.send(channel);
    if (round.sent === 0) return;
  }
}

type Loop = { wake(): void; stop(): Promise<void> };

function startLoop(
  job: () => Promise<unknown>,
  options: {
    readonly name: JobName;
    readonly everyMs: number;
    readonly log: Log;
    readonly ended: (job: JobName, how: 'done' | 'failed') => void;
  },
): Loop {
  let stopped = false;
  let woken = false;
  let interrupt: (() => void) | null = null;

  async function run(): Promise<void> {
    while (!stopped) {
      woken = false;
      try {
        await job();
        options.ended(options.name, 'done');
      } catch (error) {
        options.log.error('job.failed', error, { job: options.name });
        options.ended(options.name, 'failed');
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
