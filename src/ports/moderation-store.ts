/** Open answers that wait for a moderator, and what becomes of them. */

import type { AgeBand } from '../core/age-band.ts';
import type { ConsultationId } from '../core/consultation.ts';
import type { QuestionId } from '../core/flow/flow.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { Day } from '../core/release/release.ts';
import type { Ciphertext } from './address-book.ts';

/** A text as a moderator gets it: alone. */
export type HeldText = {
  readonly id: string;
  readonly consultationId: ConsultationId;
  readonly question: QuestionId;
  readonly text: string;
  /** All that leads to its writer, encrypted. */
  readonly trace: Ciphertext;
};

/** A decision; `text` is what will be shown, `null` where it is withheld. */
export type TextDecision = {
  readonly id: string;
  /** Staff id. */
  readonly moderator: string;
  readonly text: string | null;
  readonly at: Date;
};

/** A decision that can no longer be taken back, but still leads to its writer. */
export type UnsettledText = { readonly id: string; readonly trace: Ciphertext };

/** A text that waits for company, its trace being of age band and province only. */
export type ShownText = {
  readonly id: string;
  readonly question: QuestionId;
  readonly text: string;
  readonly trace: Ciphertext;
};

/** A moderated text as it is kept, joined to nothing. */
export type CommentRecord = {
  readonly id: string;
  readonly question: QuestionId;
  readonly ageBand: AgeBand | null;
  readonly province: LocalityCode | null;
  readonly text: string;
};

/** One batch; rows are already in the order they are to be inserted in. */
export type CommentBatch = {
  readonly consultationId: ConsultationId;
  /** Of the shown texts that they were. */
  readonly texts: readonly string[];
  readonly comments: readonly CommentRecord[];
  /** How many comments sealed before are to be marked anew with this batch, where it is small. */
  readonly companions: number;
  readonly day: Day;
};

/** Storage as moderation sees it. */
export interface ModerationStore {
  /** How many texts have waited since that day or longer. */
  countWaitingSince(day: Day): Promise<number>;
  /** How many wait, by consultation; those on somebody's screen included. */
  waiting(): Promise<readonly { readonly consultationId: ConsultationId; readonly count: number }[]>;
  /**
   * Gives a moderator the text they hold, else one of those that wait longest, by chance, which nobody else holds; it is
   * theirs until then.
   *
   * @returns `null` where there is none
   */
  hold(wish: {
    readonly moderator: string;
    readonly consultations: readonly ConsultationId[];
    readonly now: Date;
    readonly until: Date;
  }): Promise<HeldText | null>;
  /** A text that a moderator holds; `null` where they do not, or no more. */
  held(id: string, moderator: string, now: Date): Promise<HeldText | null>;
  /** @returns `gone` with nothing written where the moderator does not hold it any more */
  decide(decision: TextDecision): Promise<'decided' | 'gone'>;
  /** Takes a text out of the queue that went to protection. @returns `gone` where it was taken out before */
  remove(id: string): Promise<'removed' | 'gone'>;
  /** Takes back a moderator's last decision since then; they hold the text again. @returns `null` where there is none */
  takeBack(wish: {
    readonly moderator: string;
    readonly since: Date;
    readonly until: Date;
  }): Promise<HeldText | null>;
  /** Whether a moderator has a decision since then that can be taken back. */
  canTakeBack(moderator: string, since: Date): Promise<boolean>;
  /** Decisions before then: withheld ones are erased by this; shown ones come back to be settled. At most `limit`. */
  overdue(before: Date, limit: number): Promise<readonly UnsettledText[]>;
  /** Puts traces that lead to nobody in place of the others, and forgets who decided when. Rows are written in random order. */
  settle(texts: readonly UnsettledText[]): Promise<void>;
  /** Settled texts, by consultation. */
  settled(): Promise<readonly { readonly consultationId: ConsultationId; readonly count: number }[]>;
  /** Settled texts of a consultation, at most `limit`, in no particular order. */
  shown(consultationId: ConsultationId, limit: number): Promise<readonly ShownText[]>;
  /** @returns `conflict`, with nothing written, where one of the texts was sealed meanwhile */
  sealComments(batch: CommentBatch): Promise<'sealed' | 'conflict'>;
}
