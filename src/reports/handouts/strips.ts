/** A sheet of strips to cut apart: one code a child, with all a child needs to begin. */

import { setImmediate as breathe } from 'node:timers/promises';
import { drawCut, drawPanel, inset } from './frame.ts';
import type { Handout } from './handout.ts';
import { type Phrase, phrasesFor, qrAlt } from './handout-words.ts';
import { type Box, finishPaper, openPaper, type Paper, SHEETS } from './paper.ts';
import { drawDrawing, SCISSORS } from './picture.ts';
import type { Press } from './poster.ts';
import { drawQr } from './qr-code.ts';
import { type Block, drawStack, drawText } from './text-box.ts';
import { groupedCode, typingAddress, type Way } from './way.ts';

/** A code and the ways in that go with it. */
export type Strip = { readonly code: string; readonly ways: readonly Way[] };

/** What a sheet says besides. */
export type StripSheet = {
  readonly strips: readonly Strip[];
  /** Whether each code lets one child in, once. */
  readonly oneTime: boolean;
  /** What the adult who cuts calls the sheet: "lớp 5A". */
  readonly label: string;
};

const COLUMNS = 2;
const ROWS = 4;
/** Strips on a page of A4. */
export const STRIPS_PER_PAGE = COLUMNS * ROWS;
/** Left free for printers. */
const EDGE = 22;
const CELL = {
  width: (SHEETS.a4.width - 2 * EDGE) / COLUMNS,
  height: (SHEETS.a4.height - 2 * EDGE - 8) / ROWS,
};
const TOP = EDGE + 8;

/** Draws it as a PDF, eight strips a page. */
export async function drawStrips(
  handout: Handout,
  sheet: StripSheet,
  { say, madeAt }: Press,
): Promise<Uint8Array<ArrayBuffer>> {
  const { language, title } = handout;
  const paper = await openPaper({ sheet: SHEETS.a4, title, language, madeAt });
  const phrase = phrasesFor(handout, say);
  const pages = Math.max(1, Math.ceil(sheet.strips.length / STRIPS_PER_PAGE));
  for (let page = 0; page < pages; page += 1) {
    if (page > 0) paper.doc.addPage();
    const strips = sheet.strips.slice(page * STRIPS_PER_PAGE, (page + 1) * STRIPS_PER_PAGE);
    drawHeader(paper, phrase('strips.header', { label: sheet.label || title, page: page + 1, pages }));
    drawCuts(paper, strips.length);
    for (const [at, strip] of strips.entries()) {
      drawStrip(paper, { handout, phrase, oneTime: sheet.oneTime, strip }, cellAt(at));
      // The chat goes on between two strips.
      await breathe();
    }
  }
  return finishPaper(paper);
}

function cellAt(at: number): Box {
  const [column, row] = [at % COLUMNS, Math.floor(at / COLUMNS)];
  return { x: EDGE + column * CELL.width, y: TOP + row * CELL.height, ...CELL };
}

/** Above the strips, cut off with the edge. */
function drawHeader(paper: Paper, words: string): void {
  const box = { x: EDGE + 16, y: EDGE - 8, width: SHEETS.a4.width - 2 * EDGE - 16, height: 14 };
  drawText(paper, words, box, { size: 8.5, least: 6, ink: 'soft', tag: 'H1', stand: 'middle' });
}

function drawCuts(paper: Paper, count: number): void {
  const rows = Math.ceil(count / COLUMNS);
  const [right, foot] = [SHEETS.a4.width - EDGE, TOP + rows * CELL.height];
  for (let row = 0; row <= rows; row += 1) {
    const y = TOP + row * CELL.height;
    drawCut(paper, [EDGE, y], [right, y]);
  }
  for (let column = 0; column <= COLUMNS; column += 1) {
    const x = EDGE + column * CELL.width;
    drawCut(paper, [x, TOP], [x, foot]);
  }
  drawDrawing(paper, SCISSORS, { x: EDGE, y: TOP - 13, width: 14, height: 12 });
}

type OnStrip = {
  readonly handout: Handout;
  readonly phrase: Phrase;
  readonly oneTime: boolean;
  readonly strip: Strip;
};

function drawStrip(paper: Paper, on: OnStrip, cell: Box): void {
  const { phrase, strip, oneTime } = on;
  const inner = inset(cell, 12, 9);
  drawStack(paper, sentences(on), { ...inner, height: 66 }, 'middle');
  const first = strip.ways[0];
  const side = first === undefined ? 0 : 98;
  const lower = { ...inner, y: inner.y + 68, height: inner.height - 68 - 16 };
  if (first !== undefined) {
    const qr = { ...lower, x: inner.x + inner.width - side, width: side, height: side };
    drawQr(paper, { address: first.address, alt: qrAlt(first, phrase) }, qr);
  }
  const left = { ...lower, width: inner.width - side - 6 };
  drawPanel(paper, { ...left, height: 40 }, { fill: 'mint', line: 'ink', width: 1 });
  drawText(paper, oneTime ? groupedCode(strip.code) : strip.code, inset({ ...left, height: 40 }, 6, 2), CODE);
  drawStack(paper, waysToldOf(on), { ...left, y: left.y + 44, height: lower.height - 44 }, 'middle');
  const help = { ...inner, y: inner.y + inner.height - 14, height: 14 };
  drawText(paper, phrase('strip.help'), help, {
    size: 9.5,
    least: 7,
    face: 'strong',
    ink: 'green',
    stand: 'middle',
  });
}

const CODE = { face: 'strong', size: 24, least: 9, align: 'center', stand: 'middle', spacing: 1 } as const;

/** What it is about; that it is voluntary, and nameless. */
function sentences({ handout, phrase, oneTime }: OnStrip): readonly Block[] {
  const { asker, title } = handout;
  const what = asker === '' ? phrase('strip.what.blank', { title }) : phrase('strip.what', { asker, title });
  return [
    { words: what, style: { face: 'strong', size: 11.5, least: 6.5 } },
    { words: phrase(oneTime ? 'strip.free.once' : 'strip.free'), style: { size: 10.5, least: 6.5 }, gap: 2 },
  ];
}

/** What the square is for, and where the code can be typed by those who cannot scan it. */
function waysToldOf({ phrase, strip }: OnStrip): readonly Block[] {
  const style = { size: 10, least: 6.5 } as const;
  if (strip.ways.length === 0) return [];
  return [
    { words: `${phrase('strip.scan')} ${phrase('strip.typed')}`, style },
    ...strip.ways.map((way) => ({
      words: `${phrase(`way.${way.channel}.name`)}: ${typingAddress(way)}`,
      style,
      gap: 1,
    })),
  ];
}
