/** The log on Node: pino, JSON lines on standard output. */

import { pino } from 'pino';
import type { Log } from '../ports/log.ts';

/** Opens the log. @param destination 2 for standard error, where standard output belongs to a command's result */
export function openLog(level: string, destination: 1 | 2 = 1): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination(destination),
  );
  return {
    debug: (event, facts) => logger.debug({ ...facts }, event),
    info: (event, facts) => logger.info({ ...facts }, event),
    warn: (event, facts) => logger.warn({ ...facts }, event),
    error: (event, error, facts) => logger.error({ ...facts, err: error }, event),
  };
}
