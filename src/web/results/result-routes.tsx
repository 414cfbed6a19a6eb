/** The results that staff opened to everybody: without a sign-in, kept by caches for some minutes. */

import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import type { Child } from 'hono/jsx';
import { AppError } from '../../core/app-error.ts';
import type { Language } from '../../core/language.ts';
import { type Gazetteer, NATION } from '../../core/locality.ts';
import type { PhraseValues, Say } from '../../core/say.ts';
import { chartWords } from '../../reports/charts/chart-words.ts';
import { CommentsBody, readCommentsOf } from '../council/comments-body.tsx';
import { type DrawingKit, drawingKit } from '../council/council-routes.tsx';
import { type ResultDependencies, type ResultView, shownCount } from '../council/dependencies.ts';
import { PresentPage } from '../council/present-page.tsx';
import { QuestionBody } from '../council/question-body.tsx';
import { questionNamed, readQuestion, sendPicture } from '../council/result-answers.tsx';
import { ResultBody, shownDay } from '../council/result-body.tsx';
import { LanguageLinks } from '../language-links.tsx';
import { Brand, Layout } from '../layout.tsx';
import { NoticePage } from '../notice-page.tsx';
import { askedLanguage, choosePageLanguage, PAGE_LANGUAGES } from '../page-language.ts';
import { showPage } from '../show-page.ts';

/** What they need. */
export type PublicDependencies = {
  readonly say: Say;
  readonly results: ResultDependencies;
  readonly gazetteer: Gazetteer;
};

/** How long a cache may show what staff may have closed meanwhile, in seconds. */
const KEPT_SECONDS = 300;

/** Builds `GET /results/:slug` and what lies below it. */
export function publicResults(
  { say, results: deps, gazetteer }: PublicDependencies,
  kit = drawingKit(deps),
): Hono {
  const placeName = (code: string) => gazetteer.find(code)?.name ?? code;
  const app = new Hono({ strict: false }).basePath('/results');
  app.use(etag());
  app.get('/', (c) => showIndex(c, { say, deps }));
  const answer = (path: string, show: (c: Context, view: ResultView) => Response | Promise<Response>) => {
    app.get(`/:slug${path}`, async (c) => {
      const view = await viewOf(c, { say, deps, kit, placeName });
      if (view === null) return nothingHere(c, say);
      c.header('Cache-Control', `public, max-age=${KEPT_SECONDS}`);
      c.header('Vary', 'Accept-Language');
      return show(c, view);
    });
  };
  answer('', (c, view) =>
    showPage(
      c,
      Frame({ view, say, title: view.page.consultation.title, children: <ResultBody view={view} /> }),
    ),
  );
  answer('/show/:at', (c, view) => showPage(c, PresentPage({ view, at: Number(c.req.param('at')) || 0 })));
  answer('/questions/:question', async (c, view) => {
    const question = questionNamed(view, c.req.param('question') ?? '');
    if (question === undefined) return nothingHere(c, say);
    const query = new URL(c.req.url).searchParams;
    const isOpen = async (id: string) => (await deps.decision(id)) !== null;
    const props = await readQuestion(deps, { view, question, query }, isOpen);
    return showPage(
      c,
      Frame({ view, say, title: question.figures.text, children: <QuestionBody {...props} /> }),
    );
  });
  answer('/comments/:question', async (c, view) => {
    const query = new URL(c.req.url).searchParams;
    const props = await readCommentsOf(deps, view, { question: c.req.param('question') ?? '', query });
    if (props === null) return nothingHere(c, say);
    return showPage(
      c,
      Frame({ view, say, title: props.question.text, children: <CommentsBody {...props} /> }),
    );
  });
  for (const what of ['picture', 'slide'] as const) {
    for (const form of ['svg', 'png'] as const) {
      answer(`/questions/:question/${what}.${form}`, async (c, view) => {
        const question = questionNamed(view, c.req.param('question') ?? '');
        const sent = question === undefined ? null : await sendPicture(c, { view, question }, { what, form });
        return sent ?? nothingHere(c, say);
      });
    }
  }
  // Whoever comes here has no account: what is not there is told in words for everybody.
  app.all('*', (c) => nothingHere(c, say));
  return app;
}

