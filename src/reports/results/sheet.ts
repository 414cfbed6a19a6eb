/** A report's pages as one writes on them: from above, with a new page where there is no room. */

import { setImmediate as breathe } from 'node:timers/promises';
import { drawable } from '../handouts/drawable.ts';
import { type Box, drawOrnament, INKS, type Paper, SHEETS } from '../handouts/paper.ts';
import { inkWords, type RunLook, setWords, tallness } from './ink.ts';

/** Millimetres in points. */
const MM = 72 / 25.4;

/** Edges of an official letter. @see Nghị định 30/2020/NĐ-CP, Phụ lục I: 20–25, 30–35, 15–20 mm */
export const EDGES = { top: 22 * MM, bottom: 22 * MM, left: 30 * MM, right: 18 * MM } as const;

/** Room for text, in points. */
export const TEXT_WIDTH = SHEETS.a4.width - EDGES.left - EDGES.right;
const FOOT = SHEETS.a4.height - EDGES.bottom;

/** A page that is being written on. */
export type Sheet = {
  readonly paper: Paper;
  /** Where the next line goes. */
  y: number;
};

/** Begins on the first page. */
export function startSheet(paper: Paper): Sheet {
  return { paper, y: EDGES.top };
}

/** Makes room: a new page where less than so much is left. */
export function need(sheet: Sheet, height: number): void {
  if (sheet.y + height <= FOOT) return;
  sheet.paper.doc.addPage();
  sheet.y = EDGES.top;
}

/** Writes a paragraph, going on over the page where it is long. */
export function write(sheet: Sheet, words: string, look: RunLook & { readonly below?: number } = {}): void {
  const { paper } = sheet;
  const text = drawable(words);
  if (text === '') return;
  const height = tallness(paper, text, TEXT_WIDTH, look);
  // Without room on a page of its own it is left to the library, which breaks it.
  need(sheet, Math.min(height, FOOT - EDGES.top));
  setWords(paper, text, { x: EDGES.left, y: sheet.y, width: TEXT_WIDTH }, look);
  sheet.y += height + (look.below ?? 5);
}

/**
 * Writes a heading that stays with what follows.
 *
 * @param at level 1 a part, 2 a question; how much of what follows has to stand on the same page, in points
 */
export function heading(
  sheet: Sheet,
  words: string,
  at: { readonly level: 1 | 2; readonly follow?: number },
): void {
  const { level, follow = 80 } = at;
  needTogether(sheet, headingHeight(sheet, words, level) + follow);
  if (sheet.y > EDGES.top) sheet.y += level === 1 ? 8 : 6;
  write(sheet, words, { ...HEADINGS[level], tag: level === 1 ? 'H2' : 'H3', below: 4 });
}

const HEADINGS = { 1: { size: 12.5, face: 'bold' }, 2: { size: 11.5, face: 'bold' } } as const;

/** Room that a heading takes, in points. */
export function headingHeight({ paper }: Sheet, words: string, level: 1 | 2): number {
  return tallness(paper, words, TEXT_WIDTH, HEADINGS[level]) + 12;
}

/** Makes room for what belongs together; what is taller than a page begins where it is. */
export function needTogether(sheet: Sheet, height: number): void {
  need(sheet, height > FOOT - EDGES.top ? 120 : height);
}

/** A table to draw: texts by row, the first row its header. */
export type DrawnTable = {
  readonly rows: readonly (readonly string[])[];
  /** Shares of the width. */
  readonly widths: readonly number[];
  readonly size: number;
};

const PAD = 3;

/** Of a table its header with the first two rows stand together; a short one as a whole. */
function tableTop(heights: readonly number[]): number {
  const all = heights.reduce((sum, height) => sum + height, 0);
  return all < 160 ? all : heights.slice(0, 3).reduce((sum, height) => sum + height, 0);
}

/** Room that the beginning of a table takes, in points: a heading above it keeps so much. */
export function tableFollow({ paper }: Sheet, { rows, widths, size }: DrawnTable): number {
  const all = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => (width / all) * TEXT_WIDTH);
  return tableTop(rows.map((cells) => rowHeight(paper, cells, columns, size)));
}

/** Draws a table; its header comes again on each page. */
export async function table(sheet: Sheet, { rows, widths, size }: DrawnTable): Promise<void> {
  const { paper } = sheet;
  const all = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => (width / all) * TEXT_WIDTH);
  const [header, ...body] = rows;
  if (header === undefined) return;
  const root = paper.doc.struct('Table');
  paper.root.add(root);
  const drawRow = (cells: readonly string[], isHeader: boolean) => {
    const height = rowHeight(paper, cells, columns, size);
    gridRow(paper, { x: EDGES.left, y: sheet.y, width: TEXT_WIDTH, height }, columns, isHeader);
    const row = paper.doc.struct('TR');
    root.add(row);
    let x = EDGES.left;
    cells.forEach((words, at) => {
      const box = { x: x + PAD, y: sheet.y + PAD, width: (columns[at] ?? 0) - 2 * PAD };
      x += columns[at] ?? 0;
      const look = { size, face: isHeader ? 'bold' : 'text', align: at === 0 ? 'left' : 'right' } as const;
      row.add(paper.doc.struct(isHeader ? 'TH' : 'TD', {}, () => inkWords(paper, words, box, look)));
    });
    row.end();
    sheet.y += height;
  };
  const heights = [header, ...body].map((cells) => rowHeight(paper, cells, columns, size));
  needTogether(sheet, tableTop(heights));
  drawRow(header, true);
  for (const [at, cells] of body.entries()) {
    // The last row takes the one before it along.
    const due = at === body.length - 2 ? 2 : 1;
    const room = heights.slice(at + 1, at + 1 + due).reduce((sum, height) => sum + height, 0);
    if (sheet.y + room > FOOT && at > 0) {
      need(sheet, FOOT);
      drawRow(header, true);
    }
    drawRow(cells, false);
  }
  root.end();
  sheet.y += 8;
  await breathe();
}

function rowHeight(paper: Paper, cells: readonly string[], columns: readonly number[], size: number): number {
  const tall = cells.map((words, at) => tallness(paper, words, (columns[at] ?? 0) - 2 * PAD, { size }));
  return Math.max(size * 1.3, ...tall) + 2 * PAD;
}

function gridRow(paper: Paper, box: Box, columns: readonly number[], isHeader: boolean): void {
  drawOrnament(paper, (doc) => {
    if (isHeader) doc.rect(box.x, box.y, box.width, box.height).fill(INKS.mint);
    doc.lineWidth(0.5).strokeColor(INKS.line).rect(box.x, box.y, box.width, box.height).stroke();
    let { x } = box;
    for (const width of columns.slice(0, -1)) {
      x += width;
      doc
        .moveTo(x, box.y)
        .lineTo(x, box.y + box.height)
        .stroke();
    }
  });
}

/** Numbers the pages above the text, from the second on, and says below it where the figures come from. */
export async function numberPages({ paper }: Sheet, foot: string): Promise<void> {
  const { doc } = paper;
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    // Head and foot lie in the margin, where text would otherwise begin a new page.
    doc.page.margins = { top: 0, bottom: 0, left: 0, right: 0 };
    const box = { x: EDGES.left, width: TEXT_WIDTH };
    if (page > 0) setWords(paper, String(page + 1), { ...box, y: EDGES.top / 2 }, { align: 'center' });
    const look = { size: 7.5, ink: 'soft', align: 'center' } as const;
    setWords(paper, foot, { ...box, y: FOOT + 16 }, look);
    if (page % 8 === 7) await breathe();
  }
}
