/** Puts questions of the bank into a draft. */

import type { QuestionId } from '../core/flow/flow.ts';
import { insertQuestions } from '../core/flow/insert-questions.ts';
import type { BankBlock } from '../core/flow/question-bank.ts';
import type { Clock } from '../ports/clock.ts';
import type { FlowDraftStore } from '../ports/flow-draft-store.ts';

/** Which questions, and where. */
export type BankOrder = {
  readonly draft: string;
  /** The revision that was seen: the same form sent twice adds once. */
  readonly seen: number;
  readonly block: string;
  readonly questions: readonly QuestionId[];
  /** Position in the draft's list before which they go; the end where it is greater. */
  readonly before: number;
  /** Name of who does it. */
  readonly by: string;
};

/** What came of it. `unfit`: wanted questions that are for no age of the draft. */
export type BankOutcome =
  | { readonly kind: 'added'; readonly added: readonly QuestionId[]; readonly unfit: readonly QuestionId[] }
  | { readonly kind: 'nothing-chosen' | 'nothing-fits' | 'outdated' | 'published' | 'unreadable' | 'absent' }
  | { readonly kind: 'too-many'; readonly most: number };

/** Builds the use case. */
export function addFromBank(services: {
  readonly drafts: Pick<FlowDraftStore, 'get' | 'change'>;
  readonly bank: () => Promise<readonly BankBlock[]>;
  readonly clock: Clock;
}): (order: BankOrder) => Promise<BankOutcome> {
  const { drafts, bank, clock } = services;
  return async ({ draft: id, seen, block: name, questions, before, by }) => {
    const draft = await drafts.get(id);
    const block = (await bank()).find((one) => one.id === name);
    if (draft === null || block === undefined) return { kind: 'absent' };
    if (draft.publishedAs !== null) return { kind: 'published' };
    if (draft.revision !== seen) return { kind: 'outdated' };
    const wanted = new Set(questions.filter((one) => block.questions.some((known) => known.id === one)));
    if (wanted.size === 0) return { kind: 'nothing-chosen' };
    const insertion = insertQuestions(draft.source, { questions: block.questions, wanted, before });
    if (insertion.kind !== 'inserted') return insertion;
    const { added, unfit, data: source } = insertion;
    if (added.length === 0) return { kind: 'nothing-fits' };
    const outcome = await drafts.change({ id, seen, source, by, at: clock.now(), what: 'block-added' });
    return outcome.kind === 'changed' ? { kind: 'added', added, unfit } : { kind: outcome.kind };
  };
}
