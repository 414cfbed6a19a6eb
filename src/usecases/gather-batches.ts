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
  /** Under load: each contact has its lane, so that batches stay alike in size. More than one helps where the database works on its own. */
  readonly busy: number;
  /** While few messages are under way: then a message whose lane is taken goes by itself. */
  readonly quiet: number;
};

/** So few messages under way, a machine has room for a batch of its own for each. */
const FEW = 8;

type Waiting = {
  readonly message: InboundMessage;
  readonly done: (outcome: MessageOutcome) => void;
};

/**
 * Builds a gatherer before `receiveMessages`. One per process: it keeps each contact's messages in order, because a
 * contact has one lane, and leaves it only while none of its messages is waiting or under way.
 */
export function gatherBatches(receive: ReceiveMessages, lanes: BatchLanes): BatchGatherer {
  const queues: Waiting[][] = Array.from({ length: lanes.busy }, () => []);
  const isTaken: boolean[] = queues.map(() => false);
  /** Messages of a contact that are waiting or under way. */
  const unanswered = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  let waiting = 0;
  let messagesUnderWay = 0;

  function take(one: Waiting): void {
    const { account } = one.message;
    const before = unanswered.get(account) ?? 0;
    unanswered.set(account, before + 1);
    const lane = laneOf(account, lanes.busy);
    if (isTaken[lane] && before === 0 && messagesUnderWay < FEW && underWay.size < lanes.quiet) {
      start([one], () => {});
      return;
    }
    queues[lane]?.push(one);
    waiting += 1;
    if (!isTaken[lane]) startLane(lane);
  }

  function startLane(lane: number): void {
    const batch = queues[lane]?.splice(0, MAX_BATCH) ?? [];
    isTaken[lane] = batch.length > 0;
    if (batch.length === 0) return;
    waiting -= batch.length;
    start(batch, () => startLane(lane));
  }

  function start(batch: readonly Waiting[], then: () => void): void {
    messagesUnderWay += batch.length;
    const work: Promise<void> = run(batch).finally(() => {
      messagesUnderWay -= batch.length;
      underWay.delete(work);
      then();
    });
    underWay.add(work);
  }

  async function run(batch: readonly Waiting[]): Promise<void> {
    const outcomes = await receive(batch.map(({ message }) => message));
    batch.forEach(({ message: { account }, done }, index) => {
      const left = (unanswered.get(account) ?? 1) - 1;
      if (left === 0) unanswered.delete(account);
      else unanswered.set(account, left);
      done(outcomes[index] ?? { kind: 'unavailable', reply: [] });
    });
  }

  return {
    submit(messages) {
      if (waiting + messages.length > MAX_WAITING) {
        return Promise.resolve(messages.map(() => ({ kind: 'unavailable' as const, reply: [] })));
      }
      return Promise.all(
        messages.map((message) => new Promise<MessageOutcome>((done) => take({ message, done }))),
      );
    },
    async drained() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Spreads contacts over the lanes, always the same contact to the same lane. */
function laneOf(account: string, lanes: number): number {
  if (lanes === 1) return 0;
  let hash = 0;
  for (let index = 0; index < account.length; index += 1) {
    hash = (Math.imul(hash, 31) + account.charCodeAt(index)) | 0;
  }
  return (hash >>> 0) % lanes;
}
