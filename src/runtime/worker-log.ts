/** The log on Workers: JSON lines on the console, where Workers Logs picks their fields up. */

import type { Log, LogFacts } from '../ports/log.ts';

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** Opens the log. @param least the lowest level that is written */
export function openWorkerLog(least: (typeof LEVELS)[number]): Log {
  const from = LEVELS.indexOf(least);

  function write(level: Exclude<(typeof LEVELS)[number], 'silent'>, event: string, facts: object): void {
    if (LEVELS.indexOf(level) < from) return;
    const line = JSON.stringify({ level, time: new Date().toISOString(), ...facts, msg: event });
    // biome-ignore lint/suspicious/noConsole: the console is where a Worker's log goes
    console[level](line);
  }

  return {
    debug: (event, facts) => write('debug', event, { ...facts }),
    info: (event, facts) => write('info', event, { ...facts }),
    warn: (event, facts) => write('warn', event, { ...facts }),
    error: (event, error, facts?: LogFacts) => write('error', event, { ...facts, err: inWords(error) }),
  };
}

function inWords(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const cause = error.cause instanceof Error ? { cause: inWords(error.cause) } : {};
  return { type: error.name, message: error.message, stack: error.stack, ...cause };
}
