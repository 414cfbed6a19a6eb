/** The council's pages: what children of one's place answered. */

import { AppError } from '../../core/app-error.ts';
import type { LocalityCode } from '../../core/locality.ts';
import { chartWords } from '../../reports/charts/chart-words.ts';
import { openProvinceMap, type ProvinceMap } from '../../reports/charts/province-map.ts';
import type { ConsoleRoute, Visit } from '../console/console-route.ts';
import { showConsolePage } from '../console/frame.tsx';
import { consoleNotice } from '../console/notice.tsx';
import { showPage } from '../show-page.ts';
import { CommentsBody, readCommentsOf } from './comments-body.tsx';
import { type Pictures, type ResultDependencies, type ResultView, sayOf, spokenTo } from './dependencies.ts';
import { isPlace, showList } from './list-page.tsx';
import { keepPictures } from './pictures.ts';
import { PresentPage } from './present-page.tsx';
import { publishRoutes } from './publish-routes.tsx';
import { QuestionBody } from './question-body.tsx';
import { Resemblance } from './resemblance.tsx';
import { type PictureWish, questionNamed, readQuestion, sendPicture } from './result-answers.tsx';
import { ResultBody } from './result-body.tsx';

/** What all pages of results draw with, made once. */
export type DrawingKit = {
  readonly pictures: Pictures;
  readonly map: () => Promise<ProvinceMap>;
  /** What pictures can be taken along as: not every runtime draws PNG. */
  readonly forms: ResultView['forms'];
};

/** Makes it. */
export function drawingKit(
  { outlines }: Pick<ResultDependencies, 'outlines'>,
  { pictures = keepPictures(), forms = ['png', 'svg'] }: Partial<Omit<DrawingKit, 'map'>> = {},
): DrawingKit {
  let map: Promise<ProvinceMap> | undefined;
  return {
    ...{ pictures, forms },
    map: () => {
      map ??= outlines().then(openProvinceMap);
      return map;
    },
  };
}

/** Files that can be taken along of each question. */
const FILES: readonly PictureWish[] = [
  { what: 'picture', form: 'svg' },
  { what: 'picture', form: 'png' },
  { what: 'slide', form: 'svg' },
  { what: 'slide', form: 'png' },
];

/** Builds them. */
export function councilRoutes(deps: ResultDependencies, kit = drawingKit(deps)): readonly ConsoleRoute[] {
  const route = (
    path: string,
    show: (visit: Visit, view: ResultView) => Response | Promise<Response>,
  ): ConsoleRoute => ({
    ...{ base: '/council', method: 'get', path: `/:consultation/:place${path}`, deed: 'results.read' },
    placesOf: placesAsked,
    handle: async (visit) => {
      const view = await viewOf(visit, deps, kit);
      return view === null ? notFound(visit) : show(visit, view);
    },
  });
  return [
    {
      base: '/council',
      method: 'get',
      path: '/',
      deed: 'results.read',
      handle: (visit) => showList(visit, deps),
    },
    route('', (visit, view) => showResults(visit, view, deps)),
    route('/show/:at', (visit, view) => {
      if (view.page.release === null) return visit.c.redirect(view.base, 303);
      return showPage(visit.c, PresentPage({ view, at: Number(visit.param('at')) || 0 }));
    }),
    route('/questions/:question', (visit, view) => showQuestion(visit, view, deps)),
    route('/comments/:question', (visit, view) => showComments(visit, view, deps)),
    ...FILES.map((wish) =>
      route(`/questions/:question/${wish.what}.${wish.form}`, async (visit, view) => {
        const question = questionNamed(view, visit.param('question'));
        const sent = question === undefined ? null : await sendPicture(visit.c, { view, question }, wish);
        return sent ?? notFound(visit);
      }),
    ),
    ...publishRoutes(deps),
  ];
}

/** What is read is that of the place in the address: it must be within one's reach, wherever else was asked. */
async function placesAsked(visit: Visit): Promise<readonly LocalityCode[] | null> {
  const place = visit.param('place');
  return isPlace(visit, place) ? [place] : null;
}

async function viewOf(visit: Visit, deps: ResultDependencies, kit: DrawingKit): Promise<ResultView | null> {
  const place = visit.param('place');
  const { language, phrase } = visit;
  const wish = { consultation: visit.param('consultation'), place, language };
  const page = await deps.page(wish).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'consultation-not-found') return null;
    throw error;
  });
  if (page === null) return null;
  const base = `/council/${page.consultation.slug}/${place}`;
  const { pictures, forms } = kit;
  const words = chartWords(visit.ground.say, language);
  const { gazetteer } = visit.ground;
  return {
    ...{ page, base, language, phrase, words, pictures, forms, map: await kit.map(), isPublic: false },
    speaksTo: spokenTo(visit),
    placeName: (code) => gazetteer.find(code)?.name ?? code,
  };
}

function notFound({ c, ground, member }: Visit): Response | Promise<Response> {
  return consoleNotice(c, ground, { kind: 'not-found', member });
}

async function showResults(visit: Visit, view: ResultView, deps: ResultDependencies): Promise<Response> {
  const say = sayOf(view);
  const { consultation, release, isPublic } = view.page;
  return showConsolePage(visit, {
    area: 'council',
    title: consultation.title,
    trail: [{ href: '/council', text: say('title') }],
    actions: release !== null && (
      <a class="button second" href={`${view.base}/show/0`}>
        {say('present')}
      </a>
    ),
    children: (
      <div class="result-page">
        {isPublic && (
          <p class="hint">
            <a href={`/results/${consultation.slug}`}>
              {say(view.page.placeName === null ? 'public.link' : 'public.link-all')}
            </a>
          </p>
        )}
        <ResultBody view={view} />
        <Resemblance view={view} found={await deps.likeness(view.page)} />
      </div>
    ),
  });
}

async function showQuestion(visit: Visit, view: ResultView, deps: ResultDependencies): Promise<Response> {
  const question = questionNamed(view, visit.param('question'));
  if (question === undefined) return notFound(visit);
  const query = new URL(visit.c.req.url).searchParams;
  const props = await readQuestion(deps, { view, question, query }, async () => true);
  const say = sayOf(view);
  return showConsolePage(visit, {
    area: 'council',
    title: question.figures.text,
    trail: [
      { href: '/council', text: say('title') },
      { href: view.base, text: view.page.consultation.title },
    ],
    children: (
      <div class="result-page">
        <QuestionBody {...props} />
      </div>
    ),
  });
}

async function showComments(visit: Visit, view: ResultView, deps: ResultDependencies): Promise<Response> {
  const props = await readCommentsOf(deps, view, {
    question: visit.param('question'),
    query: new URL(visit.c.req.url).searchParams,
  });
  if (props === null) return notFound(visit);
  return showConsolePage(visit, {
    area: 'council',
    title: props.question.text,
    trail: [
      { href: '/council', text: sayOf(view)('title') },
      { href: view.base, text: view.page.consultation.title },
    ],
    children: <CommentsBody {...props} />,
  });
}
