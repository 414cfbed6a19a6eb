/** Draws the report of a consultation as an official letter: basis, method, who answered, results, words, limits, tables. */

import { setImmediate as breathe } from 'node:timers/promises';
import {
  type ReportLine,
  type ReportMatter,
  type ReportQuestion,
  shareOf,
} from '../../core/report-matter.ts';
import { asFile, asPng } from '../charts/picture-file.ts';
import { drawable } from '../handouts/drawable.ts';
import { drawElement, drawOrnament, finishPaper, INKS, SHEETS } from '../handouts/paper.ts';
import type { Advance, Brush } from './brush.ts';
import { type Bar, type BarLook, barHeights, drawBar, openReport, setWords, tallness } from './ink.ts';
import { drawFoot, drawHead } from './official-head.ts';
import { drawQuestionChart } from './pictures.ts';
import { drawAnnex } from './report-annex.ts';
import { limits, method, whoAnswered } from './report-parts.ts';
import {
  provenanceLine,
  type ReportPhrase,
  reportPhrases,
  writtenNumber,
  writtenShare,
} from './report-words.ts';
import { EDGES, heading, need, numberPages, type Sheet, startSheet, TEXT_WIDTH, write } from './sheet.ts';

/** The grounds in law, as phrases `report.law.<name>`: only what was read of it. */
export const LAWS = ['children', 'decree', 'circular', 'programme', 'privacy'] as const;

const BARS: BarLook = { size: 9.5, bar: 11, gap: 4, labels: 0.4, values: 92 };

/** Answers shown as bars; of more (34 provinces) the greatest, all stand in the annex. */
const MOST_BARS = 12;

/** Draws it as a PDF. */
export async function drawReport(
  matter: ReportMatter,
  brush: Brush,
  advance: Advance = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const phrase = reportPhrases(matter, brush.say);
  const title = `${phrase('title')}: ${matter.consultation.title}`;
  const { language, madeAt } = matter;
  const paper = await openReport({ sheet: SHEETS.a4, margin: 58, title, language, madeAt });
  const sheet = startSheet(paper);
  drawHead(sheet, matter, phrase);
  if (matter.simulated > 0) drawWarning(sheet, phrase('simulated', { count: matter.simulated }));
  for (const law of LAWS) write(sheet, phrase(`law.${law}`), { face: 'slanted', indent: 24, below: 3 });
  write(sheet, phrase('opening', { title: matter.consultation.title, scope: matter.scope.name }), {
    indent: 24,
  });
  heading(sheet, `I. ${phrase('part.method')}`, 1);
  for (const words of method(matter, phrase)) write(sheet, words, { indent: 24 });
  heading(sheet, `II. ${phrase('part.people')}`, 1);
  for (const words of whoAnswered(matter, phrase)) write(sheet, words, { indent: 24 });
  for (const line of matter.people) drawPeople(sheet, matter, line, phrase);
  heading(sheet, `III. ${phrase('part.results')}`, 1);
  for (const [at, question] of matter.questions.entries()) {
    drawQuestion(sheet, matter, question, phrase);
    if (question.kind === 'place') await drawMap(sheet, matter, question, brush);
    advance((0.4 * (at + 1)) / matter.questions.length);
    await breathe();
  }
  drawQuotes(sheet, matter, phrase);
  heading(sheet, `V. ${phrase('part.limits')}`, 1);
  for (const words of limits(matter, phrase)) write(sheet, `– ${words}`, { indent: 24 });
  drawFoot(sheet, phrase);
  await drawAnnex(sheet, matter, phrase, (share) => advance(0.4 + 0.5 * share));
  await numberPages(sheet, provenanceLine(matter, phrase));
  const bytes = await finishPaper(paper);
  advance(1);
  return bytes;
}

function drawWarning(sheet: Sheet, words: string): void {
  const look = { face: 'bold', size: 11 } as const;
  const width = TEXT_WIDTH - 20;
  const height = tallness(sheet.paper, words, width, look) + 12;
  need(sheet, height);
  const y = sheet.y;
  drawOrnament(sheet.paper, (doc) => {
    doc.rect(EDGES.left, y, TEXT_WIDTH, height).fillAndStroke(INKS.coral, INKS.red);
  });
  setWords(sheet.paper, words, { x: EDGES.left + 10, y: y + 6, width }, look);
  sheet.y += height + 10;
}

