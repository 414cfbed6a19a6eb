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

/** How many batches may be under way at once. */
export type BatchLanes = {
  /** Under load: each is as large as what came meanwhile. More than one helps where the database works on its own. */
  readonly busy: number;
  /** While few messages are under way: then hardly any waits for another one's batch. */
  readonly quiet: number;
};

/** So few messages under way, a machine has room for a batch of its own for each. */
const FEW = 8;

/** Of those that wait, so many are looked at for messages of contacts who are not being served. */
const MAX_LOOK = 1_024;

type Waiting = {
  readonly message: InboundMessage;
  readonly done: (outcome: MessageOutcome) => void;
};

/**
 * Builds a gatherer before `receiveMessages`. One per process: it keeps each contact's messages in order, because a
 * contact is in one batch at a time.
 */
export function gatherBatches(receive: ReceiveMessages, lanes: BatchLanes): BatchGatherer {
  let waiting: Waiting[] = [];
  const served = new Set<string>();
  const underWay = new Set<Promise<void>>();
  let messagesUnderWay = 0;

  function start(): void {
    while (waiting.length > 0 && underWay.size < (messagesUnderWay < FEW ? lanes.quiet : lanes.busy)) {
      const batch = takeBatch();
      if (batch.length === 0) return;
      const work: Promise<void> = run(batch).finally(() => {
        underWay.delete(work);
        start();
      });
      underWay.add(work);
    }
  }

  /** Takes the messages that waited longest, but none of a contact who is being served or has one left behind. */
  function takeBatch(): readonly Waiting[] {
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    const passedOver = new Set<string>();
    let at = 0;
    for (; at < waiting.length && at < MAX_LOOK && batch.length < MAX_BATCH; at += 1) {
      const one = waiting[at];
      if (one === undefined) continue;
      const { account } = one.message;
      if (served.has(account) || passedOver.has(account)) {
        passedOver.add(account);
        left.push(one);
      } else batch.push(one);
    }
    waiting = left.length === 0 ? waiting.slice(at) : [...left, ...waiting.slice(at)];
    for (const { message } of batch) served.add(message.account);
    messagesUnderWay += batch.length;
    return batch;
  }

  async function run(batch: readonly Waiting[]): Promise<void> {
    const outcomes = await receive(batch.map(({ message }) => message));
    messagesUnderWay -= batch.length;
    batch.forEach(({ message, done }, index) => {
      served.delete(message.account);
      done(outcomes[index] ?? { kind: 'unavailable', reply: [] });
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
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
