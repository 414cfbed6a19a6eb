/** The flows there are: published ones with their versions, and those being written. */

import type { FlowHash } from '../core/consultation.ts';
import type { ConsultationStore, FlowSource } from '../ports/consultation-store.ts';
import type { FlowDraftRow, FlowDraftStore } from '../ports/flow-draft-store.ts';
import type { FlowPublication, FlowPublicationStore } from '../ports/flow-publication-store.ts';

/** A published version, as pages show it. */
export type FlowVersion = FlowPublication;

/** A draft in a list, as pages show it. */
export type DraftRow = FlowDraftRow;

/** Everything there is; whoever shows it keeps to what a person may see. */
export type FlowShelf = {
  readonly drafts: readonly DraftRow[];
  /** Versions of one flow each, newest first. */
  readonly flows: readonly (readonly FlowVersion[])[];
};

/** Builds the use case. */
export function listFlows(services: {
  readonly drafts: FlowDraftStore;
  readonly publications: FlowPublicationStore;
}): () => Promise<FlowShelf> {
  return async () => {
    const [drafts, versions] = await Promise.all([services.drafts.list(), services.publications.list()]);
    const flows = new Map<string, FlowVersion[]>();
    for (const version of versions) {
      const known = flows.get(version.flowId);
      if (known === undefined) flows.set(version.flowId, [version]);
      else known.push(version);
    }
    return { drafts, flows: [...flows.values()] };
  };
}

/** One published version with its source, and the others of its flow, newest first. */
export type FlowInPrint = {
  readonly version: FlowVersion;
  readonly source: FlowSource;
  readonly versions: readonly FlowVersion[];
};

/** Builds the use case. @returns `null` where there is no such version */
export function readFlowVersion(services: {
  readonly publications: FlowPublicationStore;
  readonly consultations: Pick<ConsultationStore, 'flow'>;
}): (hash: FlowHash) => Promise<FlowInPrint | null> {
  return async (hash) => {
    const version = await services.publications.get(hash);
    const flow = version === null ? null : await services.consultations.flow(hash);
    if (version === null || flow === null) return null;
    const versions = (await services.publications.list()).filter(({ flowId }) => flowId === version.flowId);
    return { version, source: flow.source, versions };
  };
}
