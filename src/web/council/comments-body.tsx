/** What children wrote in their own words, as far as it may be read here. */

import type { ReadComments } from '../../usecases/read-comments.ts';
import { CommentQuote, ThemeLinks, WordPairs } from '../console/comments/comment-view.tsx';
import { type ResultDependencies, type ResultView, sayOf } from './dependencies.ts';

/** Comments of one question. */
export type CommentsProps = {
  readonly view: ResultView;
  readonly question: { readonly id: string; readonly text: string };
  /** `null` for a commune, which has none of its own. */
  readonly read: ReadComments | null;
  readonly theme: string | undefined;
};

/** Reads them: for the council what one moderator let through, for everybody what a second one confirmed. */
export async function readCommentsOf(
  deps: ResultDependencies,
  view: ResultView,
  wish: { readonly question: string; readonly query: URLSearchParams },
): Promise<CommentsProps | null> {
  const question = view.page.openQuestions.find(({ id }) => id === wish.question);
  if (question === undefined) return null;
  const theme = wish.query.get('theme') ?? undefined;
  const at = Number(wish.query.get('page') ?? 1);
  const read = await deps.comments(view.page, {
    ...{ question: question.id, theme, audience: view.isPublic ? 'public' : 'council' },
    at: Number.isSafeInteger(at) ? at : 1,
  });
  return { view, question, read, theme };
}

/** Draws them. */
export function CommentsBody({ view, question, read, theme }: CommentsProps) {
  const say = sayOf(view);
  const words = { phrase: view.phrase, placeName: view.placeName };
  const address = (of: string | null, page = 1) =>
    `${commentsAddress(view, question.id)}?lang=${view.language}${of === null ? '' : `&theme=${of}`}${page === 1 ? '' : `&page=${page}`}`;
  if (read === null || read.atLeast === null) return <p class="empty">{say('comments.too-few')}</p>;
  return (
    <>
      <p>{say(view.isPublic ? 'comments.public' : 'comments.hint')}</p>
      <ThemeLinks {...{ words, themes: read.themes, chosen: theme, hrefOf: address }} />
      {read.comments.length === 0 && <p class="empty">{say('comments.none')}</p>}
      <ul class="comment-list">
        {read.comments.map((comment) => (
          <li class="card">
            <CommentQuote {...{ words, comment }} />
          </li>
        ))}
      </ul>
      {read.pages > 1 && (
        <nav class="more" aria-label={say('comments.pages')}>
          {read.page > 1 && <a href={address(theme ?? null, read.page - 1)}>{say('present.back')}</a>}
          <span>
            {read.page}/{read.pages}
          </span>
          {read.page < read.pages && (
            <a href={address(theme ?? null, read.page + 1)}>{say('present.next')}</a>
          )}
        </nav>
      )}
      <WordPairs {...{ words, pairs: read.pairs }} />
    </>
  );
}

/** Address of the comments of a question. */
export function commentsAddress({ base }: Pick<ResultView, 'base'>, question: string): string {
  return `${base}/comments/${question}`;
}
