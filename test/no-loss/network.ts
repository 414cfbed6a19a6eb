/** The way from phones and vendors to the servers: it loses, cuts, repeats and delays, and remembers what was answered. */

import { type NetworkFaults, openAnswerBook } from './answer-book.ts';
import type { Dice } from './dice.ts';
import type { FaultCount } from './fault-count.ts';

/** One message on its way. Deliveries with the same key are the same message; without one, any answer will do. */
export type Parcel = { readonly key: string; readonly path: string; readonly init: RequestInit };

/** The network between children and servers. */
export type Network = {
  /** Delivers once, with whatever befalls it. @throws when no answer comes back, as `fetch` does */
  deliver(parcel: Parcel): Promise<Response>;
  /** Delivers until the answer is 200, as a child's browser does. @throws GivenUp */
  deliverUntilTaken(parcel: Parcel): Promise<Response>;
  /** Ends the trouble: from now on everything arrives once. Late repetitions still come. */
  calm(): void;
  /** Waits until nothing is under way any more. */
  settled(): Promise<void>;
  /** From now on whoever still waits for an answer gives up. */
  giveUp(): void;
  readonly isGivenUp: () => boolean;
  /** How many different messages were taken. */
  readonly messages: () => number;
  readonly faults: NetworkFaults;
};

/** Thrown into everything that still waits when the run's time is over. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

/** What the network needs. */
export type NetworkParts = {
  /** Addresses of the servers, the dead ones too: who is killed cannot sign off. */
  readonly addresses: () => readonly string[];
  readonly dice: Dice;
  readonly count: FaultCount;
  /** Whether an answer only says that the child is done. */
  readonly isFarewell: (body: string) => boolean;
};

/** How often each befalls a delivery. */
const SHARE = { parallel: 0.08, late: 0.06, unanswered: 0.04, cut: 0.04 };

const LATE_MS = { least: 200, most: 6_000 };
const CUT_AFTER_MS = 30;
const PATIENCE_MS = 15_000;
const BACKOFF_MS = { first: 20, most: 640 };

/** Makes a network. */
export function createNetwork({ addresses, dice, count, isFarewell }: NetworkParts): Network {
  const book = openAnswerBook(isFarewell);
  const underWay = new Set<Promise<unknown>>();
  const run = { isCalm: false, isOver: false };

  /** One attempt at one server, whose answer is written down whoever gets to see it. */
  async function attempt({ key, path, init }: Parcel, at: { late?: boolean; cutMs?: number } = {}) {
    if (run.isOver) throw new GivenUp('the run is over');
    const signal = AbortSignal.timeout(at.cutMs ?? PATIENCE_MS);
    const response = await fetch(dice.pick(addresses()) + path, { ...init, signal });
    const body = await response.text();
    book.note(key, { status: response.status, body }, at.late === true);
    return new Response(body, { status: response.status, headers: response.headers });
  }

  function inBackground(work: Promise<unknown>): void {
    const watched = work.catch(() => undefined).finally(() => underWay.delete(watched));
    underWay.add(watched);
  }

  async function deliver(parcel: Parcel): Promise<Response> {
    if (run.isCalm) return attempt(parcel);
    if (dice.chance(SHARE.cut)) {
      count.add('cut');
      return attempt(parcel, { cutMs: 1 + dice.below(CUT_AFTER_MS) });
    }
    if (dice.chance(SHARE.parallel)) {
      count.add('parallel');
      for (let copies = dice.between(1, 3); copies > 0; copies -= 1) inBackground(attempt(parcel));
    }
    const response = await attempt(parcel);
    if (response.status === 200 && dice.chance(SHARE.late)) {
      count.add('late');
      const lateMs = dice.between(LATE_MS.least, LATE_MS.most);
      inBackground(pause(lateMs).then(() => untilTaken(() => attempt(parcel, { late: true }), count)));
    }
    if (dice.chance(SHARE.unanswered)) {
      count.add('unanswered');
      throw new Error('the answer was lost on its way');
    }
    return response;
  }

  return {
    deliver,
    async deliverUntilTaken(parcel) {
      const response = await untilTaken(() => deliver(parcel), count);
      book.noteTaken(parcel.key, await response.clone().text());
      return response;
    },
    calm() {
      run.isCalm = true;
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    giveUp() {
      run.isOver = true;
    },
    isGivenUp: () => run.isOver,
    messages: book.messages,
    faults: book.faults,
  };
}

/** Delivers again and again, with growing pauses. @throws GivenUp */
async function untilTaken(deliver: () => Promise<Response>, count: FaultCount): Promise<Response> {
  for (let backoffMs = BACKOFF_MS.first; ; backoffMs = Math.min(backoffMs * 2, BACKOFF_MS.most)) {
    try {
      const response = await deliver();
      if (response.status === 200) return response;
    } catch (error) {
      if (error instanceof GivenUp) throw error;
    }
    count.add('refused');
    await pause(backoffMs);
  }
}

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
