/** The first page: what Em Nói is, and a box for a code. */

import { type Context, Hono } from 'hono';
import { readCode } from '../core/consultation.ts';
import type { Language } from '../core/language.ts';
import type { Say } from '../core/say.ts';
import type { AppDependencies } from './app-dependencies.ts';
import { CodeForm } from './code-form.tsx';
import { Helpline } from './helpline.tsx';
import { LanguageLinks } from './language-links.tsx';
import { Brand, Layout } from './layout.tsx';
import { askedLanguage, choosePageLanguage, PAGE_LANGUAGES } from './page-language.ts';
import { showPage } from './show-page.ts';

/** Builds `GET /`, and `GET /c?code=` where its box leads. */
export function homeRoutes(deps: Pick<AppDependencies, 'say' | 'hasPublicResults'>): Hono {
  const routes = new Hono();
  routes.get('/', async (c) => {
    const hasResults = (await deps.hasPublicResults?.()) === true;
    return showPage(c, HomePage({ ...propsOf(c, deps), hasResults }));
  });
  routes.get('/c', (c) => {
    const typed = (c.req.query('code') ?? '').slice(0, 100);
    const code = readCode(typed);
    const asked = askedLanguage(c, PAGE_LANGUAGES);
    if (code !== null) return c.redirect(`/c/${code}${asked === undefined ? '' : `?lang=${asked}`}`, 303);
    return showPage(c, HomePage({ ...propsOf(c, deps), refused: typed }), 400);
  });
  return routes;
}

function propsOf(c: Context, { say }: Pick<AppDependencies, 'say'>): HomeProps {
  return {
    say,
    language: choosePageLanguage(c, PAGE_LANGUAGES),
    asked: askedLanguage(c, PAGE_LANGUAGES),
  };
}

type HomeProps = {
  readonly say: Say;
  readonly language: Language;
  /** The language that was asked for by hand, if one was. */
  readonly asked: Language | undefined;
  /** Whether there are results that everybody may read. */
  readonly hasResults?: boolean;
  /** What was typed, where it cannot be a code. */
  readonly refused?: string;
};

function HomePage({ say, language, asked, refused, hasResults = false }: HomeProps) {
  const phrase = (key: string) => say(language, `web.home.${key}`);
  return (
    <Layout language={language} title={`Em Nói · ${phrase('title')}`} style="page.css">
      <header class="top">
        <Brand />
        <LanguageLinks {...{ say, language }} />
      </header>
      <main class="home">
        <h1>{phrase('title')}</h1>
        <p>{phrase('what')}</p>
        <CodeForm
          {...{ say, language, asked, label: phrase('code') }}
          {...(refused === undefined ? {} : { typed: refused, refused: true })}
        />
        <ul class="promises">
          <li>{phrase('promise.choice')}</li>
          <li>{phrase('promise.private')}</li>
          <li>{phrase('promise.reply')}</li>
        </ul>
        {hasResults && (
          <p>
            <a href={`/results?lang=${language}`}>{phrase('results')}</a>
          </p>
        )}
        <Helpline {...{ say, language }} />
      </main>
    </Layout>
  );
}
