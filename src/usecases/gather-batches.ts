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

/** Builds a gatherer before `receiveMessages`. One per process: it keeps each contact's messages in order. */
export function gatherBatches(receive: ReceiveMessages): BatchGatherer {
  let waiting: Waiting[] = [];
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_BATCH);
      waiting = waiting.slice(MAX_BATCH);
      const outcomes = await receive(batch.map(({ message }) => message));
      batch.forEach(({ done }, index) => {
        done(outcomes[index] ?? { kind: 'unavailable', reply: [] });
      });
    }
  }

  function start(): void {
    running ??= run().finally(() => {
      running = null;
      if (waiting.length > 0) start();
    });
  }

  return {
    submit(messages) {
      if (waiting.length + messages.length > MAX_WAITING) {
        return Promise.resolve(messages.map(() => ({ kind: 'unavailable' as const, reply: [] })));
      }
      const outcomes = messages.map(
        (message) => new Promise<MessageOutcome>((done) => waiting.push({ message, done })),
      );
      start();
      return Promise.all(outcomes);
    },
    async drained() {
      while (running !== null) await running;
    },
  };
}
