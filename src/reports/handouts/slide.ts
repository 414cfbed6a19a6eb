/** A slide for a screen at the front of a room, 16:9. */

import { setImmediate as breathe } from 'node:timers/promises';
import { drawHelpBand } from './frame.ts';
import type { Handout } from './handout.ts';
import { phrasesFor } from './handout-words.ts';
import { finishPaper, openPaper, SHEETS } from './paper.ts';
import { aboutIt, drawCode, drawHeadline, drawPromises, drawWays, type Press, promisesOf } from './poster.ts';
import { drawStack } from './text-box.ts';

const EDGE = 32;
const LEFT = 372;

/** Draws it as a PDF of one page. */
export async function drawSlide(handout: Handout, { say, madeAt }: Press): Promise<Uint8Array<ArrayBuffer>> {
  const { language, title } = handout;
  const paper = await openPaper({ sheet: SHEETS.slide, title, language, madeAt });
  const phrase = phrasesFor(handout, say);
  const x = EDGE + LEFT + 20;
  const width = SHEETS.slide.width - EDGE - x;
  drawHeadline(paper, phrase, { x: EDGE, y: 20, width: LEFT, height: 168 });
  drawStack(paper, aboutIt(handout, phrase), { x: EDGE, y: 194, width: LEFT, height: 186 }, 'middle');
  await breathe();
  drawWays(paper, { handout, phrase }, { x, y: 24, width, height: 272 }, 17);
  await breathe();
  drawCode(paper, { handout, phrase }, { x, y: 306, width, height: 74 });
  const whole = SHEETS.slide.width - 2 * EDGE;
  drawPromises(paper, promisesOf(handout, phrase), { x: EDGE, y: 390, width: whole, height: 66 }, 19);
  drawHelpBand(paper, phrase('help'), { x: EDGE, y: 466, width: whole, height: 54 }, 23);
  return finishPaper(paper);
}