/** Answers with all that everybody may read, the newest first. */
async function showIndex(
  c: Context,
  { say, deps }: { readonly say: Say; readonly deps: ResultDependencies },
): Promise<Response> {
  const language = choosePageLanguage(c, PAGE_LANGUAGES);
  const phrase = (key: string, values?: PhraseValues) => say(language, key, values);
  const open = (await deps.list(NATION, language)).filter(({ isPublic }) => isPublic);
  c.header('Cache-Control', `public, max-age=${KEPT_SECONDS}`);
  c.header('Vary', 'Accept-Language');
  const children = (
    <>
      <p>{phrase(open.length === 0 ? 'council.index.none' : 'council.index.text')}</p>
      <ul class="cards results">
        {open.map((one) => (
          <li class="card">
            <h2>
              <a href={`/results/${one.slug}`}>{one.title}</a>
            </h2>
            {one.simulated && <span class="tag warning">{phrase('council.simulated.tag')}</span>}
            {one.responses !== null && one.day !== null && (
              <p class="hint">
                {phrase('council.responses', { count: shownCount({ language }, one.responses) })} ·{' '}
                {shownDay(one.day)}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
  return showPage(c, Shell({ say, language, title: phrase('council.index'), children }));
}

/** @returns `null` where there is nothing that everybody may read */
async function viewOf(
  c: Context,
  by: {
    readonly say: Say;
    readonly deps: ResultDependencies;
    readonly kit: DrawingKit;
    readonly placeName: (place: string) => string;
  },
): Promise<ResultView | null> {
  const language = choosePageLanguage(c, PAGE_LANGUAGES);
  const slug = c.req.param('slug') ?? '';
  const page = await by.deps.page({ consultation: slug, place: NATION, language }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'consultation-not-found') return null;
    throw error;
  });
  // A code leads to a consultation as well, and is nobody's to learn from here.
  if (page === null || !page.isPublic || page.consultation.slug !== slug) return null;
  const { pictures, forms } = by.kit;
  return {
    ...{ page, base: `/results/${page.consultation.slug}`, language, pictures, forms, isPublic: true },
    speaksTo: 'adult',
    phrase: (key, values) => by.say(language, key, values),
    words: chartWords(by.say, language),
    placeName: by.placeName,
    map: await by.kit.map(),
  };
}

function nothingHere(c: Context, say: Say): Response | Promise<Response> {
  const language = choosePageLanguage(c, PAGE_LANGUAGES);
  const page = NoticePage({
    ...{ say, language, asked: askedLanguage(c, PAGE_LANGUAGES), leadsHome: true },
    title: say(language, 'council.not-public'),
    text: say(language, 'council.not-public.text'),
  });
  c.header('Cache-Control', 'no-store');
  return showPage(c, page, 404);
}

function Frame(props: {
  readonly view: ResultView;
  readonly say: Say;
  readonly title: string;
  readonly children: Child;
}) {
  const { view, say, title } = props;
  const { language, phrase, page, base } = view;
  const isFirst = title === page.consultation.title;
  const trail = (
    <nav class="trail" aria-label={phrase('console.trail')}>
      <a href="/results">{phrase('council.index')}</a>
      {!isFirst && <a href={base}>{page.consultation.title}</a>}
    </nav>
  );
  const actions = isFirst && page.release !== null && (
    <div class="actions">
      <a class="button second" href={`${base}/show/0`}>
        {phrase('council.present')}
      </a>
    </div>
  );
  return <Shell {...{ say, language, title, trail, actions }}>{props.children}</Shell>;
}

/** What stands around every page that everybody may read. */
function Shell(props: {
  readonly say: Say;
  readonly language: Language;
  readonly title: string;
  readonly trail?: Child;
  readonly actions?: Child;
  readonly children?: Child;
}) {
  const { say, language, title } = props;
  return (
    <Layout {...{ language }} title={`${title} · Em Nói`} style="council/results.css">
      <a class="skip" href="#main">
        {say(language, 'console.skip')}
      </a>
      <header class="bar">
        <a class="home" href="/">
          <Brand />
        </a>
        <div class="person">
          <LanguageLinks {...{ say, language }} />
        </div>
      </header>
      <main id="main" class="result-page" tabindex={-1}>
        {props.trail}
        <div class="heading">
          <h1>{title}</h1>
          {props.actions}
        </div>
        {props.children}
      </main>
    </Layout>
  );
}
