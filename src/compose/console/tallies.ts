/** What consultations off the chat need, bound to the open store. */

import { keepTallies } from '../../usecases/keep-tallies.ts';
import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeTallies({ store, flows, gazetteer, runtime }: OperatorParts) {
  const { consultations, tallies } = store;
  return keepTallies({ store: tallies, consultations, flows, gazetteer, clock: runtime.clock });
}
