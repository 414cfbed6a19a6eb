/** Figures of one process for Prometheus: what it did, what waits in its database, and how the process is. */

import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Meter } from '../../ports/meter.ts';
import type { AnsweredRequest } from '../../web/app-dependencies.ts';
import type { JobName } from '../jobs.ts';
import { type DatabaseView, registerDatabaseGauges } from './database-gauges.ts';
import { openMeter } from './event-counts.ts';
import { openRequestDurations } from './request-durations.ts';

/** The figures of one process. */
export type Metrics = {
  readonly meter: Meter;
  readonly answered: (request: AnsweredRequest) => void;
  /** A job ended. */
  readonly jobEnded: (job: JobName, how: 'done' | 'failed') => void;
  /** From now on the database is watched, too. Once. */
  readonly watchDatabase: (view: DatabaseView) => void;
  /** What `GET /metrics` answers with. */
  readonly read: () => Promise<{ readonly contentType: string; readonly body: string }>;
};

/** Opens the figures. @param now the clock */
export function openMetrics(now: () => Date): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'em_noi_' });
  const meter = openMeter(registry);
  const requests = openRequestDurations();
  const failures = new Counter({
    ...{ registers, name: 'em_noi_job_failures_total', labelNames: ['job'] },
    help: 'Runs of a background job that failed; the log says why.',
  });
  const succeeded = new Gauge({
    ...{ registers, name: 'em_noi_job_last_success_timestamp_seconds', labelNames: ['job'] },
    help: 'When a background job last ended well, in seconds since 1970.',
  });
  for (const job of ['send', 'seal', 'release', 'broadcast', 'tell', 'keep-house']) failures.inc({ job }, 0);
  return {
    meter,
    answered: requests.add,
    jobEnded(job, how) {
      if (how === 'failed') failures.inc({ job });
      else succeeded.set({ job }, Math.floor(now().getTime() / 1_000));
    },
    watchDatabase: (view) => registerDatabaseGauges(registry, view),
    async read() {
      const [figures, durations] = await Promise.all([registry.metrics(), requests.text()]);
      return { contentType: registry.contentType, body: `${figures}\n${durations}` };
    },
  };
}
