/** Adaptive group commit: while one batch is being committed, the next one gathers; a lone message waits for nothing. */

import type { InboundMessage } from '../core/message.ts';
import type { MessageOutcome, ReceiveMessages } from './receive-messages.ts';

/** Largest batch; a larger one would only make its first message wait. */
const MAX_BATCH = 128;

/** Most messages that may wait; beyond it a delivery is turned away at once, for the vendor to bring again. */
const MAX_WAITING = 20_000;

/** Hands messages in and gives their outcomes, and tells when all that were handed in are done. */
export type BatchGatherer = {
  submit(messages: readonly InboundMessage[]): Promise<readonly MessageOutcome[]>;
  /** Resolves when nothing waits or is under way. */
  drained(): Promise<void>;
};

type Waiting = {
  readonly message: InboundMessage;
  readonly done: (outcome: MessageOutcome) => void;
};

type Lane = { waiting: Waiting[]; running: Promise<void> | null };

/** How batches are made. */
export type Gathering = {
  /** How many may be under way at once, ≥ 1; more than one helps where the database works on its own. */
  readonly lanes: number;
  /** Calls back once everything that has arrived by now was handed in; no batch begins sooner. */
  readonly soon: (begin: () => void) => void;
};

/**
 * Builds a gatherer before `receiveMessages`. One per process: it keeps each contact's messages in order, because they
 * all take the same lane.
 */
export function gatherBatches(receive: ReceiveMessages, { lanes, soon }: Gathering): BatchGatherer {
  const all: readonly Lane[] = Array.from({ length: lanes }, () => ({ waiting: [], running: null }));
  let waitingInAll = 0;

  async function run(lane: Lane): Promise<void> {
    while (lane.waiting.length > 0) {
      await new Promise<void>(soon);
      const batch = lane.waiting.splice(0, MAX_BATCH);
      waitingInAll -= batch.length;
      const outcomes = await receive(batch.map(({ message }) => message));
      batch.forEach(({ done }, index) => {
        done(outcomes[index] ?? { kind: 'unavailable', reply: [] });
      });
    }
  }

  function start(lane: Lane): void {
    lane.running ??= run(lane).finally(() => {
      lane.running = null;
      if (lane.waiting.length > 0) start(lane);
    });
  }

  function wait(message: InboundMessage): Promise<MessageOutcome> {
    return new Promise((done) => {
      const lane = all[laneOf(message, lanes)];
      if (lane === undefined) throw new Error('a gatherer needs a lane');
      lane.waiting.push({ message, done });
      waitingInAll += 1;
      start(lane);
    });
  }

  return {
    submit(messages) {
      if (waitingInAll + messages.length > MAX_WAITING) {
        return Promise.resolve(messages.map(() => ({ kind: 'unavailable' as const, reply: [] })));
      }
      return Promise.all(messages.map(wait));
    },
    async drained() {
      for (const lane of all) while (lane.running !== null) await lane.running;
    },
  };
}

/** Spreads contacts over the lanes, always the same contact to the same lane. */
function laneOf({ account }: InboundMessage, lanes: number): number {
  if (lanes === 1) return 0;
  let hash = 0;
  for (let index = 0; index < account.length; index += 1) {
    hash = (Math.imul(hash, 31) + account.charCodeAt(index)) | 0;
  }
  return (hash >>> 0) % lanes;
}
