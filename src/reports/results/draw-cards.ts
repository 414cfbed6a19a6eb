/** Draws the council pack: cards of A5 that a meeting lays on the table, each with a question and something to talk about. */

import { setImmediate as breathe } from 'node:timers/promises';
import { shareOf } from '../../core/findings/figures.ts';
import { basesOf, type ReportMatter, type ReportQuestion } from '../../core/report-matter.ts';
import type { Say } from '../../core/say.ts';
import { drawPanel } from '../handouts/frame.ts';
import { type Box, drawOrnament, finishPaper, INKS, type Paper, SHEETS } from '../handouts/paper.ts';
import { drawText } from '../handouts/text-box.ts';
import { barsOf } from './draw-report.ts';
import { type BarLook, barHeights, drawBar, openReport } from './ink.ts';
import { type ReportPhrase, reportPhrases, writtenDayOf } from './report-words.ts';

/** Cards of a pack. */
export const CARDS = 8;

/** A5 lying: two fit on a sheet of A4. */
const CARD = { width: SHEETS.a5.height, height: SHEETS.a5.width } as const;
const EDGE = 26;

/** Ways to begin talking, phrases `report.talk.<n>`; cards take them in turn. */
const TALKS = 4;

/** Answers on a card: more are not read across a table. */
const MOST_BARS = 6;

/** Draws them, one a page. */
export async function drawCards(matter: ReportMatter, say: Say): Promise<Uint8Array<ArrayBuffer>> {
  const phrase = reportPhrases(matter, say);
  const title = `${phrase('cards')}: ${matter.consultation.title}`;
  const { language, madeAt } = matter;
  const paper = await openReport({ sheet: CARD, title, language, madeAt });
  const chosen = cardQuestions(matter);
  if (chosen.length === 0) drawEmpty(paper, matter, phrase);
  for (const [at, question] of chosen.entries()) {
    if (at > 0) paper.doc.addPage();
    drawCard(paper, { matter, question, at, phrase });
    await breathe();
  }
  return finishPaper(paper);
}

/**
 * Chooses what is worth a card: questions on the matter itself with at least two published answers. Where there are more than
 * fit, the best of each stretch of the flow is taken, so that the cards span all of it. A quiz only fills what is left.
 */
export function cardQuestions(matter: ReportMatter): readonly ReportQuestion[] {
  const told = matter.questions.filter((question) => {
    const shares = question.cells.map(({ count }) => shareOf(count, question.answered, question.base));
    return question.role === 'matter' && shares.filter((share) => share !== null).length >= 2;
  });
  const asked = told.filter(({ kind }) => kind !== 'lesson');
  const stretches = [...Array(Math.min(CARDS, asked.length)).keys()].map((at) => {
    const edge = (end: number) => Math.round((end * asked.length) / Math.min(CARDS, asked.length));
    return asked.slice(edge(at), edge(at + 1));
  });
  const best = stretches.flatMap((stretch) =>
    [...stretch].sort((one, other) => interest(other) - interest(one)).slice(0, 1),
  );
  const quizzes = told.filter(({ kind }) => kind === 'lesson');
  return [...best, ...quizzes].slice(0, CARDS);
}

/** Something to talk about: groups that differ above all, then an answer that stands out. */
function interest({ compared, lead }: ReportQuestion): number {
  return (compared === 'differ' ? 2 : 0) + (lead === null ? 0 : 1);
}

type Card = {
  readonly matter: ReportMatter;
  readonly question: ReportQuestion;
  readonly at: number;
  readonly phrase: ReportPhrase;
};

