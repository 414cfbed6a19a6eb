/** Draws the report of a consultation as an official letter: basis, method, who answered, results, words, limits, tables. */

import { setImmediate as breathe } from 'node:timers/promises';
import { shareOf } from '../../core/findings/figures.ts';
import type { ReportLine, ReportMatter, ReportQuestion } from '../../core/report-matter.ts';
import { asFile, asPng } from '../charts/picture-file.ts';
import { drawable } from '../handouts/drawable.ts';
import { writtenAges } from '../handouts/handout-words.ts';
import { drawElement, drawOrnament, finishPaper, INKS, SHEETS } from '../handouts/paper.ts';
import type { Advance, Brush } from './brush.ts';
import {
  type Bar,
  type BarLook,
  barHeights,
  drawBar,
  openReport,
  type RunLook,
  setWords,
  tallness,
} from './ink.ts';
import { drawFoot, drawHead } from './official-head.ts';
import { drawQuestionChart, picturedPlaces } from './pictures.ts';
import { drawAnnex } from './report-annex.ts';
import { limits, method, whoAnswered } from './report-parts.ts';
import {
  provenanceLine,
  type ReportPhrase,
  reportPhrases,
  simulatedWords,
  unbroken,
  writtenCount,
  writtenNumber,
  writtenShare,
} from './report-words.ts';
import {
  EDGES,
  heading,
  headingHeight,
  need,
  needTogether,
  numberPages,
  type Sheet,
  startSheet,
  TEXT_WIDTH,
  write,
} from './sheet.ts';

/** The grounds in law, as phrases `report.law.<name>`: only what was read of it. */
export const LAWS = ['children', 'decree', 'circular', 'programme', 'privacy'] as const;

const BARS: BarLook = { size: 9.5, bar: 11, gap: 4, labels: 0.4, values: 112 };

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
  if (matter.simulated > 0) drawWarning(sheet, simulatedWords(matter, phrase));
  for (const law of LAWS) write(sheet, phrase(`law.${law}`), { face: 'slanted', indent: 24, below: 3 });
  write(sheet, phrase('opening', { title: matter.consultation.title, scope: unbroken(matter.scope.name) }), {
    indent: 24,
  });
  heading(sheet, `I. ${phrase('part.method')}`, { level: 1 });
  for (const words of method(matter, phrase)) write(sheet, words, { indent: 24 });
  heading(sheet, `II. ${phrase('part.people')}`, { level: 1 });
  for (const words of whoAnswered(matter, phrase)) write(sheet, words, { indent: 24 });
  for (const line of matter.people) {
    drawPeople(sheet, matter, line, phrase);
    if (line.id === '@place' && matter.scope.isWhole) await drawMap(sheet, matter, line, brush);
  }
  const who = matter.questions.filter(({ role }) => role === 'who');
  for (const question of who) drawQuestion(sheet, matter, question, phrase);
  const asked = matter.questions.filter(({ role }) => role !== 'who');
  const [first] = asked;
  const follow = first === undefined ? 80 : questionHeight(sheet, matter, first, phrase);
  heading(sheet, `III. ${phrase('part.results')}`, { level: 1, follow });
  for (const [at, question] of asked.entries()) {
    drawQuestion(sheet, matter, question, phrase);
    advance((0.4 * (at + 1)) / asked.length);
    await breathe();
  }
  drawQuotes(sheet, matter, phrase);
  heading(sheet, `V. ${phrase('part.limits')}`, { level: 1 });
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
  const height = tallness(sheet.paper, line.text, TEXT_WIDTH, { face: 'bold', size: 10.5 });
  needTogether(sheet, height + 3 + barsHeight(sheet, matter, line, phrase));
  write(sheet, line.text, { face: 'bold', size: 10.5, below: 3 });
  drawBars(sheet, matter, line, phrase);
}

