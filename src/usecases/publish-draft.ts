/** Publishes a draft as the next version of its flow. */

import type { FlowHash } from '../core/consultation.ts';
import { checkFlow } from '../core/flow/check-flow.ts';
import { canonicalFlowJson } from '../core/flow/compile-flow.ts';
import type { Finding } from '../core/flow/finding.ts';
import { type DraftSource, draftSource } from '../core/flow-draft/draft-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore, PublishedFlow } from '../ports/consultation-store.ts';
import type { FlowDraftStore } from '../ports/flow-draft-store.ts';
import type { FlowPublicationStore } from '../ports/flow-publication-store.ts';
import type { DraftAtWork } from './edit-flow-draft.ts';

/** What would be published. */
export type PublicationPlan =
  | {
      readonly kind: 'ready';
      readonly draft: DraftAtWork;
      readonly version: number;
      readonly findings: readonly Finding[];
      readonly source: DraftSource;
    }
  | { readonly kind: 'faulty'; readonly draft: DraftAtWork; readonly findings: readonly Finding[] }
  /** It says nothing that the newest version does not say. */
  | {
      readonly kind: 'unchanged';
      readonly draft: DraftAtWork;
      readonly hash: FlowHash;
      readonly version: number;
    }
  /** Its id is that of a flow of another place. */
  | { readonly kind: 'taken'; readonly draft: DraftAtWork }
  | { readonly kind: 'published'; readonly draft: DraftAtWork; readonly hash: FlowHash }
  | { readonly kind: 'absent' };

/** How publishing ended; besides what `PublicationPlan` says, somebody may have changed the draft since. */
export type DraftPublication =
  | Exclude<PublicationPlan, { kind: 'ready' }>
  | { readonly kind: 'outdated'; readonly draft: DraftAtWork };

/** What it works with. */
export type PublishingServices = {
  readonly drafts: FlowDraftStore;
  readonly publications: FlowPublicationStore;
  readonly consultations: Pick<ConsultationStore, 'latestFlow'>;
  readonly clock: Clock;
};

/** How often a version may be published by somebody else in between. */
const MAX_TRIES = 5;

/** Builds the use case: what publishing a draft would come to. */
export function planPublication(services: PublishingServices) {
  return async (id: string): Promise<PublicationPlan> => {
    const draft = await services.drafts.get(id);
    if (draft === null) return { kind: 'absent' };
    if (draft.publishedAs !== null) return { kind: 'published', draft, hash: draft.publishedAs };
    const latest = await services.consultations.latestFlow(draft.flowId);
    if (latest !== null && (await services.publications.get(latest.hash))?.place !== draft.place)
      return { kind: 'taken', draft };
    const written = { ...draftSource(draft.source), flow: draft.flowId };
    if (latest !== null && saysTheSame(written, latest))
      return { kind: 'unchanged', draft, hash: latest.hash, version: latest.version };
    const version = (latest?.version ?? 0) + 1;
    const source = { ...written, version };
    const { flow, findings } = checkFlow({ data: source });
    return flow === null
      ? { kind: 'faulty', draft, findings }
      : { kind: 'ready', draft, version, findings, source };
  };
}

function saysTheSame(written: DraftSource, { source, version }: PublishedFlow): boolean {
  return canonicalFlowJson({ ...written, version }) === canonicalFlowJson(source);
}

/**
 * Builds the use case. A draft is published once, however often it is asked for.
 *
 * @param seen the revision that the person looked at
 */
export function publishDraft(services: PublishingServices) {
  const planOf = planPublication(services);
  return async (order: {
    readonly draft: string;
    readonly seen: number;
    readonly by: string;
  }): Promise<DraftPublication> => {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const plan = await planOf(order.draft);
      if (plan.kind !== 'ready') return plan;
      const { draft, source, version } = plan;
      if (draft.revision !== order.seen) return { kind: 'outdated', draft };
      const outcome = await services.publications.publish({
        ...{ draft: draft.id, seen: order.seen, source, flowId: draft.flowId, version },
        ...{ place: draft.place, by: order.by, at: services.clock.now() },
      });
      if (outcome.kind === 'published') return { kind: 'published', draft, hash: outcome.hash };
    }
    throw new Error('A flow was published by others again and again');
  };
}
