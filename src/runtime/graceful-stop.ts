/** Ends a server by signal without losing anything: what was begun is finished, nothing new is taken. */

import type { Server } from 'node:http';
import type { ServerType } from '@hono/node-server';
import type { Log } from '../ports/log.ts';

/** How long requests under way may take before they are cut off, in milliseconds. */
const REQUESTS_PATIENCE_MS = 5_000;

/** How long a stop takes at most after its delay; Docker kills after ten seconds. */
export const STOP_WITHIN_MS = 9_000;

/** A terminal signals the whole group of processes, and npm passes its own signal on: both are one press of a key. */
const SAME_PRESS_MS = 100;

const LOOK_FOR_IDLE_EVERY_MS = 50;
const LOOK_FOR_PARENT_EVERY_MS = 250;

/** What is to be stopped, in this order. */
export type StopParts = {
  readonly server: ServerType;
  /** How long requests are still taken while `/readyz` already says no, in milliseconds. */
  readonly delayMs: number;
  readonly log: Log;
  /** Makes `/readyz` say no. */
  readonly withdraw: () => void;
  /** Ends the background jobs once what they are at is done. */
  readonly stopJobs: () => Promise<void>;
  /** Waits for what is under way and lets go of everything else. */
  readonly letGo: () => Promise<void>;
  readonly exit: (code: number) => void;
};

/** Stops on SIGTERM and SIGINT: exit code 0, or 1 after a second signal or where something took too long. */
export function stopOnSignal(parts: StopParts): void {
  const { log, exit } = parts;
  let signalledAt: number | null = null;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (signalledAt !== null) {
      if (performance.now() - signalledAt < SAME_PRESS_MS) return;
      log.warn('server.stop-cut-off', { reason: 'a second signal' });
      exit(1);
      return;
    }
    signalledAt = performance.now();
    log.info('server.stopping', { signal, delayMs: parts.delayMs });
    stop(parts).then(
      () => {
        log.info('server.stopped', { ms: Math.round(performance.now() - (signalledAt ?? 0)) });
        exit(0);
      },
      (error: unknown) => {
        log.error('server.stop-failed', error);
        exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  if (process.env['npm_lifecycle_event'] !== undefined) onOrphaned(() => onSignal('SIGTERM'));
}

/** `npm start` passes a signal on to its shell, which ends and tells nobody: the server would run on without a parent. */
function onOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, LOOK_FOR_PARENT_EVERY_MS);
  watch.unref();
}

async function stop({ server, delayMs, log, withdraw, stopJobs, letGo, exit }: StopParts): Promise<void> {
  withdraw();
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  setTimeout(() => {
    log.warn('server.stop-cut-off', { reason: 'took too long' });
    exit(1);
  }, STOP_WITHIN_MS).unref();
  await Promise.all([closeServer(server), stopJobs()]);
  await letGo();
}

/**
 * Takes no more connections and ends those that are open after the answer that is under way: Node by itself keeps
 * answering on connections that are kept alive.
 */
function closeServer(server: ServerType): Promise<void> {
  return new Promise((done) => {
    server.prependListener('request', (_request: unknown, response: { shouldKeepAlive: boolean }) => {
      response.shouldKeepAlive = false;
    });
    const closeIdle = setInterval(() => httpOf(server)?.closeIdleConnections(), LOOK_FOR_IDLE_EVERY_MS);
    const cutOff = setTimeout(() => httpOf(server)?.closeAllConnections(), REQUESTS_PATIENCE_MS);
    server.close(() => {
      clearInterval(closeIdle);
      clearTimeout(cutOff);
      done();
    });
  });
}

/** HTTP/2 servers have no such methods; ours speaks HTTP/1. */
function httpOf(server: ServerType): Pick<Server, 'closeIdleConnections' | 'closeAllConnections'> | null {
  return 'closeIdleConnections' in server ? server : null;
}
