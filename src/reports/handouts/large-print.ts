/** A poster in large print: few words, none under 18 points, one way in shown large and the others told. */

import { setImmediate as breathe } from 'node:timers/promises';
import { drawHelpBand, drawPanel, inset } from './frame.ts';
import type { Handout } from './handout.ts';
import { forWhom, howTo, type Phrase, phrasesFor, qrAlt, untilWhen, whoAsks } from './handout-words.ts';
import { type Box, finishPaper, openPaper, type Paper, SHEETS } from './paper.ts';
import { type Press, promisesOf } from './poster.ts';
import { drawQr } from './qr-code.ts';
import { type Block, drawStack, drawText } from './text-box.ts';
import { printedAddress } from './way.ts';

const EDGE = 28;
const WIDTH = SHEETS.a4.width - 2 * EDGE;

/** Smallest letters, in points. @see https://www.rnib.org.uk: 16 to 18 points and more are large print */
export const LARGE_PRINT = 18;

/** Draws it as a PDF of one A4 page. */
export async function drawLargePrint(
  handout: Handout,
  { say, madeAt }: Press,
): Promise<Uint8Array<ArrayBuffer>> {
  const { language, title } = handout;
  const paper = await openPaper({ sheet: SHEETS.a4, title, language, madeAt });
  const phrase = phrasesFor(handout, say);
  drawStack(paper, wordsOf(handout, phrase), { x: EDGE, y: 24, width: WIDTH, height: 330 }, 'middle');
  await breathe();
  drawDoor(paper, { handout, phrase }, { x: EDGE, y: 362, width: WIDTH, height: 262 });
  await breathe();
  drawPromisesLarge(paper, handout, phrase);
  drawHelpBand(paper, phrase('help'), { x: EDGE, y: 746, width: WIDTH, height: 70 }, 23);
  return finishPaper(paper);
}

function wordsOf(handout: Handout, phrase: Phrase): readonly Block[] {
  const style = { size: 24, least: LARGE_PRINT } as const;
  return [
    { words: phrase('headline'), style: { face: 'strong', size: 76, least: 48, ink: 'green', tag: 'H1' } },
    { words: handout.title, style: { face: 'strong', size: 38, least: LARGE_PRINT, tag: 'H2' } },
    { words: whoAsks(handout, phrase), style, gap: 6 },
    { words: forWhom(handout, phrase), style, gap: 4 },
  ];
}

/** The first way with its code to scan; the word to type is as large as the page allows. */
function drawDoor(
  paper: Paper,
  { handout, phrase }: { readonly handout: Handout; readonly phrase: Phrase },
  box: Box,
): void {
  drawPanel(paper, box, { line: 'ink', width: 3 });
  const inner = inset(box, 12);
  const [first, ...others] = handout.ways;
  const side = first === undefined ? 0 : Math.min(inner.height, inner.width * 0.4);
  if (first !== undefined) {
    const qr = { ...inner, width: side };
    drawQr(paper, { address: first.address, alt: qrAlt(first, phrase) }, qr);
  }
  const style = { size: 22, least: LARGE_PRINT } as const;
  const words: readonly Block[] = [
    ...(first === undefined ? [] : [{ words: howTo(first, handout.code, phrase), style }]),
    { words: phrase('code'), style, gap: 6 },
    { words: handout.code, style: { face: 'strong', size: 46, least: LARGE_PRINT, spacing: 2 } },
    ...others.map((way) => ({
      words: `${phrase(`way.${way.channel}.name`)}: ${printedAddress(way)}`,
      style: { size: LARGE_PRINT },
      gap: 5,
    })),
  ];
  const x = inner.x + side + 14;
  drawStack(paper, words, { ...inner, x, width: inner.x + inner.width - x }, 'middle');
}

function drawPromisesLarge(paper: Paper, handout: Handout, phrase: Phrase): void {
  const [free, nameless, machine] = promisesOf(handout, phrase);
  const words = [free, nameless, machine].map((one) => one?.words ?? '').join(' ');
  const box = { x: EDGE, y: 630, width: WIDTH, height: 110 };
  drawText(paper, `${words} ${untilWhen(handout, phrase)}`, box, { size: 22, least: 16, stand: 'middle' });
}