function drawQuestion(
  sheet: Sheet,
  matter: ReportMatter,
  question: ReportQuestion,
  phrase: ReportPhrase,
): void {
  const title = phrase('question', { number: question.number, text: question.text });
  const whole = questionHeight(sheet, matter, question, phrase);
  heading(sheet, title, { level: 2, follow: whole - headingHeight(sheet, title, 2) });
  for (const words of question.findings) write(sheet, words, FINDING);
  write(sheet, figuresOf(matter, question, phrase), NOTE);
  drawBars(sheet, matter, question, phrase);
}

const FINDING = { indent: 24, below: 3 } as const;
const NOTE = { size: 9.5, ink: 'soft', below: 5 } as const;

/** How many answered, how many skipped, who was not asked. */
function figuresOf(matter: ReportMatter, question: ReportQuestion, phrase: ReportPhrase): string {
  const { language, scope } = matter;
  const { answered, skipped, base, several, unasked } = question;
  const known = (count: number | null) =>
    count === null ? phrase('withheld') : writtenCount(count, { base, language }, phrase);
  // Of a place nobody is told to have skipped; of a whole consultation it is withheld.
  const key = scope.isWhole ? 'answered.skipped' : 'answered';
  return [
    phrase(key, { answered: known(answered), skipped: known(skipped) }),
    ...(unasked.length === 0 ? [] : [phrase('unasked', { ages: writtenAges(unasked) })]),
    ...(several ? [phrase('several')] : []),
  ].join(' ');
}

/** Room that a question takes with its heading and its picture, in points: they stand together. */
function questionHeight(
  sheet: Sheet,
  matter: ReportMatter,
  question: ReportQuestion,
  phrase: ReportPhrase,
): number {
  const tall = (words: string, look: RunLook & { readonly below: number }) =>
    tallness(sheet.paper, words, TEXT_WIDTH, look) + look.below;
  const title = phrase('question', { number: question.number, text: question.text });
  return (
    headingHeight(sheet, title, 2) +
    question.findings.reduce((sum, words) => sum + tall(words, FINDING), 0) +
    tall(figuresOf(matter, question, phrase), NOTE) +
    barsHeight(sheet, matter, question, phrase)
  );
}

/** Points; its picture has three times as many pixels. */
const MAP = { width: 200, height: 310 } as const;

/** The map of the provinces, where its outlines are at hand and anything is told. */
async function drawMap(sheet: Sheet, matter: ReportMatter, line: ReportLine, brush: Brush): Promise<void> {
  if (brush.outlines === null || line.cells.every(({ count }) => count === null)) return;
  const png = await asPng(asFile(drawQuestionChart(matter, picturedPlaces(line), brush)), MAP.width * 3);
  need(sheet, MAP.height + 10);
  const { y, paper } = sheet;
  const x = EDGES.left + (TEXT_WIDTH - MAP.width) / 2;
  drawElement(paper, { tag: 'Figure', alt: drawable(line.text) }, () => {
    paper.doc.image(Buffer.from(png), x, y, { fit: [MAP.width, MAP.height], align: 'center' });
  });
  sheet.y += MAP.height + 10;
}

/** Room that bars take, with what is written below them. */
function barsHeight(sheet: Sheet, matter: ReportMatter, line: ReportLine, phrase: ReportPhrase): number {
  const bars = barsOf(line, matter, phrase);
  const heights = barHeights(sheet.paper, bars, TEXT_WIDTH, BARS);
  return heights.reduce((sum, height) => sum + height + BARS.gap, 24);
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
    const told = share === null ? number : `${writtenShare(share, language)} (${number})`;
    const value = line.base > 1 ? phrase('about', { number: told }) : told;
    return { label, share: share ?? 0, value };
  });
}

function drawQuotes(sheet: Sheet, { quotes }: ReportMatter, phrase: ReportPhrase): void {
  heading(sheet, `IV. ${phrase('part.quotes')}`, { level: 1, follow: 40 });
  if (quotes.length === 0) write(sheet, phrase('quotes.none'), { indent: 24 });
  for (const { question, quotes: words } of quotes) {
    write(sheet, question, { face: 'bold', size: 10.5, below: 3 });
    for (const quote of words) write(sheet, `“${quote}”`, { face: 'slanted', indent: 24, below: 3 });
  }
}
