/** Moderated texts, their themes, and which of them may be quoted in public. */

import type { AgeBand } from '../core/age-band.ts';
import type { ConsultationId } from '../core/consultation.ts';
import type { QuestionId } from '../core/flow/flow.ts';
import type { LocalityCode } from '../core/locality.ts';

/** Whether a comment may be quoted in public: one moderator proposes, another confirms. */
export type CommentQuote = {
  /** Staff id. */
  readonly proposedBy: string;
  readonly proposer: string;
  /** `null` while nobody has confirmed. */
  readonly confirmer: string | null;
};

/** A comment as it was sealed: it never changes, and none is ever taken away. */
export type StoredComment = {
  readonly id: string;
  readonly text: string;
  readonly ageBand: AgeBand | null;
  readonly province: LocalityCode | null;
};

/** What people made of a comment. */
export type CommentMark = {
  /** The comment's. */
  readonly id: string;
  /** Ids of its themes. */
  readonly themes: readonly string[];
  readonly quote: CommentQuote | null;
};

/** What comments of a question are about. */
export type CommentTheme = { readonly id: string; readonly label: string; readonly madeBy: string };

/** One question of one consultation. */
export type CommentsOf = { readonly consultationId: ConsultationId; readonly question: QuestionId };

/** Who does something; as colleagues read it. */
export type CommentHand = { readonly id: string; readonly name: string };

/** Storage as comments see it. */
export interface CommentStore {
  /** How many comments each question of a consultation has. */
  counts(
    consultationId: ConsultationId,
  ): Promise<readonly { readonly question: QuestionId; readonly count: number }[]>;
  /** All of a question, in an order that tells nothing. At most `limit`. */
  of(which: CommentsOf, limit: number): Promise<readonly StoredComment[]>;
  /** Those of a question that have a theme or a quote. */
  marks(which: CommentsOf): Promise<readonly CommentMark[]>;
  themes(which: CommentsOf): Promise<readonly CommentTheme[]>;
  /** @returns the id of the theme of that name, which may have been there */
  addTheme(which: CommentsOf, theme: CommentTheme): Promise<string>;
  /** Takes a theme away, and from all comments. */
  removeTheme(which: CommentsOf, themeId: string): Promise<void>;
  /** Says what a comment is about; themes and comments of another question are passed over. */
  tag(which: CommentsOf, commentId: string, themes: readonly string[]): Promise<void>;
  /**
   * Proposes or, for a second person, confirms that a comment may be quoted in public.
   *
   * @returns `same-person` where whoever proposed would confirm
   */
  quote(
    which: CommentsOf,
    commentId: string,
    by: CommentHand,
  ): Promise<'proposed' | 'confirmed' | 'same-person' | 'absent'>;
  /** Takes back a proposal or a confirmation. */
  unquote(which: CommentsOf, commentId: string): Promise<void>;
}
