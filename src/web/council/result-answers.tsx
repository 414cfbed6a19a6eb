/** What the addresses below a page of results answer with, for the council and for everybody alike. */

import type { Context } from 'hono';
import { asFile, asPng, asSlide } from '../../reports/charts/picture-file.ts';
import type { ShownQuestion } from '../../usecases/read-result-page.ts';
import { type ResultDependencies, type ResultView, sayOf, shownCount } from './dependencies.ts';
import { pictureOf } from './pictures.ts';
import type { QuestionProps } from './question-body.tsx';
import { shownDay } from './result-body.tsx';

/** Width of pictures as PNG, in pixels: sharp on a projector. */
const PNG_WIDTH = { picture: 1080, slide: 1600 };

/** A question of the page; `undefined` where there is none of that name. */
export function questionNamed({ page }: ResultView, name: string): ShownQuestion | undefined {
  return page.questions.find(({ figures }) => figures.question === name);
}

/** Reads what a question's own page shows. */
export async function readQuestion(
  deps: ResultDependencies,
  {
    view,
    question,
    query,
  }: { readonly view: ResultView; readonly question: ShownQuestion; readonly query: URLSearchParams },
  mayRead: (consultationId: string) => Promise<boolean>,
): Promise<QuestionProps> {
  const { figures } = question;
  const splits = await deps.splits(view.page, figures.question);
  const asked =
    splits.find(({ name }) => name === query.get('by')) ??
    splits.find(({ name }) => name === '@age') ??
    splits[0];
  const answers = [...figures.cells].sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
  const answer = answers.find(({ id }) => id === query.get('answer')) ?? answers[0];
  return {
    ...{ view, question, splits, answer: answer?.id ?? '', isWeighted: query.get('weighted') === '1' },
    split: asked === undefined ? undefined : await deps.split(view.page, figures, asked.name),
    waves: await deps.waves(view.page, figures, mayRead),
  };
}

/** Which picture of a question, and how. */
export type PictureWish = { readonly what: 'picture' | 'slide'; readonly form: 'svg' | 'png' };

/** Answers with a picture as a file; `null` where none is drawn. */
export async function sendPicture(
  c: Context,
  { view, question }: { readonly view: ResultView; readonly question: ShownQuestion },
  { what, form }: PictureWish,
): Promise<Response | null> {
  const drawn = pictureOf(view, question.figures);
  if (drawn === null || !view.forms.includes(form)) return null;
  const svg = what === 'slide' ? asSlide(drawn, slideWords(view, question)) : asFile(drawn);
  const name = `${view.page.consultation.slug}-${question.figures.question.replaceAll('.', '-')}.${form}`;
  const headers = { 'Content-Disposition': `attachment; filename="${name}"` };
  if (form === 'svg') return c.body(svg, 200, { ...headers, 'Content-Type': 'image/svg+xml' });
  return c.body(await asPng(svg, PNG_WIDTH[what]), 200, { ...headers, 'Content-Type': 'image/png' });
}

function slideWords(view: ResultView, question: ShownQuestion) {
  const say = sayOf(view);
  const { release, consultation, placeName } = view.page;
  const source = [
    placeName === null ? consultation.title : `${consultation.title}, ${placeName}`,
    question.figures.answered === null
      ? ''
      : say(question.figures.base > 1 ? 'about-answered' : 'answered', {
          answered: shownCount(view, question.figures.answered),
        }),
    release === null ? '' : say('released', { number: release.number, day: shownDay(release.day) }),
    say('withheld-below', { k: question.figures.minCell }),
  ];
  return {
    question: question.figures.text,
    sentences:
      question.role === 'matter'
        ? [question.main, ...(question.differs === null ? [] : [question.differs])]
        : [],
    source: source
      .filter((part) => part !== '')
      .map((part) => part.replace(/\.$/, ''))
      .join(' · '),
    simulated: (release?.simulated ?? 0) > 0 ? say('simulated.tag') : null,
  };
}
