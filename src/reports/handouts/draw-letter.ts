/** Draws a letter on A4 pages: running text that breaks where it must, the ways in as QR codes at its end. */

import { setImmediate as breathe } from 'node:timers/promises';
import type { Say } from '../../core/say.ts';
import { drawable } from './drawable.ts';
import type { Handout } from './handout.ts';
import { type Phrase, phrasesFor, qrAlt } from './handout-words.ts';
import type { Letter } from './letter.ts';
import {
  drawElement,
  drawOrnament,
  type Face,
  finishPaper,
  INKS,
  type Ink,
  openPaper,
  type Paper,
  SHEETS,
} from './paper.ts';
import { drawQr } from './qr-code.ts';
import { drawText } from './text-box.ts';

const MARGIN = 56;
const WIDTH = SHEETS.a4.width - 2 * MARGIN;
const FOOT = SHEETS.a4.height - MARGIN;
/** A heading stays with at least two lines of what follows. */
const WITH_HEADING = 64;
const QR_SIDE = 96;
const POINT_INDENT = 14;

/** Draws it as a PDF of as many pages as it takes. */
export async function drawLetter(
  { letter, handout }: { readonly letter: Letter; readonly handout: Handout },
  { say, madeAt }: { readonly say: Say; readonly madeAt: Date },
): Promise<Uint8Array<ArrayBuffer>> {
  const title = `${letter.title} – ${handout.title}`;
  const { language } = handout;
  const paper = await openPaper({ sheet: SHEETS.a4, margin: MARGIN, title, language, madeAt });
  const phrase = phrasesFor(handout, say);
  run(paper, letter.title, { face: 'strong', size: 20, tag: 'H1', ink: 'green', below: 10 });
  for (const text of letter.opening) run(paper, text, { size: 11, below: 6 });
  for (const { heading, paragraphs, points } of letter.parts) {
    if (paragraphs.length + points.length === 0) continue;
    if (paper.doc.y > FOOT - WITH_HEADING) paper.doc.addPage();
    paper.doc.y += 8;
    run(paper, heading, { face: 'strong', size: 13, tag: 'H2', below: 3 });
    for (const text of paragraphs) run(paper, text, { size: 11, below: 4 });
    for (const text of points) run(paper, text, { size: 11, below: 3, point: true });
    await breathe();
  }
  drawDoors(paper, handout, phrase);
  await numberPages(paper, phrase);
  return finishPaper(paper);
}

type RunStyle = {
  readonly size: number;
  readonly face?: Face;
  readonly ink?: Ink;
  readonly tag?: string;
  /** Points between this and what follows. */
  readonly below: number;
  /** Whether it is one of several points, with a dot before it. */
  readonly point?: boolean;
};

function run(paper: Paper, words: string, style: RunStyle): void {
  const { doc } = paper;
  const text = drawable(words);
  if (text === '') return;
  const indent = style.point === true ? POINT_INDENT : 0;
  doc.font(style.face ?? 'plain').fontSize(style.size);
  if (doc.y + doc.currentLineHeight(true) > FOOT) doc.addPage();
  if (style.point === true) drawDot(paper, style.size);
  drawElement(paper, { tag: style.tag ?? 'P' }, () => {
    doc.fillColor(INKS[style.ink ?? 'ink']);
    doc.text(text, MARGIN + indent, doc.y, { width: WIDTH - indent, lineGap: 1.5 });
  });
  doc.y += style.below;
}

function drawDot(paper: Paper, size: number): void {
  const y = paper.doc.y + size * 0.68;
  drawOrnament(paper, (doc) => {
    doc.circle(MARGIN + 5, y, 1.8).fill(INKS.green);
  });
}

/** The ways in, side by side, for those who hold the sheet in their hands. */
function drawDoors(paper: Paper, handout: Handout, phrase: Phrase): void {
  const { doc } = paper;
  if (handout.ways.length === 0) return;
  if (doc.y + QR_SIDE + 30 > FOOT) doc.addPage();
  const y = doc.y + 10;
  const width = WIDTH / Math.max(4, handout.ways.length);
  handout.ways.forEach((way, at) => {
    const x = MARGIN + at * width;
    const qr = { x, y, width: QR_SIDE, height: QR_SIDE };
    drawQr(paper, { address: way.address, alt: qrAlt(way, phrase) }, qr);
    const name = { x, y: y + QR_SIDE, width: QR_SIDE, height: 16 };
    const style = { face: 'strong', size: 10, least: 7, align: 'center' } as const;
    drawText(paper, phrase(`way.${way.channel}.name`), name, style);
  });
}

async function numberPages(paper: Paper, phrase: Phrase): Promise<void> {
  const { doc } = paper;
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    // The foot lies in the margin, where text would otherwise begin a new page.
    doc.page.margins = { top: 0, bottom: 0, left: 0, right: 0 };
    const words = phrase('letter.page', { page: page + 1, pages: count });
    const box = { x: MARGIN, y: FOOT + 14, width: WIDTH, height: 14 };
    drawText(paper, words, box, { size: 8.5, ink: 'soft', align: 'center' });
    await breathe();
  }
}
