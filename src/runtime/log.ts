/** The log on Node: pino, JSON lines on standard output. */

import { pino } from 'pino';
import type { Log } from '../ports/log.ts';
import { type ErrorFacts, errorFacts } from './error-facts.ts';

/** Where the log goes, and what it knows. */
export type LogOptions = {
  /** 2 for standard error, where standard output belongs to a command's result; 1 unless told. */
  readonly destination?: 1 | 2;
  /** Id of the request that is being served. */
  readonly requestId?: () => string | null;
};

/** Opens the log. A level that is off costs one comparison. */
export function openLog(level: string, { destination = 1, requestId = () => null }: LogOptions = {}): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Facts are final: pino's own serializer would put the messages of all causes into one.
      serializers: { err: (facts: ErrorFacts) => facts },
      formatters: { level: (label) => ({ level: label }) },
      mixin() {
        const id = requestId();
        return id === null ? {} : { requestId: id };
      },
    },
    pino.destination(destination),
  );
  return {
    debug: (event, facts) => logger.isLevelEnabled('debug') && logger.debug({ ...facts }, event),
    info: (event, facts) => logger.isLevelEnabled('info') && logger.info({ ...facts }, event),
    warn: (event, facts) => logger.warn({ ...facts }, event),
    error: (event, error, facts) => logger.error({ ...facts, err: errorFacts(error) }, event),
  };
}
