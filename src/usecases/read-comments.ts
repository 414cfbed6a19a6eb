/** Gives what children wrote in their own words, as far as it was moderated and points at nobody. */

import type { AgeBand } from '../core/age-band.ts';
import { labelComments } from '../core/comments/comment-label.ts';
import type { Consultation } from '../core/consultation.ts';
import type { QuestionId } from '../core/flow/flow.ts';
import { isProvinceCode, type LocalityCode, NATION } from '../core/locality.ts';
import { SENSITIVE_MIN_CELL } from '../core/release/table.ts';
import { type WordPair, wordPairs } from '../core/words/word-pairs.ts';
import type { CommentStore, StoredComment } from '../ports/comment-store.ts';

/** Whose eyes: the council reads what one moderator let through; in public stands only what a second one confirmed. */
export type CommentAudience = 'council' | 'public';

/** Which comments are wanted. */
export type CommentWish = {
  readonly consultation: Consultation;
  /** `VN` or a province; a commune has no comments of its own. */
  readonly scope: LocalityCode;
  readonly question: QuestionId;
  readonly audience: CommentAudience;
  /** Id of a theme. */
  readonly theme?: string;
  /** From 1. */
  readonly page?: number;
};

/** A comment as people read it. Age band and province only where at least ten comments share them. */
export type ReadComment = {
  readonly id: string;
  readonly text: string;
  readonly ageBand: AgeBand | null;
  readonly province: LocalityCode | null;
  /** Ids of its themes; in public only of those that enough comments have. */
  readonly themes: readonly string[];
};

/** A theme; `atLeast` is `null` where too few comments have it to be told. */
export type ReadTheme = { readonly id: string; readonly label: string; readonly atLeast: number | null };

/** What is read. Figures are rounded down to multiples of the threshold, so that a single comment never shows in them. */
export type ReadComments = {
  /** How many comments there are, at least; `null` where there are too few to tell, and then none is shown. */
  readonly atLeast: number | null;
  readonly comments: readonly ReadComment[];
  readonly page: number;
  readonly pages: number;
  readonly themes: readonly ReadTheme[];
  readonly pairs: readonly WordPair[];
};

/** Reads comments. */
export type CommentReader = (wish: CommentWish) => Promise<ReadComments>;

/** Comments on one page. */
export const PER_PAGE = 20;

/** Most comments of one question that are looked at; beyond that pages would be slow, and nobody reads so many. */
export const MOST_COMMENTS = 20_000;

/** Builds the use case. */
export function readComments({
  store,
}: {
  readonly store: Pick<CommentStore, 'of' | 'themes'>;
}): CommentReader {
  return async ({ consultation, scope, question, audience, theme, page = 1 }) => {
    const which = { consultationId: consultation.id, question };
    const least = Math.max(SENSITIVE_MIN_CELL, consultation.minCell);
    const labelled = await labelledComments(store, which, least);
    const inScope = labelled.filter(
      ({ province }) => scope === NATION || (isProvinceCode(scope) && province === scope),
    );
    const threshold = scope === NATION ? consultation.minCell : least;
    if (inScope.length < least) return nothing(await store.themes(which));
    const themes = (await store.themes(which)).map(({ id, label }) => ({
      id,
      label,
      atLeast: floorOf(inScope.filter((one) => one.themes.includes(id)).length, threshold),
    }));
    // A theme that too few have cannot be looked into: it would tell how few, and whose.
    const known = theme === undefined || isTold(themes, theme);
    const shown = inScope
      .filter(({ quote }) => audience === 'council' || (quote !== null && quote.confirmer !== null))
      .filter((one) => theme === undefined || (known && one.themes.includes(theme)));
    const pages = Math.max(1, Math.ceil(shown.length / PER_PAGE));
    const at = Math.min(Math.max(1, page), pages);
    return {
      atLeast: floorOf(inScope.length, threshold),
      comments: shown.slice((at - 1) * PER_PAGE, at * PER_PAGE).map(({ quote, ...comment }) => ({
        ...comment,
        themes: audience === 'council' ? comment.themes : comment.themes.filter((id) => isTold(themes, id)),
      })),
      page: at,
      pages,
      themes,
      pairs: wordPairs(
        inScope.map(({ text }) => text),
        threshold,
      ),
    };
  };
}

/** The labels are those of the whole question, whatever part of it is read: two pages laid side by side tell no more. */
async function labelledComments(
  store: Pick<CommentStore, 'of'>,
  which: Parameters<CommentStore['of']>[0],
  least: number,
): Promise<readonly StoredComment[]> {
  const comments = await store.of(which, MOST_COMMENTS);
  const labels = labelComments(comments, least);
  return comments.map((comment) => ({
    ...comment,
    ...(labels.get(comment.id) ?? { ageBand: null, province: null }),
  }));
}

function isTold(themes: readonly ReadTheme[], theme: string): boolean {
  return themes.some(({ id, atLeast }) => id === theme && atLeast !== null);
}

function nothing(themes: readonly { readonly id: string; readonly label: string }[]): ReadComments {
  const told = themes.map(({ id, label }) => ({ id, label, atLeast: null }));
  return { atLeast: null, comments: [], page: 1, pages: 1, themes: told, pairs: [] };
}

function floorOf(count: number, threshold: number): number | null {
  return count < threshold ? null : count - (count % threshold);
}
