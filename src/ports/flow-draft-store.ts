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

/** A draft in a list. */
export type FlowDraftRow = Omit<FlowDraft, 'source'> & {
  /** The title of the source as it is written, whatever that is. */
  readonly title: unknown;
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
  /** The question it was changed in, by its id; absent where it was none or several. */
  readonly about?: string;
  /**
   * Makes one row of the history of this change and the newest, where that is of the same person, the same thing and
   * not older than this: a text that saves itself while it is typed is one change.
   */
  readonly joinsSince?: Date;
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
  readonly about: string | null;
};

/** Most rows of a draft's history that are kept. */
export const KEPT_REVISIONS = 200;

/** Storage as writers of flows see it. */
export interface FlowDraftStore {
  /** Begins a draft; the same id again changes nothing. Its history begins with what was begun: `begun`. */
  begin(draft: Omit<FlowDraft, 'revision' | 'publishedAs'>): Promise<FlowDraft>;
  /** @param id any text: what is no UUID is not there */
  get(id: string): Promise<FlowDraft | null>;
  /** Unpublished ones, newest change first, without their sources. */
  list(): Promise<readonly FlowDraftRow[]>;
  change(change: DraftChange): Promise<DraftOutcome>;
  /** Newest first, at most `KEPT_REVISIONS`. */
  history(id: string): Promise<readonly DraftRevision[]>;
  /** The source as it was at a revision; `null` where it is not kept any more. */
  sourceAt(id: string, revision: number): Promise<FlowSource | null>;
  /** Deletes an unpublished draft and its history. */
  discard(id: string): Promise<void>;
}
