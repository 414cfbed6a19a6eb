/** Published flows, compiled once and kept: a hash never means another flow. */

import { AppError } from '../core/app-error.ts';
import type { FlowHash } from '../core/consultation.ts';
import { compileFlow } from '../core/flow/compile-flow.ts';
import type { Flow } from '../core/flow/flow.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';

/** Gives compiled flows. */
export type FlowLibrary = {
  /**
   * Makes sure that flows are at hand for `get`.
   *
   * @throws AppError `flow-not-found`
   */
  ensure(hashes: Iterable<FlowHash>): Promise<void>;
  /** A flow that was ensured before. */
  get(hash: FlowHash): Flow;
  /** Both at once. */
  load(hash: FlowHash): Promise<Flow>;
};

/**
 * Builds the library over the published flows.
 *
 * @param flows where they are kept; handed in where a library lives shorter than what it keeps
 */
export function flowLibrary(
  store: Pick<ConsultationStore, 'flow'>,
  flows: Map<FlowHash, Flow> = new Map(),
): FlowLibrary {
  async function ensureOne(hash: FlowHash): Promise<void> {
    if (flows.has(hash)) return;
    const published = await store.flow(hash);
    if (published === null) throw new AppError('flow-not-found', { hash });
    flows.set(hash, compileFlow(published.source));
  }

  async function ensure(hashes: Iterable<FlowHash>): Promise<void> {
    for (const hash of hashes) if (!flows.has(hash)) await ensureOne(hash);
  }

  function get(hash: FlowHash): Flow {
    const flow = flows.get(hash);
    if (flow === undefined) throw new AppError('flow-not-found', { hash });
    return flow;
  }

  return {
    ensure,
    get,
    async load(hash) {
      await ensureOne(hash);
      return get(hash);
    },
  };
}
