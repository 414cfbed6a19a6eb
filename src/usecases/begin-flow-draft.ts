/** Begins drafts: of a new flow, of the next version of one, of an own flow that is made after another. */

import type { FlowHash } from '../core/consultation.ts';
import { draftSource } from '../core/flow-draft/draft-source.ts';
import { type NewFlowWords, newFlow } from '../core/flow-draft/new-flow.ts';
import { newId } from '../core/flow-draft/new-id.ts';
import { readCell } from '../core/flow-draft/wording.ts';
import { SOURCE_LANGUAGE } from '../core/language.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { FlowDraftStore } from '../ports/flow-draft-store.ts';
import type { FlowPublicationStore } from '../ports/flow-publication-store.ts';
import type { DraftAtWork } from './edit-flow-draft.ts';

/** What it works with. */
export type BeginningServices = {
  readonly drafts: FlowDraftStore;
  readonly publications: FlowPublicationStore;
  readonly consultations: Pick<ConsultationStore, 'flow'>;
  readonly clock: Clock;
};

/** Who begins one. @param id UUID made by the form, so that the same form makes one draft */
export type Beginning = { readonly id: string; readonly by: string };

/** Builds the use case: a flow from the beginning. */
export function beginNewFlow(services: BeginningServices) {
  return async (
    { id, by }: Beginning,
    { place, words }: { readonly place: LocalityCode; readonly words: NewFlowWords },
  ): Promise<DraftAtWork> => {
    const flowId = await freeFlowId(services, words.title);
    const source = newFlow(flowId, words);
    return services.drafts.begin({ id, flowId, place, source, basedOn: null, ...signed(services, by) });
  };
}

/**
 * Builds the use case: the next version of a published flow. Where somebody is writing it already, their draft is given:
 * two of them could not both be published.
 *
 * @returns `null` where there is no such version
 */
export function beginNextVersion(services: BeginningServices) {
  return async ({ id, by }: Beginning, hash: FlowHash): Promise<DraftAtWork | null> => {
    const publication = await services.publications.get(hash);
    const published = publication === null ? null : await services.consultations.flow(hash);
    if (published === null || publication === null) return null;
    const open = (await services.drafts.list()).find(({ flowId }) => flowId === published.id);
    if (open !== undefined) return services.drafts.get(open.id);
    const { source, id: flowId } = published;
    const { place } = publication;
    return services.drafts.begin({ id, flowId, place, source, basedOn: hash, ...signed(services, by) });
  };
}

/**
 * Builds the use case: a flow of one's own that begins as a copy of a published one.
 *
 * @returns `null` where there is no such version
 */
export function beginOwnCopy(services: BeginningServices) {
  return async (
    { id, by }: Beginning,
    { hash, place }: { readonly hash: FlowHash; readonly place: LocalityCode },
  ): Promise<DraftAtWork | null> => {
    const publication = await services.publications.get(hash);
    const published = publication === null ? null : await services.consultations.flow(hash);
    if (published === null) return null;
    const { title } = draftSource(published.source);
    const flowId = await freeFlowId(services, readCell(title, SOURCE_LANGUAGE, 'all'));
    const source = { ...draftSource(published.source), flow: flowId, version: 1 };
    return services.drafts.begin({ id, flowId, place, source, basedOn: hash, ...signed(services, by) });
  };
}

function signed({ clock }: BeginningServices, by: string) {
  return { changedBy: by, changedAt: clock.now() };
}

/** Made from the title; neither published nor being written by anybody. */
async function freeFlowId({ drafts, publications }: BeginningServices, title: string): Promise<string> {
  const [published, written] = await Promise.all([publications.list(), drafts.list()]);
  return newId('flow', title, new Set([...published, ...written].map(({ flowId }) => flowId)));
}
