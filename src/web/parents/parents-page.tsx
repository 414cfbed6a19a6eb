/** Pages for a parent: the box for a code, the letter with its two buttons, and what was decided. */

import type { Child } from 'hono/jsx';
import { readText } from '../../core/flow/text.ts';
import type { Language } from '../../core/language.ts';
import { PARENT_CODE_DAYS, parentLetter } from '../../core/parents.ts';
import type { Say } from '../../core/say.ts';
import type { ParentsPage } from '../../usecases/hear-parents.ts';
import { LanguageLinks } from '../language-links.tsx';
import { Brand, Layout } from '../layout.tsx';

/** What every page is drawn with. */
export type ParentsGround = {
  readonly say: Say;
  readonly language: Language;
  /** The language that was asked for by hand: it is kept. */
  readonly asked: Language | undefined;
};

/** A code that looks like one and is nobody's. */
const EXAMPLE = 'LAMU-NETAKU-2468';

type Found = Extract<ParentsPage, { kind: 'found' }>;

/** The box for a code; `fault` stands beside it. */
export function CodePage(props: ParentsGround & { readonly typed?: string; readonly isMalformed?: boolean }) {
  const { say, language, asked, typed = '', isMalformed = false } = props;
  const phrase = (key: string, values?: Record<string, string>) =>
    say(language, `web.parents.${key}`, values);
  return (
    <Frame {...props} title={phrase('title')}>
      <p>{phrase('form.lead', { example: EXAMPLE })}</p>
      <form class="code" action="/p" method="get">
        <label for="code">{phrase('form.code')}</label>
        <div class="row">
          <input
            id="code"
            name="code"
            required
            maxlength={60}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            value={typed}
            {...(isMalformed ? { 'aria-invalid': 'true', 'aria-describedby': 'refused' } : {})}
          />
          <button type="submit" class="button">
            {phrase('form.go')}
          </button>
        </div>
        {asked !== undefined && <input type="hidden" name="lang" value={asked} />}
        {isMalformed && (
          <p id="refused" role="alert">
            {phrase('form.malformed')}
          </p>
        )}
      </form>
    </Frame>
  );
}

/** One thing said, and the way to the box where that helps. */
export function WordPage(props: ParentsGround & { readonly about: 'unknown' | 'busy' | 'late' }) {
  const { say, language, asked, about } = props;
  return (
    <Frame {...props} title={say(language, `web.parents.${about}.title`)}>
      <p>{say(language, `web.parents.${about}.text`)}</p>
      {about === 'unknown' && (
        <p>
          <a class="onward" href={asked === undefined ? '/p' : `/p?lang=${asked}`}>
            {say(language, 'web.parents.form.code')}
          </a>
        </p>
      )}
    </Frame>
  );
}

/** What stands behind a code. */
export function FoundPage(props: ParentsGround & { readonly found: Found; readonly code: string }) {
  const { say, language, found } = props;
  const { standing } = found;
  if (standing === 'asking') return <Letter {...props} />;
  const title = readText(found.letter.title, language, null);
  const phrase = (key: string) => say(language, `web.parents.${key}`, { title, days: PARENT_CODE_DAYS });
  return (
    <Frame {...props} title={phrase(`${standing}.title`)}>
      {found.day !== null && <p>{say(language, 'web.parents.date', { day: dayIn(found.day, language) })}</p>}
      <p>{phrase(`${standing}.text`)}</p>
      {standing === 'agreed' && (
        <>
          <p>{phrase('agreed.withdraw')}</p>
          <Act {...props} act="withdraw" look="control" />
        </>
      )}
    </Frame>
  );
}

function Letter(props: ParentsGround & { readonly found: Found; readonly code: string }) {
  const { say, language, found } = props;
  const phrase = (key: string) => say(language, `web.parents.${key}`);
  return (
    <Frame {...props} title={phrase('title')}>
      {parentLetter(say, language, found.letter)
        .flatMap((part) => part.split('\n'))
        .map((part) => (
          <p>{part}</p>
        ))}
      <h2>{phrase('ask')}</h2>
      <p>{phrase('ask.hint')}</p>
      <div class="row parents-say">
        <Act {...props} act="agree" look="button" />
        <Act {...props} act="decline" look="button" />
      </div>
    </Frame>
  );
}

type ActProps = ParentsGround & {
  readonly code: string;
  readonly act: 'agree' | 'decline' | 'withdraw';
  readonly look: 'button' | 'control';
};

function Act({ say, language, asked, code, act, look }: ActProps) {
  return (
    <form method="post" action={asked === undefined ? `/p/${code}` : `/p/${code}?lang=${asked}`}>
      <button type="submit" class={look} name="act" value={act}>
        {say(language, `web.parents.${act}`)}
      </button>
    </form>
  );
}

function Frame(props: ParentsGround & { readonly title: string; readonly children: Child }) {
  const { say, language, title, children } = props;
  return (
    <Layout language={language} title={`${title} · Em Nói`} style="page.css" hidden>
      <header class="top">
        <Brand />
        <LanguageLinks {...{ say, language }} />
      </header>
      <main class="parents">
        <h1>{title}</h1>
        {children}
        <p class="parents-help">{say(language, 'web.parents.help')}</p>
      </main>
    </Layout>
  );
}

/** `2026-11-24` as people write it. */
function dayIn(day: string, language: Language): string {
  const [year, month, date] = day.split('-');
  return language === 'vi' ? `${date}/${month}/${year}` : day;
}
