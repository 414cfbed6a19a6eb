/** The log on Workers: JSON lines on the console, where Workers Logs picks their fields up; the same lines as on Node. */

import type { Log, LogFacts } from '../ports/log.ts';
import { errorFacts } from './error-facts.ts';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
type Level = (typeof LEVELS)[number];

/**
 * Opens the log of one event.
 *
 * @param least the lowest level that is written
 * @param requestId the id of the request that the event is; `null` for timers and queues
 */
export function openWorkerLog(least: Level, requestId: string | null): Log {
  const from = LEVELS.indexOf(least);
  const known = requestId === null ? {} : { requestId };

  function write(level: Exclude<Level, 'silent' | 'trace'>, event: string, facts: object): void {
    if (LEVELS.indexOf(level) < from) return;
    const line = JSON.stringify({ level, time: new Date().toISOString(), ...known, ...facts, msg: event });
    // biome-ignore lint/suspicious/noConsole: the console is where a Worker's log goes
    console[level](line);
  }

  return {
    debug: (event, facts) => write('debug', event, { ...facts }),
    info: (event, facts) => write('info', event, { ...facts }),
    warn: (event, facts) => write('warn', event, { ...facts }),
    error: (event, error, facts?: LogFacts) => write('error', event, { ...facts, err: errorFacts(error) }),
  };
}
