/** What the drawn reports have in common: their faces, running text, and bars. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { drawable } from '../handouts/drawable.ts';
import {
  type Box,
  drawElement,
  drawOrnament,
  INKS,
  type Ink,
  openPaper,
  type Paper,
  type PaperKind,
} from '../handouts/paper.ts';

/** Faces besides `plain` and `strong`: those of official letters. */
const FACES = {
  text: '400Regular/BeVietnamPro_400Regular.ttf',
  bold: '700Bold/BeVietnamPro_700Bold.ttf',
  slanted: '400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf',
} as const;

/** @see FACES */
export type ReportFace = keyof typeof FACES;

/** Opens a paper that knows them. */
export async function openReport(kind: PaperKind): Promise<Paper> {
  const paper = await openPaper(kind);
  const packages = createRequire(import.meta.url);
  for (const [name, file] of Object.entries(FACES)) {
    paper.doc.registerFont(
      name,
      await readFile(packages.resolve(`@expo-google-fonts/be-vietnam-pro/${file}`)),
    );
  }
  return paper;
}

/** How running text is set. Sizes in points. */
export type RunLook = {
  readonly face?: ReportFace;
  readonly size?: number;
  readonly ink?: Ink;
  /** Not justified: the library then writes words without the spaces between them, and screen readers read one word. */
  readonly align?: 'left' | 'center' | 'right';
  /** For screen readers: `H1`, `P`. */
  readonly tag?: string;
  /** Of the first line. */
  readonly indent?: number;
};

/** Size of running text. */
export const BODY = 11;

/** How tall words stand in a width. */
export function tallness(paper: Paper, words: string, width: number, look: RunLook = {}): number {
  paper.doc.font(look.face ?? 'text').fontSize(look.size ?? BODY);
  return paper.doc.heightOfString(drawable(words), { width, lineGap: 1, indent: look.indent ?? 0 });
}

/** Sets words at a place; a box says how much of them is shown. */
export function setWords(paper: Paper, words: string, box: Omit<Box, 'height'>, look: RunLook = {}): void {
  const text = drawable(words);
  if (text === '') return;
  drawElement(paper, { tag: look.tag ?? 'P' }, () => inkWords(paper, text, box, look));
}

/** The same without an element of its own: inside of one. */
export function inkWords(paper: Paper, words: string, box: Omit<Box, 'height'>, look: RunLook = {}): void {
  const { doc } = paper;
  doc.font(look.face ?? 'text').fontSize(look.size ?? BODY);
  doc.fillColor(INKS[look.ink ?? 'ink']);
  doc.text(drawable(words), box.x, box.y, {
    width: box.width,
    lineGap: 1,
    align: look.align ?? 'left',
    indent: look.indent ?? 0,
  });
}

/** One bar of a picture. */
export type Bar = {
  readonly label: string;
  /** 0 to 1; `null` where it is withheld. */
  readonly share: number | null;
  /** What stands behind the bar. */
  readonly value: string;
};

/** How bars stand. Sizes in points. */
export type BarLook = {
  readonly size: number;
  /** Height of a bar and the room below it. */
  readonly bar: number;
  readonly gap: number;
  /** Room of the labels, of all the width. */
  readonly labels: number;
  readonly values: number;
  readonly ink?: Ink;
};

/** Heights of the rows of bars: a long label takes more lines. */
export function barHeights(
  paper: Paper,
  bars: readonly Bar[],
  width: number,
  look: BarLook,
): readonly number[] {
  return bars.map(({ label }) =>
    Math.max(look.bar, tallness(paper, label, width * look.labels - 8, { size: look.size })),
  );
}

/** Width of the mark of what is withheld, in points: the same everywhere, and too short to be taken for a length. */
const STUB = 8;

/** Draws one bar with its label and value. What is withheld is a hatched mark at the beginning, without the ground of a bar. */
export function drawBar(paper: Paper, bar: Bar, box: Box, look: BarLook): void {
  const left = box.width * look.labels;
  const room = box.width - left - look.values;
  const middle = box.y + box.height / 2;
  const tall = tallness(paper, bar.label, left - 8, { size: look.size });
  setWords(paper, bar.label, { x: box.x, y: middle - tall / 2, width: left - 8 }, { size: look.size });
  const [x, y] = [box.x + left, middle - look.bar / 2];
  drawOrnament(paper, (doc) => {
    if (bar.share === null) return hatch(doc, { x, y, width: STUB, height: look.bar });
    doc.rect(x, y, room, look.bar).fill('#f1eee9');
    if (bar.share > 0) doc.rect(x, y, room * bar.share, look.bar).fill(INKS[look.ink ?? 'green']);
  });
  const value = { x: x + room + 6, y: middle - look.size * 0.68, width: look.values - 6 };
  setWords(paper, bar.value, value, { size: look.size, face: 'bold' });
}

function hatch(doc: PDFKit.PDFDocument, { x, y, width, height }: Box): void {
  doc.rect(x, y, width, height).clip();
  for (let at = -height; at < width; at += 5) {
    doc.moveTo(x + at, y + height).lineTo(x + at + height, y);
  }
  doc.lineWidth(0.8).stroke(INKS.line);
  doc.rect(x, y, width, height).lineWidth(1.2).stroke(INKS.line);
}