function drawPeople(sheet: Sheet, matter: ReportMatter, line: ReportLine, phrase: ReportPhrase): void {
  need(sheet, 70);
  write(sheet, line.text, { face: 'bold', size: 10.5, below: 3 });
  drawBars(sheet, matter, line, phrase);
}

function drawQuestion(
  sheet: Sheet,
  matter: ReportMatter,
  question: ReportQuestion,
  phrase: ReportPhrase,
): void {
  const { language } = matter;
  heading(sheet, phrase('question', { number: question.number, text: question.text }), 2);
  const known = (count: number | null) =>
    count === null ? phrase('withheld') : writtenNumber(count, language);
  // Of a place nobody is told to have skipped; of a whole consultation it is withheld.
  const key = matter.scope.isWhole ? 'answered.skipped' : 'answered';
  const figures = phrase(key, { answered: known(question.answered), skipped: known(question.skipped) });
  const several = question.several ? ` ${phrase('several')}` : '';
  for (const words of question.findings) write(sheet, words, { indent: 24, below: 3 });
  write(sheet, figures + several, { size: 9.5, ink: 'soft', below: 5 });
  drawBars(sheet, matter, question, phrase);
}

/** Points; its picture has three times as many pixels. */
const MAP = { width: 200, height: 310 } as const;

/** The map of the provinces, where its outlines are at hand and anything is told. */
async function drawMap(
  sheet: Sheet,
  matter: ReportMatter,
  question: ReportQuestion,
  brush: Brush,
): Promise<void> {
  if (brush.outlines === null || question.cells.every(({ count }) => count === null)) return;
  const png = await asPng(asFile(drawQuestionChart(matter, question, brush)), MAP.width * 3);
  need(sheet, MAP.height + 10);
  const { y, paper } = sheet;
  const x = EDGES.left + (TEXT_WIDTH - MAP.width) / 2;
  drawElement(paper, { tag: 'Figure', alt: drawable(question.text) }, () => {
    paper.doc.image(Buffer.from(png), x, y, { fit: [MAP.width, MAP.height], align: 'center' });
  });
  sheet.y += MAP.height + 10;
}

function drawBars(sheet: Sheet, matter: ReportMatter, line: ReportLine, phrase: ReportPhrase): void {
  if (line.cells.every(({ count }) => count === null)) {
    write(sheet, phrase('all-withheld'), { face: 'slanted', below: 8 });
    return;
  }
  const bars = barsOf(line, matter, phrase);
  const heights = barHeights(sheet.paper, bars, TEXT_WIDTH, BARS);
  for (const [at, bar] of bars.entries()) {
    const height = heights[at] ?? BARS.bar;
    need(sheet, height + BARS.gap);
    drawBar(sheet.paper, bar, { x: EDGES.left, y: sheet.y, width: TEXT_WIDTH, height }, BARS);
    sheet.y += height + BARS.gap;
  }
  if (line.cells.length > bars.length) {
    write(sheet, phrase('more', { count: line.cells.length - bars.length }), { size: 9.5, ink: 'soft' });
  }
  sheet.y += 4;
}

/** A question as bars: its answers in the flow's order; where there are many, the greatest first. */
export function barsOf(line: ReportLine, matter: ReportMatter, phrase: ReportPhrase): readonly Bar[] {
  const { language } = matter;
  const greatest = [...line.cells].sort((one, other) => (other.count ?? -1) - (one.count ?? -1));
  const shown = line.cells.length > MOST_BARS ? greatest.slice(0, MOST_BARS) : line.cells;
  return shown.map(({ label, count }) => {
    const share = shareOf(count, line.answered, line.base);
    if (count === null) return { label, share: null, value: phrase('withheld') };
    const number = writtenNumber(count, language);
    const value = share === null ? number : `${writtenShare(share, language)} (${number})`;
    return { label, share: share ?? 0, value };
  });
}

function drawQuotes(sheet: Sheet, { quotes }: ReportMatter, phrase: ReportPhrase): void {
  heading(sheet, `IV. ${phrase('part.quotes')}`, 1);
  if (quotes.length === 0) write(sheet, phrase('quotes.none'), { indent: 24 });
  for (const { question, quotes: words } of quotes) {
    write(sheet, question, { face: 'bold', size: 10.5, below: 3 });
    for (const quote of words) write(sheet, `“${quote}”`, { face: 'slanted', indent: 24, below: 3 });
  }
}
