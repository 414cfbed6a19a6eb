/** Flows that are being written: every change is kept, so that it can be taken back and nobody overwrites anybody. */

import type { FlowHash } from '../core/consultation.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { FlowSource } from './consultation-store.ts';

/** A flow being written. Its source may be unfinished and full of faults. */
export type FlowDraft = {
  /** UUID, made by the form that asked for it: the same form sent twice makes one draft. */
  readonly id: string;
  /** Id of the flow it will be published as. */
  readonly flowId: string;
  /** Whose it is: who may write flows there may write this one. */
  readonly place: LocalityCode;
  readonly source: FlowSource;
  /** Counted from 1; grows with every change, taking back included. */
  readonly revision: number;
  /** The published version it goes out from; `null` for a new flow. */
  readonly basedOn: FlowHash | null;
  readonly changedBy: string;
  readonly changedAt: Date;
  /** Set once it was published; it cannot be changed any more then. */
  readonly publishedAs: FlowHash | null;
};

/** A change to a draft. */
export type DraftChange = {
  readonly id: string;
  /** The revision the writer saw. */
  readonly seen: number;
  readonly source: FlowSource;
  /** Name of who changed it, as others read it. */
  readonly by: string;
  readonly at: Date;
  /** What was changed, in a word: the key of a phrase. */
  readonly what: string;
};

/** How a change ended. `outdated`: somebody else was quicker, and `current` is theirs. */
export type DraftOutcome =
  | { readonly kind: 'changed'; readonly draft: FlowDraft }
  | { readonly kind: 'outdated'; readonly current: FlowDraft }
  | { readonly kind: 'published' }
  | { readonly kind: 'absent' };

/** A row of a draft's history. */
export type DraftRevision = {
  readonly revision: number;
  readonly by: string;
  readonly at: Date;
  readonly what: string;
};

/** Storage as writers of flows see it. */
export interface FlowDraftStore {
  /** Begins a draft; the same id again changes nothing. */
  begin(draft: Omit<FlowDraft, 'revision' | 'publishedAs'>): Promise<FlowDraft>;
  get(id: string): Promise<FlowDraft | null>;
  /** Unpublished ones, newest change first, without their sources. */
  list(): Promise<readonly Omit<FlowDraft, 'source'>[]>;
  change(change: DraftChange): Promise<DraftOutcome>;
  /** Newest first, at most 200. */
  history(id: string): Promise<readonly DraftRevision[]>;
  /** The source as it was at a revision; `null` where it is not kept any more. */
  sourceAt(id: string, revision: number): Promise<FlowSource | null>;
  /** Marks it as published. */
  published(id: string, as: FlowHash): Promise<void>;
  /** Deletes an unpublished draft and its history. */
  discard(id: string): Promise<void>;
}
