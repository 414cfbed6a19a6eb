/** What the pages on progress read, bound to the open store. */

import { watchProgress } from '../../usecases/watch-progress.ts';
import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeProgress({ store, flows, gazetteer, runtime }: OperatorParts) {
  const { consultations, plans, progress, tallies } = store;
  const { clock, random } = runtime;
  return {
    ...watchProgress({ consultations, plans, store: progress, flows, gazetteer, clock, random }),
    offChat: (id: string) => tallies.sumOf(id),
  };
}
