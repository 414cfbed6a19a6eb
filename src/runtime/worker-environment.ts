/** What a Worker is given: bindings of wrangler.toml, variables and secrets. */

import type { Hyperdrive, Queue } from '@cloudflare/workers-types';
import { z } from 'zod';
import type { WorkerConfig } from '../compose/worker-service.ts';
import { readConfig } from '../config.ts';

/** What travels through our queues: a word to look into the outbox, or an encrypted message that had to wait. */
export const queuedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('outbox') }),
  z.object({ kind: z.literal('postponed'), message: z.string() }),
]);

/** @see queuedSchema */
export type Queued = z.infer<typeof queuedSchema>;

/** The bindings; beside them stand the settings of `.env.example`, as variables or secrets. */
export type WorkerEnvironment = {
  readonly HYPERDRIVE: Pick<Hyperdrive, 'connectionString'>;
  readonly DELIVERIES: Pick<Queue<Queued>, 'sendBatch'>;
  readonly OUTBOX: Pick<Queue<Queued>, 'send'>;
  readonly [setting: string]: unknown;
};

/** @throws an error that names every setting to mend */
export function readWorkerConfig(environment: WorkerEnvironment): WorkerConfig {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) if (typeof value === 'string') given[name] = value;
  const read = readConfig({ ...given, DATABASE_URL: environment.HYPERDRIVE.connectionString });
  if (read.kind === 'faulty') throw new Error(read.message);
  const { DATABASE_URL, SECRET_KEY, PUBLIC_URL } = read.config;
  if (DATABASE_URL === undefined || SECRET_KEY === undefined || PUBLIC_URL === undefined) {
    throw new Error('Em Nói cannot start. Settings to mend:\n  PUBLIC_URL is required on Workers');
  }
  return { ...read.config, DATABASE_URL, SECRET_KEY, PUBLIC_URL };
}
