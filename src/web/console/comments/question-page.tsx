/** Comments of one question: read, given themes, proposed for quoting. */

import { readText } from '../../../core/flow/text.ts';
import { NATION } from '../../../core/locality.ts';
import type { ReadComment, ReadComments } from '../../../usecases/read-comments.ts';
import type { CommentedConsultation, OpenQuestion, StoredQuote } from '../../../usecases/tend-comments.ts';
import type { Visit } from '../console-route.ts';
import { TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { placeLabel } from '../progress/place-label.ts';
import { CommentQuote, type CommentWords, ThemeLinks, WordPairs } from './comment-view.tsx';

/** What is shown. */
export type CommentPageProps = {
  readonly of: CommentedConsultation;
  readonly question: OpenQuestion;
  /** `null` where the place is too small to have comments of its own. */
  readonly comments: ReadComments | null;
  readonly theme: string | undefined;
  /** Whether comments may be quoted, for those who decide that; else `null`. */
  readonly quotes: ReadonlyMap<string, StoredQuote> | null;
};

const NEWS = [
  'theme-added',
  'theme-removed',
  'tagged',
  'proposed',
  'confirmed',
  'same-person',
  'unquoted',
] as const;

/** Address of a question's comments. */
export function addressOf(
  { consultation }: CommentedConsultation,
  question: string,
  query: Readonly<Record<string, string>> = {},
): string {
  const asked = new URLSearchParams(query).toString();
  return `/console/comments/${consultation.id}/${question}${asked === '' ? '' : `?${asked}`}`;
}

/** Shows it. */
export function showCommentPage(visit: Visit, props: CommentPageProps): Response | Promise<Response> {
  const { phrase, language } = visit;
  const { of, question, comments, theme } = props;
  const done = NEWS.find((one) => one === visit.c.req.query('done'));
  const words: CommentWords = { phrase, placeName: (code) => placeLabel(visit, code, true) };
  return showConsolePage(visit, {
    ...{ area: 'comments', title: readText(question.text, language, null) },
    trail: [{ href: '/console/comments', text: phrase('console.comments.title') }],
    news: done === undefined ? undefined : phrase(`console.comments.done.${done}`),
    children: [
      <p>{readText(of.consultation.title, language, null)}</p>,
      comments === null || comments.atLeast === null ? (
        <p class="empty">{phrase('console.comments.too-few')}</p>
      ) : (
        <>
          <p>{phrase('console.comments.count', { count: comments.atLeast })}</p>
          <WordPairs words={words} pairs={comments.pairs} />
          <h2>{phrase('console.comments.heading')}</h2>
          <ThemeLinks
            {...{ words, themes: comments.themes, chosen: theme }}
            hrefOf={(id) => addressOf(of, question.id, id === null ? {} : { theme: id })}
          />
          <ul class="comment-list">
            {comments.comments.map((comment) => (
              <li class="card">
                <CommentQuote {...{ words, comment }} />
                <TagForm {...{ visit, props, comment, themes: comments.themes }} />
                <QuoteForm {...{ visit, props, comment }} />
              </li>
            ))}
          </ul>
          <Pages {...{ visit, props, comments }} />
          <ThemeForms {...{ visit, props, comments }} />
        </>
      ),
    ],
  });
}

function Seen({
  props,
  comments,
}: {
  readonly props: CommentPageProps;
  readonly comments: ReadComments | null;
}) {
  return (
    <>
      <input type="hidden" name="seen-theme" value={props.theme ?? ''} />
      <input type="hidden" name="seen-page" value={String(comments?.page ?? 1)} />
    </>
  );
}

function TagForm({
  visit,
  props,
  comment,
  themes,
}: {
  readonly visit: Visit;
  readonly props: CommentPageProps;
  readonly comment: ReadComment;
  readonly themes: ReadComments['themes'];
}) {
  if (themes.length === 0) return null;
  const { phrase } = visit;
  return (
    <form method="post" action={addressOf(props.of, props.question.id)}>
      <Seen props={props} comments={props.comments} />
      <input type="hidden" name="do" value="tag" />
      <input type="hidden" name="comment" value={comment.id} />
      <fieldset class="theme-ticks">
        <legend class="unseen">{phrase('console.comments.themes')}</legend>
        {themes.map(({ id, label }) => (
          <label>
            <input type="checkbox" name="themes" value={id} checked={comment.themes.includes(id)} /> {label}
          </label>
        ))}
        <button class="quiet" type="submit">
          {phrase('console.comments.tag')}
        </button>
      </fieldset>
    </form>
  );
}

function QuoteForm({
  visit,
  props,
  comment,
}: {
  readonly visit: Visit;
  readonly props: CommentPageProps;
  readonly comment: ReadComment;
}) {
  const { phrase, member } = visit;
  if (props.quotes === null) return null;
  const quote = props.quotes.get(comment.id) ?? null;
  const mayConfirm = quote === null || (quote.confirmer === null && quote.proposedBy !== member.id);
  const stand = quote === null ? 'none' : quote.confirmer === null ? 'proposed' : 'confirmed';
  return (
    <form method="post" action={addressOf(props.of, props.question.id)}>
      <Seen props={props} comments={props.comments} />
      <input type="hidden" name="comment" value={comment.id} />
      {quote !== null && (
        <span class="hint">
          {phrase(`console.comments.quote.${stand}`, { by: quote.proposer, second: quote.confirmer ?? '' })}
        </span>
      )}
      {mayConfirm && (
        <button class="quiet" type="submit" name="do" value="quote">
          {phrase(`console.comments.quote.act.${stand}`)}
        </button>
      )}
      {quote !== null && (
        <button class="quiet" type="submit" name="do" value="unquote">
          {phrase('console.comments.quote.act.unquote')}
        </button>
      )}
    </form>
  );
}

function Pages({
  visit,
  props,
  comments,
}: {
  readonly visit: Visit;
  readonly props: CommentPageProps;
  readonly comments: ReadComments;
}) {
  const { page, pages } = comments;
  if (pages === 1) return null;
  const to = (at: number) =>
    addressOf(props.of, props.question.id, {
      ...(props.theme === undefined ? {} : { theme: props.theme }),
      page: String(at),
    });
  return (
    <nav class="actions" aria-label={visit.phrase('console.comments.pages')}>
      {page > 1 && <a href={to(page - 1)}>{visit.phrase('console.comments.before')}</a>}
      <span>{visit.phrase('console.comments.page', { page, pages })}</span>
      {page < pages && <a href={to(page + 1)}>{visit.phrase('console.comments.after')}</a>}
    </nav>
  );
}

function ThemeForms({
  visit,
  props,
  comments,
}: {
  readonly visit: Visit;
  readonly props: CommentPageProps;
  readonly comments: ReadComments;
}) {
  const { phrase } = visit;
  const address = addressOf(props.of, props.question.id);
  return (
    <section class="card">
      <h2>{phrase('console.comments.themes')}</h2>
      <form method="post" action={address}>
        <input type="hidden" name="do" value="add-theme" />
        <TextField name="label" label={phrase('console.comments.new-theme')} maxlength={40} required />
        <button class="button" type="submit">
          {phrase('console.comments.add-theme')}
        </button>
      </form>
      {props.of.scope === NATION && comments.themes.length > 0 && (
        <ul>
          {comments.themes.map(({ id, label }) => (
            <li>
              <form method="post" action={address}>
                <input type="hidden" name="theme" value={id} />
                {label}{' '}
                <button class="quiet" type="submit" name="do" value="remove-theme">
                  {phrase('console.comments.remove-theme', { label })}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
