/** What everybody and other systems read of results, bound for the length of one Workers event. */

import type { Gazetteer } from '../core/locality.ts';
import { readComments } from '../usecases/read-comments.ts';
import type { ShownResults } from '../usecases/read-result-page.ts';
import { composeApi } from './console/programs.ts';
import { composeResults } from './console/results.ts';
import type { ServiceGround } from './service.ts';

/** @see composeWorkerPublished */
export type WorkerPublished = {
  readonly gazetteer: Gazetteer;
  readonly results: ReturnType<typeof composeResults>;
  readonly api: ReturnType<typeof composeApi>;
};

/** Binds it. @param kept what was shown before: plain data, which may outlive an event */
export function composeWorkerPublished(
  { store, flows, runtime, publicUrl }: ServiceGround,
  gazetteer: Gazetteer,
  kept: Map<string, ShownResults>,
): WorkerPublished {
  const parts = { store, flows, runtime, publicUrl, gazetteer };
  const comments = readComments({ store: store.comments });
  return { gazetteer, results: composeResults(parts, comments, kept), api: composeApi(parts) };
}