function drawCard(paper: Paper, card: Card): void {
  const { matter, question, at, phrase } = card;
  const width = CARD.width - 2 * EDGE;
  drawOrnament(paper, (doc) => {
    doc.rect(0, 0, CARD.width, 8).fill(INKS.green);
  });
  const number = phrase('card.number', { number: at + 1, of: cardQuestions(matter).length });
  const above = { x: EDGE, y: 20, width, height: 14 };
  const where = matter.scope.isWhole ? [] : [matter.scope.name];
  const title = [number, matter.consultation.title, ...where].join(' · ');
  drawText(paper, title, above, { size: 9.5, least: 7, ink: 'soft' });
  drawText(
    paper,
    question.text,
    { x: EDGE, y: 38, width, height: 62 },
    {
      ...{ face: 'strong', size: 20, least: 11, tag: 'H1' },
    },
  );
  drawCardBars(paper, card, { x: EDGE, y: 108, width, height: 146 });
  const [first = ''] = question.findings;
  drawText(paper, first, { x: EDGE, y: 262, width, height: 40 }, { size: 13, least: 9, stand: 'middle' });
  const talk = { x: EDGE, y: 308, width, height: 68 };
  drawPanel(paper, talk, { fill: 'mint', round: 10 });
  const inner = { x: talk.x + 14, y: talk.y + 8, width: talk.width - 28, height: talk.height - 16 };
  drawText(paper, phrase('card.talk'), { ...inner, height: 14 }, { face: 'strong', size: 10, ink: 'green' });
  const words = talkOf(card);
  drawText(
    paper,
    words,
    { ...inner, y: inner.y + 15, height: inner.height - 15 },
    {
      ...{ size: 13, least: 9, stand: 'middle' },
    },
  );
  drawCardFoot(paper, matter, phrase);
}

function drawCardBars(paper: Paper, { matter, question, phrase }: Card, box: Box): void {
  const all = barsOf(question, matter, phrase);
  const bars =
    all.length > MOST_BARS
      ? [...all].sort((one, other) => (other.share ?? -1) - (one.share ?? -1)).slice(0, MOST_BARS)
      : all;
  const look: BarLook = { size: bars.length > 4 ? 9.5 : 11, bar: 13, gap: 5, labels: 0.38, values: 118 };
  const heights = barHeights(paper, bars, box.width, look);
  const tall = heights.reduce((sum, height) => sum + height + look.gap, 0);
  // Long labels: what does not fit any more is left out, the table of the report has it.
  let y = box.y + Math.max(0, (box.height - tall) / 2);
  for (const [at, bar] of bars.entries()) {
    const height = heights[at] ?? look.bar;
    if (y + height > box.y + box.height) break;
    drawBar(paper, bar, { x: box.x, y, width: box.width, height }, look);
    y += height + look.gap;
  }
}

function talkOf({ question, at, phrase }: Card): string {
  const turn = (at % TALKS) + 1;
  // Nobody asks why most chose what may not be what most chose.
  if (turn === 1 && question.lead === null) return phrase('talk.open');
  return phrase(`talk.${turn}`, { label: question.lead ?? '' });
}

function drawCardFoot(paper: Paper, matter: ReportMatter, phrase: ReportPhrase): void {
  const box = { x: EDGE, y: CARD.height - 36, width: CARD.width - 2 * EDGE, height: 24 };
  const ink = matter.simulated > 0 ? 'red' : 'soft';
  const { release, language } = matter;
  const words = [
    ...(matter.simulated > 0 ? [phrase('simulated.short')] : []),
    phrase('card.foot', { number: release.number, day: writtenDayOf(release.day, language) }),
    ...(basesOf(matter).length > 0 && !matter.scope.isWhole ? [phrase('card.foot.rounded')] : []),
  ];
  drawText(paper, words.join(' · '), box, { size: 8, least: 6, ink, stand: 'middle' });
}

/** Too few answered for any card: it says so, and what to do instead. */
function drawEmpty(paper: Paper, matter: ReportMatter, phrase: ReportPhrase): void {
  const box = { x: EDGE, y: 40, width: CARD.width - 2 * EDGE, height: 90 };
  drawText(paper, matter.consultation.title, box, { face: 'strong', size: 22, least: 12, tag: 'H1' });
  const words = phrase('cards.none', { min: matter.minCell });
  drawText(paper, words, { ...box, y: 150, height: 150 }, { size: 14, least: 10 });
  drawCardFoot(paper, matter, phrase);
}
