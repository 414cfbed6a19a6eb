/** The first page: what Em Nói is, and a box for a code. */

import { type Context, Hono } from 'hono';
import { readCode } from '../core/consultation.ts';
import { type Language, languageName } from '../core/language.ts';
import type { Say } from '../core/say.ts';
import type { AppDependencies } from './app-dependencies.ts';
import { Brand, Layout } from './layout.tsx';
import { choosePageLanguage, PAGE_LANGUAGES } from './page-language.ts';
import { showPage } from './show-page.ts';

/** Builds `GET /`, and `GET /c?code=` where its box leads. */
export function homeRoutes(deps: Pick<AppDependencies, 'say'>): Hono {
  const routes = new Hono();
  routes.get('/', (c) => showPage(c, HomePage({ say: deps.say, language: languageOf(c) })));
  routes.get('/c', (c) => {
    const typed = (c.req.query('code') ?? '').slice(0, 100);
    const code = readCode(typed);
    if (code !== null) return c.redirect(`/c/${code}`, 303);
    return showPage(c, HomePage({ say: deps.say, language: languageOf(c), refused: typed }), 400);
  });
  return routes;
}

function languageOf(c: Context): Language {
  return choosePageLanguage(c, PAGE_LANGUAGES);
}

type HomeProps = {
  readonly say: Say;
  readonly language: Language;
  /** What was typed, where it cannot be a code. */
  readonly refused?: string;
};

function HomePage({ say, language, refused }: HomeProps) {
  const phrase = (key: string) => say(language, `web.home.${key}`);
  return (
    <Layout language={language} title={`Em Nói · ${phrase('title')}`} style="page.css">
      <header class="top">
        <Brand />
        <nav aria-label={say(language, 'web.language')}>
          {PAGE_LANGUAGES.filter((one) => one !== language).map((one) => (
            <a class="quiet" href={`/?lang=${one}`} hreflang={one} lang={one}>
              {languageName(one)}
            </a>
          ))}
        </nav>
      </header>
      <main class="home">
        <h1>{phrase('title')}</h1>
        <p>{phrase('what')}</p>
        <form class="code" action="/c" method="get">
          <label for="code">{phrase('code')}</label>
          <div class="row">
            <input
              id="code"
              name="code"
              required
              maxlength={40}
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              value={refused ?? ''}
              {...(refused === undefined ? {} : { 'aria-invalid': 'true', 'aria-describedby': 'refused' })}
            />
            <button type="submit" class="button">
              {phrase('go')}
            </button>
          </div>
          {refused !== undefined && (
            <p id="refused" role="alert">
              {phrase('refused')}
            </p>
          )}
        </form>
        <ul class="promises">
          <li>{phrase('promise.choice')}</li>
          <li>{phrase('promise.private')}</li>
          <li>{phrase('promise.reply')}</li>
        </ul>
        <p>{phrase('help')}</p>
        <a class="call" href="tel:111">
          {say(language, 'web.chat.call')}
        </a>
      </main>
    </Layout>
  );
}
