/** Takes the last change of a draft back, makes it again, or brings back what was there at some time. */

import { historySteps } from '../core/flow-draft/draft-history.ts';
import type { Clock } from '../ports/clock.ts';
import type { FlowDraftStore } from '../ports/flow-draft-store.ts';
import type { DraftAtWork } from './edit-flow-draft.ts';

/** What is asked for. */
export type TakeBackOrder = {
  readonly draft: string;
  /** The revision the person saw: what others did since is not taken back unseen. */
  readonly seen: number;
  readonly by: string;
  /** `undo`, `redo`, or the revision that is to come back. */
  readonly to: 'undo' | 'redo' | number;
};

/** How it ended. */
export type TakenBack =
  | { readonly kind: 'done'; readonly draft: DraftAtWork }
  /** Somebody changed the draft meanwhile. */
  | { readonly kind: 'outdated'; readonly draft: DraftAtWork }
  /** There is nothing to take back, or it is not kept any more. */
  | { readonly kind: 'nothing'; readonly draft: DraftAtWork }
  | { readonly kind: 'published'; readonly draft: DraftAtWork }
  | { readonly kind: 'absent' };

/** Builds the use case. */
export function takeBackChange({ store, clock }: { readonly store: FlowDraftStore; readonly clock: Clock }) {
  return async ({ draft: id, seen, by, to }: TakeBackOrder): Promise<TakenBack> => {
    const draft = await store.get(id);
    if (draft === null) return { kind: 'absent' };
    if (draft.publishedAs !== null) return { kind: 'published', draft };
    if (draft.revision !== seen) return { kind: 'outdated', draft };
    const target = typeof to === 'number' ? to : (historySteps(await store.history(id))[to]?.to ?? null);
    const source = target === null ? null : await store.sourceAt(id, target);
    if (source === null) return { kind: 'nothing', draft };
    const what = to === 'undo' ? 'undone' : to === 'redo' ? 'redone' : 'restored';
    const outcome = await store.change({ id, seen, source, by, at: clock.now(), what });
    if (outcome.kind === 'changed') return { kind: 'done', draft: outcome.draft };
    return outcome.kind === 'outdated' ? { kind: 'outdated', draft: outcome.current } : { kind: 'absent' };
  };
}
