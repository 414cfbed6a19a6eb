/** Plays one round: opens the connections, keeps them busy or keeps a pace, and sums up. */

import { setTimeout as pause } from 'node:timers/promises';
import { type Book, keepBook } from './book.ts';
import { type ConnectionEvents, type LoadConnection, openConnection } from './connection.ts';
import type { RoundOrder, RoundResult } from './round.ts';

const MOST_FAULTS = 3;
/** Answers still under way at the end of a round are waited for so long. */
const LAST_ANSWERS_MS = 10_000;

/** Plays a round to its end. */
export async function playRound(order: RoundOrder): Promise<RoundResult> {
  const book = keepBook();
  const traffic = direct(order, book);
  const connections = await Promise.all(
    Array.from({ length: order.connections }, () => openConnection(order, traffic.events)),
  );
  traffic.start(connections);
  if (order.rampSeconds > 0) await endOr(traffic.ended, order.rampSeconds * 1_000);
  book.open();
  await endOr(traffic.ended, order.seconds * 1_000);
  book.close();
  traffic.stop();
  await endOr(traffic.ended, LAST_ANSWERS_MS);
  for (const connection of connections) connection.close();
  return { ...book.summary(), ...traffic.read() };
}

async function endOr(ended: Promise<void>, milliseconds: number): Promise<void> {
  const waiting = new AbortController();
  const timer = pause(milliseconds, undefined, { signal: waiting.signal }).catch(() => {});
  await Promise.race([ended, timer]);
  waiting.abort();
}

type Traffic = {
  readonly events: ConnectionEvents;
  readonly start: (connections: readonly LoadConnection[]) => void;
  /** Sends nothing more. */
  readonly stop: () => void;
  /** Nothing more is sent and all is answered, or something went wrong. */
  readonly ended: Promise<void>;
  readonly read: () => Pick<RoundResult, 'sent' | 'faults'>;
};

/** Decides who sends when. */
function direct(order: RoundOrder, book: Book): Traffic {
  const { rate, messages: limit = Number.POSITIVE_INFINITY } = order;
  const faults: string[] = [];
  const idle: LoadConnection[] = [];
  /** When messages were due that found no idle connection. */
  const waiting: number[] = [];
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let sent = 0;
  let underWay = 0;
  let isRunning = true;

  function send(connection: LoadConnection, sentAt: number): void {
    sent += 1;
    underWay += 1;
    if (sent >= limit) isRunning = false;
    connection.sendNext(sentAt);
  }

  function answered(connection: LoadConnection, sentAt: number): void {
    underWay -= 1;
    const now = performance.now();
    book.add(now - sentAt);
    if (!isRunning) {
      if (underWay === 0) end();
    } else if (rate === undefined) send(connection, now);
    else if (waiting.length > 0) send(connection, waiting.shift() ?? now);
    else idle.push(connection);
  }

  function sendWhenIdle(due: number): void {
    const connection = idle.shift();
    if (connection === undefined) waiting.push(due);
    else send(connection, due);
  }

  return {
    ended,
    events: {
      answered,
      failed(what) {
        if (faults.length < MOST_FAULTS) faults.push(what);
        isRunning = false;
        end();
      },
    },
    start(connections) {
      idle.push(...connections);
      if (rate !== undefined) return keepPace(rate, () => isRunning, sendWhenIdle);
      for (const connection of idle.splice(0)) if (isRunning) send(connection, performance.now());
    },
    stop() {
      isRunning = false;
      if (underWay === 0) end();
    },
    read: () => ({ sent, faults }),
  };
}

/** Calls `act` so many times a second; what a late timer owes is caught up with at once. */
function keepPace(rate: number, isRunning: () => boolean, act: (due: number) => void): void {
  const startedAt = performance.now();
  let acted = 0;
  const tick = (): void => {
    if (!isRunning()) return;
    const now = performance.now();
    // Counted from now, not from when the timer should have fired: its lateness is ours, not the server's.
    for (const owed = ((now - startedAt) / 1_000) * rate; acted < owed; acted += 1) act(now);
    setTimeout(tick, 1);
  };
  tick();
}
