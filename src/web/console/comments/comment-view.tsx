/** Comments, themes and word pairs of one question as people read them; pages of the council use it too. */

import type { PhraseValues } from '../../../core/say.ts';
import type { ReadComment, ReadComments, ReadTheme } from '../../../usecases/read-comments.ts';

/** What drawing needs of a page. */
export type CommentWords = {
  /** Gives a phrase by its whole key. */
  readonly phrase: (key: string, values?: PhraseValues) => string;
  readonly placeName: (code: string) => string;
};

/** What was drawn of a comment's writer: "11–13 tuổi, Hà Nội"; empty where nothing may be told. */
export function originWords({ phrase, placeName }: CommentWords, { ageBand, province }: ReadComment): string {
  return [
    ...(ageBand === null ? [] : [phrase('chat.age.band', { band: ageBand.replace('-', '–') })]),
    ...(province === null ? [] : [placeName(province)]),
  ].join(', ');
}

/** Word pairs; nothing where there are none. */
export function WordPairs({
  words,
  pairs,
}: {
  readonly words: CommentWords;
  readonly pairs: ReadComments['pairs'];
}) {
  if (pairs.length === 0) return null;
  return (
    <section>
      <h2>{words.phrase('console.comments.pairs')}</h2>
      <p class="hint">{words.phrase('console.comments.pairs.explain')}</p>
      <ul class="word-pairs">
        {pairs.map(({ words: pair, atLeast }) => (
          <li>
            <span lang="vi">{pair.join(' · ')}</span>{' '}
            <small>{words.phrase('console.comments.at-least', { count: atLeast })}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Themes that enough comments have, each leading to those. @param hrefOf address of a theme, and of all (`null`) */
export function ThemeLinks({
  words,
  themes,
  hrefOf,
  chosen,
}: {
  readonly words: CommentWords;
  readonly themes: readonly ReadTheme[];
  readonly hrefOf: (theme: string | null) => string;
  readonly chosen: string | undefined;
}) {
  const told = themes.filter(({ atLeast }) => atLeast !== null);
  if (told.length === 0) return null;
  return (
    <nav aria-label={words.phrase('console.comments.themes')}>
      <ul class="word-pairs">
        <li>
          <a href={hrefOf(null)} {...(chosen === undefined ? { 'aria-current': 'true' } : {})}>
            {words.phrase('console.comments.all')}
          </a>
        </li>
        {told.map(({ id, label, atLeast }) => (
          <li>
            <a href={hrefOf(id)} {...(chosen === id ? { 'aria-current': 'true' } : {})}>
              {label}
            </a>{' '}
            <small>{words.phrase('console.comments.at-least', { count: atLeast ?? 0 })}</small>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** One comment as a quote. */
export function CommentQuote({
  words,
  comment,
}: {
  readonly words: CommentWords;
  readonly comment: ReadComment;
}) {
  const from = originWords(words, comment);
  return (
    <>
      <blockquote lang="vi">{comment.text}</blockquote>
      {from !== '' && <p class="from">{from}</p>}
    </>
  );
}
