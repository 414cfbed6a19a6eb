/** A poster for a wall: who asks, how to take part, what is promised, where help is. */

import { setImmediate as breathe } from 'node:timers/promises';
import type { Say } from '../../core/say.ts';
import { drawHelpBand, drawPanel, inset } from './frame.ts';
import type { Handout } from './handout.ts';
import {
  forWhom,
  howTo,
  type Phrase,
  phrasesFor,
  qrAlt,
  untilWhen,
  whatFor,
  whoAsks,
} from './handout-words.ts';
import { type Box, finishPaper, openPaper, type Paper, SHEETS } from './paper.ts';
import { CHILDREN, type Drawing, drawBubble, drawDrawing, SIGNS } from './picture.ts';
import { drawQr } from './qr-code.ts';
import { type Block, drawStack, drawText } from './text-box.ts';
import { printedAddress, type Way } from './way.ts';

/** With what it is drawn. */
export type Press = { readonly say: Say; readonly madeAt: Date };

/** Drawn for A4; an A5 sheet is the same, smaller. */
const PAGE = SHEETS.a4;
/** Printers reach no further. */
const EDGE = 28;
const WIDTH = PAGE.width - 2 * EDGE;

/** Draws it as a PDF of one page. */
export async function drawPoster(
  handout: Handout,
  size: 'a4' | 'a5',
  { say, madeAt }: Press,
): Promise<Uint8Array<ArrayBuffer>> {
  const { language, title } = handout;
  const sheet = SHEETS[size];
  const paper = await openPaper({ sheet, title, language, madeAt });
  const phrase = phrasesFor(handout, say);
  paper.doc.scale(sheet.width / PAGE.width);
  drawHeadline(paper, phrase, { x: EDGE, y: 22, width: WIDTH, height: 240 });
  await breathe();
  drawStack(paper, aboutIt(handout, phrase), { x: EDGE, y: 264, width: WIDTH, height: 124 }, 'middle');
  await breathe();
  drawWays(paper, { handout, phrase }, { x: EDGE, y: 392, width: WIDTH, height: 224 });
  await breathe();
  drawCode(paper, { handout, phrase }, { x: EDGE, y: 624, width: WIDTH, height: 62 });
  drawPromises(paper, promisesOf(handout, phrase), { x: EDGE, y: 692, width: WIDTH, height: 66 });
  drawHelpBand(paper, phrase('help'), { x: EDGE, y: 766, width: WIDTH, height: 48 }, 17);
  await breathe();
  return finishPaper(paper);
}

/** The children, and what is asked in a bubble. */
export function drawHeadline(paper: Paper, phrase: Phrase, box: Box): void {
  const tall = Math.min(box.height, box.width * 0.36);
  const wide = tall * (CHILDREN.width / CHILDREN.height);
  const picture = { x: box.x, y: box.y + box.height - tall, width: wide, height: tall };
  const x = box.x + picture.width + 14;
  const bubble = { x, y: box.y + 4, width: box.x + box.width - x, height: box.height - 44 };
  drawBubble(paper, bubble, 'coral');
  drawDrawing(paper, CHILDREN, picture);
  const words: readonly Block[] = [
    { words: phrase('headline'), style: { ...HEADLINE, tag: 'H1' } },
    { words: phrase('headline.sub'), style: { size: 19, least: 12, align: 'center' }, gap: 2 },
  ];
  drawStack(paper, words, inset(bubble, 11, 6), 'middle');
}

const HEADLINE = { face: 'strong', size: 61, least: 16, align: 'center', ink: 'green' } as const;

/** Title, who asks, what for, for whom. */
export function aboutIt(handout: Handout, phrase: Phrase): readonly Block[] {
  const style = { size: 16, least: 8, align: 'center' } as const;
  return [
    { words: handout.title, style: { face: 'strong', size: 34, least: 10, align: 'center', tag: 'H2' } },
    { words: forWhom(handout, phrase), style: { ...style, ink: 'soft' }, gap: 2 },
    { words: whoAsks(handout, phrase), style, gap: 6 },
    { words: whatFor(handout, phrase), style, gap: 4 },
  ];
}

/** What it says and to whom. */
export type Said = { readonly handout: Handout; readonly phrase: Phrase };

/** One card a way, side by side. */
export function drawWays(paper: Paper, { handout, phrase }: Said, box: Box, size = 13): void {
  const gap = 10;
  const count = handout.ways.length;
  const width = (box.width - gap * (count - 1)) / count;
  handout.ways.forEach((way, at) => {
    const card = { ...box, x: box.x + at * (width + gap), width };
    drawPanel(paper, card, { fill: 'mint', line: 'green' });
    const on = { said: { handout, phrase }, card, size };
    if (count === 1) drawWideCard(paper, way, on);
    else drawCard(paper, way, on);
  });
}

