/** A picture for a slide of each question, as PNG and SVG, in one archive. */

import { setImmediate as breathe } from 'node:timers/promises';
import { zipSync } from 'fflate';
import type { Figures } from '../../core/findings/figures.ts';
import type { ReportLine, ReportMatter, ReportQuestion } from '../../core/report-matter.ts';
import { drawBars } from '../charts/bars.ts';
import { chartWords } from '../charts/chart-words.ts';
import { asPng, asSlide } from '../charts/picture-file.ts';
import { openProvinceMap } from '../charts/province-map.ts';
import { drawScale } from '../charts/scale-bars.ts';
import type { Advance, Brush } from './brush.ts';
import {
  provenance,
  provenanceLine,
  questionMark,
  type ReportPhrase,
  reportPhrases,
  writtenCount,
  writtenNumber,
} from './report-words.ts';

/** Pixels: sharp on a projector. */
const WIDTH = 1600;

/** Units of a chart's width; its text has 14. */
const CHART = 460;

/** What a picture is drawn of. */
export type Pictured = ReportLine & Pick<ReportQuestion, 'kind' | 'several'>;

/** Where children live, as a picture of places. */
export function picturedPlaces(line: ReportLine): Pictured {
  return { ...line, kind: 'place', several: false };
}

/** Draws a question as pages do, in variables for colours. */
export function drawQuestionChart(matter: ReportMatter, question: Pictured, brush: Brush): string {
  const figures = figuresOf(matter, question);
  const drawing = {
    id: `q-${question.id.replace(/[^a-z0-9-]/g, '-')}`,
    width: CHART,
    words: chartWords(brush.say, matter.language),
  };
  if (question.kind === 'scale' && question.answered !== null) return drawScale(figures, drawing);
  if (question.kind !== 'place' || brush.outlines === null) return drawBars(figures, drawing);
  const map = openProvinceMap(brush.outlines);
  const values = new Map(question.cells.map(({ id, count }) => [id, count]));
  const format = (count: number) => writtenNumber(Math.round(count), matter.language);
  return map({ title: question.text, values, format }, drawing);
}

/** Packs the pictures of all questions with a text that says where they come from. */
export async function packPictures(
  matter: ReportMatter,
  brush: Brush,
  advance: Advance,
): Promise<Uint8Array<ArrayBuffer>> {
  const phrase = reportPhrases(matter, brush.say);
  const facts = provenance(matter, phrase).map(({ name, value }) => `${name}: ${value}`);
  const files: Record<string, Uint8Array> = { 'README.txt': Buffer.from(`${facts.join('\n')}\n`) };
  const homes = matter.people.filter(({ id, cells }) => id === '@place' && cells.length > 0);
  const pictured = [
    ...matter.questions.map((question) => ({
      ...{ drawn: question, sentences: question.findings },
      name: `${questionMark(question.number, phrase)}-${question.id}`,
    })),
    ...homes.map((line) => ({ drawn: picturedPlaces(line), sentences: [], name: 'place' })),
  ];
  for (const [at, { drawn: question, sentences, name: wish }] of pictured.entries()) {
    const slide = asSlide(drawQuestionChart(matter, question, brush), {
      question: question.text,
      sentences,
      source: sourceOf(matter, question, phrase),
      simulated: matter.simulated > 0 ? phrase('simulated.short') : null,
    });
    const name = wish.replace(/[^A-Za-z0-9-]/g, '-');
    files[`${name}.svg`] = Buffer.from(slide);
    files[`${name}.png`] = await asPng(slide, WIDTH);
    advance((at + 1) / pictured.length);
    await breathe();
  }
  // Pictures are packed already.
  return new Uint8Array(zipSync(files, { mtime: matter.madeAt, level: 1 }));
}

function sourceOf(matter: ReportMatter, question: Pictured, phrase: ReportPhrase): string {
  const { consultation, scope, language } = matter;
  const answered =
    question.answered === null
      ? []
      : [
          `${phrase('head.answered')}: ${writtenCount(question.answered, { base: question.base, language }, phrase)}`,
        ];
  return [`${consultation.title} (${scope.name})`, ...answered, provenanceLine(matter, phrase)].join(' · ');
}

function figuresOf(matter: ReportMatter, question: Pictured): Figures {
  const { id, kind, text, answered, skipped, several, cells } = question;
  return {
    ...{ question: id, kind, text, answered, skipped, several, right: [] },
    ...{ base: question.base, minCell: matter.minCell },
    cells: cells.map(({ id: cell, label, count }) => ({ id: cell, label, count, face: null, older: false })),
  };
}
