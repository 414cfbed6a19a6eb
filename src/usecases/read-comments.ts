/** Gives what children wrote in their own words, as far as it was moderated and points at nobody. */

import type { AgeBand } from '../core/age-band.ts';
import { labelComments } from '../core/comments/comment-label.ts';
import type { Consultation } from '../core/consultation.ts';
import type { QuestionId } from '../core/flow/flow.ts';
import { isProvinceCode, type LocalityCode, NATION } from '../core/locality.ts';
import { SENSITIVE_MIN_CELL } from '../core/release/table.ts';
import { type WordPair, wordPairsStepwise } from '../core/words/word-pairs.ts';
import type { CommentStore, CommentsOf, StoredComment } from '../ports/comment-store.ts';

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
  /** Id of a comment: that alone, if it is among those shown. */
  readonly only?: string;
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

/** Most comments of one question that are looked at; nobody reads so many. */
export const MOST_COMMENTS = 50_000;

/** Comments kept in memory, of all questions together; of some 300 bytes each. */
const MOST_KEPT = 100_000;

/** Everything of a question that follows from its comments alone. */
type Kept = {
  /** With the labels of the whole question, whatever part of it is read: two pages laid side by side tell no more. */
  readonly comments: readonly StoredComment[];
  /** By threshold and scope. */
  readonly pairs: Map<string, Promise<readonly WordPair[]>>;
};

/** What reading needs. */
export type CommentServices = {
  readonly store: Pick<CommentStore, 'counts' | 'of' | 'marks' | 'themes'>;
  /** Lets others have their turn: word pairs of many comments are seconds of work. */
  readonly breathe?: () => Promise<void>;
};

/** Builds the use case. */
export function readComments(services: CommentServices): CommentReader {
  const { store } = services;
  const keep = keepQuestions(services);
  return async ({ consultation, scope, question, audience, theme, only, page = 1 }) => {
    const which = { consultationId: consultation.id, question };
    const least = Math.max(SENSITIVE_MIN_CELL, consultation.minCell);
    const listed = await store.themes(which);
    const { comments, pairs } = await keep(which, least);
    const inScope = comments.filter((one) => isWithin(one, scope));
    const threshold = scope === NATION ? consultation.minCell : least;
    if (inScope.length < least) return nothing(listed);
    const marks = new Map((await store.marks(which)).map((mark) => [mark.id, mark]));
    const themesOf = ({ id }: StoredComment) => marks.get(id)?.themes ?? [];
    const themes = listed.map(({ id, label }) => ({
      id,
      label,
      atLeast: floorOf(inScope.filter((one) => themesOf(one).includes(id)).length, threshold),
    }));
    // A theme that too few have cannot be looked into: it would tell how few, and whose.
    const known = theme === undefined || isTold(themes, theme);
    const shown = inScope
      .filter(({ id }) => audience === 'council' || (marks.get(id)?.quote?.confirmer ?? null) !== null)
      .filter((one) => theme === undefined || (known && themesOf(one).includes(theme)))
      .filter(({ id }) => only === undefined || id === only);
    const pages = Math.max(1, Math.ceil(shown.length / PER_PAGE));
    const at = Math.min(Math.max(1, page), pages);
    return {
      atLeast: floorOf(inScope.length, threshold),
      comments: shown.slice((at - 1) * PER_PAGE, at * PER_PAGE).map((comment) => ({
        ...comment,
        themes: themesOf(comment).filter((id) => audience === 'council' || isTold(themes, id)),
      })),
      ...{ page: at, pages, themes },
      pairs: await keptIn(pairs, `${threshold} ${scope}`, () => pairsOf(services, inScope, threshold)),
    };
  };
}

function isWithin({ province }: StoredComment, scope: LocalityCode): boolean {
  return scope === NATION || (isProvinceCode(scope) && province === scope);
}

/** Keeps the questions read last. Comments are only ever added, so that their number says whether there are others. */
function keepQuestions({ store }: CommentServices) {
  const kept = new Map<string, { readonly count: number; readonly of: Promise<Kept> }>();
  return async (which: CommentsOf, least: number): Promise<Kept> => {
    const name = `${which.consultationId} ${which.question} ${least}`;
    const counts = await store.counts(which.consultationId);
    const count = counts.find(({ question }) => question === which.question)?.count ?? 0;
    const there = kept.get(name);
    const one = there?.count === count ? there : { count, of: loadQuestion(store, which, least) };
    kept.delete(name);
    kept.set(name, one);
    one.of.catch(() => kept.delete(name));
    let all = [...kept.values()].reduce((sum, other) => sum + other.count, 0);
    for (const [oldest, other] of kept) {
      if (all <= MOST_KEPT || oldest === name) break;
      kept.delete(oldest);
      all -= other.count;
    }
    return one.of;
  };
}

async function loadQuestion(
  store: Pick<CommentStore, 'of'>,
  which: CommentsOf,
  least: number,
): Promise<Kept> {
  const comments = await store.of(which, MOST_COMMENTS);
  const labels = labelComments(comments, least);
  return {
    comments: comments.map(({ id, text }) => ({
      ...{ id, text },
      ...(labels.get(id) ?? { ageBand: null, province: null }),
    })),
    pairs: new Map(),
  };
}

function keptIn<T>(kept: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const made = kept.get(name) ?? make();
  kept.set(name, made);
  made.catch(() => kept.delete(name));
  return made;
}

async function pairsOf(
  { breathe = () => new Promise<void>((resolve) => setTimeout(resolve)) }: CommentServices,
  comments: readonly StoredComment[],
  threshold: number,
): Promise<readonly WordPair[]> {
  const steps = wordPairsStepwise(
    comments.map(({ text }) => text),
    threshold,
  );
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await breathe();
  }
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