type OnCard = { readonly said: Said; readonly card: Box; readonly size: number };

function drawCard(paper: Paper, way: Way, { said, card, size }: OnCard): void {
  const { phrase } = said;
  const inner = inset(card, 8);
  const name = { ...inner, height: 22 };
  drawText(paper, phrase(`way.${way.channel}.name`), name, {
    ...CARD_NAME,
    align: 'center',
    stand: 'middle',
  });
  const side = Math.min(inner.width, inner.height - CARD_WORDS - 24);
  const qr = { ...inner, y: inner.y + 24, height: side };
  drawQr(paper, { address: way.address, alt: qrAlt(way, phrase) }, qr);
  const below = qr.y + side + 3;
  const room = { ...inner, y: below, height: card.y + card.height - 6 - below };
  drawStack(paper, cardWords(way, said, size), room, 'middle');
}

/** The only way in has the whole width, and its code the whole height. */
function drawWideCard(paper: Paper, way: Way, { said, card, size }: OnCard): void {
  const { phrase } = said;
  const inner = inset(card, 10);
  drawQr(paper, { address: way.address, alt: qrAlt(way, phrase) }, { ...inner, width: inner.height });
  const x = inner.x + inner.height + 16;
  const words: readonly Block[] = [
    { words: phrase(`way.${way.channel}.name`), style: { ...CARD_NAME, size: 30 } },
    ...cardWords(way, said, size * 1.6).map(({ words, style }) => ({
      words,
      style: { ...style, align: 'left' as const },
      gap: 8,
    })),
  ];
  drawStack(paper, words, { ...inner, x, width: inner.x + inner.width - x }, 'middle');
}

/** Points below a QR code for what to do with it. */
const CARD_WORDS = 56;

const CARD_NAME = { face: 'strong', size: 17, least: 10, ink: 'green' } as const;

function cardWords(way: Way, { handout, phrase }: Said, size: number): readonly Block[] {
  const style = { align: 'center', least: 6.5 } as const;
  return [
    { words: howTo(way, handout.code, phrase), style: { ...style, size } },
    { words: printedAddress(way), style: { ...style, size: size * 0.85, ink: 'soft' }, gap: 2 },
  ];
}

/** The word to type, in letters that can be read from the last row. */
export function drawCode(paper: Paper, { handout, phrase }: Said, box: Box): void {
  drawPanel(paper, box, { fill: 'white', line: 'ink', dash: 5, width: 2 });
  const label = { x: box.x + 16, y: box.y, width: box.width * 0.36, height: box.height };
  drawText(paper, phrase('code'), label, { size: 17, least: 10, stand: 'middle' });
  const x = label.x + label.width + 8;
  const code = { x, y: box.y, width: box.x + box.width - 14 - x, height: box.height };
  const style = {
    face: 'strong',
    size: 48,
    least: 12,
    align: 'center',
    stand: 'middle',
    spacing: 3,
  } as const;
  drawText(paper, handout.code, code, style);
}

/** A promise and its sign. */
export type Promised = { readonly sign: Drawing; readonly words: string };

/** What children are promised. */
export function promisesOf(handout: Handout, phrase: Phrase): readonly Promised[] {
  return [
    { sign: SIGNS.free, words: phrase('promise.free') },
    { sign: SIGNS.nameless, words: phrase('promise.nameless') },
    { sign: SIGNS.machine, words: phrase('promise.machine') },
    { sign: SIGNS.day, words: untilWhen(handout, phrase) },
  ];
}

/** Two columns of promises. */
export function drawPromises(paper: Paper, promises: readonly Promised[], box: Box, size = 13.5): void {
  const rows = Math.ceil(promises.length / 2);
  const [width, height] = [box.width / 2, box.height / rows];
  promises.forEach(({ sign, words }, at) => {
    const place = { x: box.x + (at % 2) * width, y: box.y + Math.floor(at / 2) * height, width, height };
    const side = Math.min(height * 0.8, size * 2);
    drawDrawing(paper, sign, { x: place.x, y: place.y + (height - side) / 2, width: side, height: side });
    const room = { ...place, x: place.x + side + 8, width: width - side - 14 };
    drawText(paper, words, room, { size, least: size * 0.6, stand: 'middle' });
  });
}
