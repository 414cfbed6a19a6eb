/** Head and foot of an official report, in the layout that Vietnamese authorities write in. */

import type { ReportMatter } from '../../core/report-matter.ts';
import { drawOrnament, INKS, type Paper } from '../handouts/paper.ts';
import { type RunLook, setWords, tallness } from './ink.ts';
import { type ReportPhrase, unbroken } from './report-words.ts';
import { EDGES, need, type Sheet, TEXT_WIDTH, write } from './sheet.ts';

/** Shares of the width: who writes, and the name of the country. */
const [LEFT, RIGHT] = [0.42, 0.58];

/** A line of one column: its words, how they look, and whether a rule stands below. */
type HeadLine = { readonly words: string; readonly look: RunLook; readonly rule?: number };

/**
 * Draws name of the country and its motto, who issues it, number, place and day, the kind of paper and what it is about.
 * What only the issuing office knows is left to a pen.
 *
 * @see Nghị định 30/2020/NĐ-CP, Phụ lục I
 */
export function drawHead(sheet: Sheet, matter: ReportMatter, phrase: ReportPhrase): void {
  const { asker, title } = matter.consultation;
  const middle = { align: 'center' } as const;
  const bold = { ...middle, face: 'bold' } as const;
  const upper = (words: string) => words.toLocaleUpperCase(matter.language);
  const y = sheet.y;
  const left = column(sheet.paper, { x: EDGES.left, y, width: TEXT_WIDTH * LEFT - 6 }, [
    { words: phrase('head.above'), look: { ...middle, size: 10.5 } },
    {
      words: asker === '' ? phrase('head.asker') : upper(asker),
      look: { ...bold, size: 10.5 },
      rule: 0.4,
    },
    { words: phrase('head.number'), look: { ...middle, size: 10.5 } },
  ]);
  const right = column(sheet.paper, { x: EDGES.left + TEXT_WIDTH * LEFT, y, width: TEXT_WIDTH * RIGHT }, [
    { words: phrase('head.country'), look: { ...bold, size: 10.5 } },
    { words: phrase('head.motto'), look: { ...bold, size: 11 }, rule: 0.62 },
    {
      words: phrase('head.date', { year: matter.madeAt.getUTCFullYear() }),
      look: { ...middle, face: 'slanted', size: 10.5 },
    },
  ]);
  sheet.y = Math.max(left, right) + 16;
  write(sheet, upper(phrase('title')), { ...bold, size: 14, tag: 'H1', below: 2 });
  write(sheet, phrase('subject', { title, scope: unbroken(matter.scope.name) }), {
    ...bold,
    size: 12.5,
    below: 2,
  });
  rule(sheet.paper, { x: EDGES.left, y: sheet.y + 1, width: TEXT_WIDTH }, 0.3);
  sheet.y += 14;
}

/** Draws whom it goes to and who signs: left to a pen. */
export function drawFoot(sheet: Sheet, phrase: ReportPhrase): void {
  need(sheet, 120);
  sheet.y += 14;
  const y = sheet.y;
  const left = column(sheet.paper, { x: EDGES.left, y, width: TEXT_WIDTH * LEFT }, [
    { words: phrase('foot.to'), look: { face: 'slanted', size: 10.5 } },
    { words: phrase('foot.to.list'), look: { size: 9.5 } },
    { words: phrase('foot.file'), look: { size: 9.5 } },
  ]);
  const right = column(sheet.paper, { x: EDGES.left + TEXT_WIDTH * LEFT, y, width: TEXT_WIDTH * RIGHT }, [
    { words: phrase('foot.office'), look: { face: 'bold', align: 'center', size: 11 } },
    { words: phrase('foot.sign'), look: { face: 'slanted', align: 'center', size: 10.5 } },
  ]);
  sheet.y = Math.max(left, right + 50);
}

function column(
  paper: Paper,
  at: { readonly x: number; readonly y: number; readonly width: number },
  lines: readonly HeadLine[],
): number {
  let { y } = at;
  for (const { words, look, rule: share } of lines) {
    setWords(paper, words, { ...at, y }, look);
    y += tallness(paper, words, at.width, look);
    if (share !== undefined) rule(paper, { ...at, y: y + 1 }, share);
    y += share === undefined ? 2 : 8;
  }
  return y;
}

function rule(
  paper: Paper,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
  share: number,
): void {
  const from = x + (width * (1 - share)) / 2;
  drawOrnament(paper, (doc) => {
    doc
      .moveTo(from, y)
      .lineTo(from + width * share, y)
      .lineWidth(0.7)
      .stroke(INKS.ink);
  });
}
