/** Answers with a handout as a PDF that no cache keeps. */

import { slugOf } from '../../../core/slug.ts';
import { channelsOf } from '../../../reports/handouts/consultation-handout.ts';
import { drawLetter } from '../../../reports/handouts/draw-letter.ts';
import { phrasesFor } from '../../../reports/handouts/handout-words.ts';
import { drawLargePrint } from '../../../reports/handouts/large-print.ts';
import { parentsLetter } from '../../../reports/handouts/parents-letter.ts';
import { drawPoster } from '../../../reports/handouts/poster.ts';
import { drawSlide } from '../../../reports/handouts/slide.ts';
import { drawStrips, STRIPS_PER_PAGE, type StripSheet } from '../../../reports/handouts/strips.ts';
import { teachersLetter } from '../../../reports/handouts/teachers-letter.ts';
import { waysIn } from '../../../reports/handouts/way.ts';
import { consoleNotice } from '../notice.tsx';
import type { HandoutSheet, Wanted } from './wanted.ts';

/** Sizes of a poster, in the order of the page. */
export const POSTER_SIZES = ['a4', 'a5', 'large', 'slide'] as const;

/** Pages of strips that carry a code for many. */
const OPEN_STRIP_PAGES = 1;

/** Sends a poster or the slide. */
export async function sendPoster(wanted: Wanted): Promise<Response> {
  const { visit, handout, code, press } = wanted;
  const size = POSTER_SIZES.find((one) => one === (visit.c.req.query('size') ?? 'a4'));
  if (size === undefined || code === null) return absent(wanted);
  const ink = { say: visit.ground.say, madeAt: visit.ground.now() };
  const drawn = await press(() => {
    if (size === 'slide') return drawSlide(handout, ink);
    return size === 'large' ? drawLargePrint(handout, ink) : drawPoster(handout, size, ink);
  });
  return asPdf(wanted, size === 'slide' ? 'slide' : `poster-${size}`, drawn);
}

/** Sends a letter. */
export function sendLetter(to: 'parents' | 'teachers'): (wanted: Wanted) => Promise<Response> {
  const write = to === 'parents' ? parentsLetter : teachersLetter;
  return async (wanted) => {
    const { visit, handout, press } = wanted;
    const { say, now } = visit.ground;
    const letter = write(handout, phrasesFor(handout, say));
    return asPdf(wanted, to, await press(() => drawLetter({ letter, handout }, { say, madeAt: now() })));
  };
}

/** Sends strips: of a sheet of one-time codes, or a page of strips that all carry one code for many. */
export async function sendStrips(wanted: Wanted): Promise<Response> {
  const { visit, handout, press } = wanted;
  const id = visit.c.req.query('sheet');
  // Sheets of another consultation are none of this one's.
  const sheet = wanted.matter.sheets.find((one) => one.id === id);
  const strips = id === undefined ? openStrips(wanted) : await sheetStrips(wanted, sheet);
  if (strips === null) return absent(wanted);
  const { say, now } = visit.ground;
  return asPdf(
    wanted,
    stripsName(sheet),
    await press(() => drawStrips(handout, strips, { say, madeAt: now() })),
  );
}

function openStrips({ code, handout }: Wanted): StripSheet | null {
  if (code === null) return null;
  const strip = { code: code.code, ways: handout.ways };
  const strips = Array.from({ length: STRIPS_PER_PAGE * OPEN_STRIP_PAGES }, () => strip);
  return { strips, oneTime: false, label: code.label };
}

/** Files of sheets that lie in one folder are told apart by what staff call them, else by the beginning of an id. */
function stripsName(sheet: HandoutSheet | undefined): string {
  if (sheet === undefined) return STRIPS;
  const name = slugOf(`${STRIPS}-${sheet.label}`) ?? STRIPS;
  return name === STRIPS ? `${STRIPS}-${sheet.id.slice(0, 8)}` : name;
}

const STRIPS = 'strips';

async function sheetStrips(
  { matter, codesOf, doors }: Wanted,
  sheet: HandoutSheet | undefined,
): Promise<StripSheet | null> {
  const codes = sheet === undefined ? null : await codesOf(sheet.id);
  if (sheet === undefined || codes === null) return null;
  const channels = channelsOf(matter.consultation);
  const strips = codes.map((code) => ({ code, ways: waysIn(channels, code, doors) }));
  return { strips, oneTime: true, label: sheet.label };
}

function absent({ visit }: Wanted): Response | Promise<Response> {
  return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
}

/** The name is made of the slug and our own words: letters, digits and hyphens. */
function asPdf({ matter, handout }: Wanted, kind: string, body: Uint8Array<ArrayBuffer>): Response {
  const name = `${matter.consultation.slug}-${kind}-${handout.language}.pdf`;
  return new Response(body, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(body.byteLength),
      'Content-Disposition': `attachment; filename="${name.replace(/[^a-z0-9.-]/gi, '-')}"`,
      'Cache-Control': 'no-store',
    },
  });
}
