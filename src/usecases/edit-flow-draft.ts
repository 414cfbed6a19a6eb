/** Changes a draft of a flow: on top of what others did meanwhile, and never over what they did to the same thing. */

import { type DraftSource, draftSource, type EntryAddress } from '../core/flow-draft/draft-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { DraftRevision, FlowDraft, FlowDraftStore } from '../ports/flow-draft-store.ts';

/** Largest source of a draft, in UTF-16 units of JSON; a long consultation in three languages has about 60,000. */
export const MAX_DRAFT = 512 * 1024;

/** Within this time, what one person types into one question is one change of the history, in milliseconds. */
const ONE_CHANGE_MS = 3 * 60 * 1000;

/** How often others may be quicker in a row. */
const MAX_TRIES = 8;

/** A draft as pages show it. */
export type DraftAtWork = FlowDraft;

/** A change of a draft as pages show it. */
export type DraftChangeRow = DraftRevision;

/** What a change makes of the source as it is now. */
export type DraftEdit =
  | {
      readonly kind: 'edited';
      /** The same object where nothing was changed. */
      readonly source: DraftSource;
      /** Where the changed thing is now. */
      readonly address: EntryAddress | null;
      /** The question it was, for the history. */
      readonly about?: string;
    }
  /** Somebody else changed the same thing. */
  | { readonly kind: 'conflict'; readonly theirs: unknown }
  /** It is not there any more. */
  | { readonly kind: 'gone' }
  /** There is no room for it. */
  | { readonly kind: 'full' };

/** A change that somebody asks for. */
export type DraftEditOrder = {
  readonly draft: string;
  readonly by: string;
  /** What it is, in a word: the last part of a phrase's key. */
  readonly what: string;
  /** Whether it goes on what the same person did to the same thing just before. */
  readonly joins: boolean;
  readonly edit: (source: DraftSource) => DraftEdit;
};

/** How it ended. */
export type DraftEditing =
  | {
      readonly kind: 'saved' | 'unchanged';
      readonly draft: DraftAtWork;
      readonly address: EntryAddress | null;
    }
  | {
      readonly kind: 'conflict';
      readonly draft: DraftAtWork;
      readonly theirs: unknown;
      /** The newest change of somebody else to the same thing, as far as the history tells. */
      readonly change: DraftChangeRow | null;
    }
  | { readonly kind: 'gone' | 'full' | 'too-large'; readonly draft: DraftAtWork }
  | { readonly kind: 'published'; readonly draft: DraftAtWork }
  | { readonly kind: 'absent' };

/** What it works with. */
type Services = { readonly store: FlowDraftStore; readonly clock: Clock };

/** Builds the use case. */
export function editFlowDraft({ store, clock }: Services) {
  return async (order: DraftEditOrder): Promise<DraftEditing> => {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const draft = await store.get(order.draft);
      if (draft === null) return { kind: 'absent' };
      if (draft.publishedAs !== null) return { kind: 'published', draft };
      const edit = order.edit(draftSource(draft.source));
      if (edit.kind === 'conflict') return conflictOf({ store, clock }, draft, { order, edit });
      if (edit.kind !== 'edited') return { kind: edit.kind, draft };
      const { address } = edit;
      if (edit.source === draft.source) return { kind: 'unchanged', draft, address };
      if (JSON.stringify(edit.source).length > MAX_DRAFT) return { kind: 'too-large', draft };
      const outcome = await store.change(changeOf(draft, order, { edit, at: clock.now() }));
      if (outcome.kind === 'changed') return { kind: 'saved', draft: outcome.draft, address };
    }
    throw new Error('A draft was changed by others again and again');
  };
}

type Edited = Extract<DraftEdit, { kind: 'edited' }>;

function changeOf(
  draft: FlowDraft,
  { by, what, joins }: DraftEditOrder,
  { edit, at }: { readonly edit: Edited; readonly at: Date },
) {
  return {
    ...{ id: draft.id, seen: draft.revision, source: edit.source, by, at, what },
    ...(edit.about === undefined ? {} : { about: edit.about }),
    ...(joins ? { joinsSince: new Date(at.getTime() - ONE_CHANGE_MS) } : {}),
  };
}

async function conflictOf(
  { store }: Services,
  draft: FlowDraft,
  asked: { readonly order: DraftEditOrder; readonly edit: Extract<DraftEdit, { kind: 'conflict' }> },
): Promise<DraftEditing> {
  const history = await store.history(draft.id);
  const change = history.find(({ by }) => by !== asked.order.by) ?? history[0] ?? null;
  return { kind: 'conflict', draft, theirs: asked.edit.theirs, change };
}
