/** Pictures as files: an SVG that stands alone, a slide with the question and its sentences, and either as PNG. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { wrapped } from '../flow-map/wrap-text.ts';
import { escaped, FONT } from './draw-chart.ts';
import { ink, inkedByDay } from './inks.ts';

/** What a slide says around its picture. */
export type SlideWords = {
  readonly question: string;
  /** Full sentences, the main one first. */
  readonly sentences: readonly string[];
  /** Small, at the foot: whose answers, when, and what is withheld. */
  readonly source: string;
  /** Stands in a frame of its own where answers were made up. */
  readonly simulated: string | null;
};

/** 16:9, as presentation programs and projectors have it. */
const SLIDE = { width: 1600, height: 900 };
const MARGIN = 70;
const CHART_WIDTH = 820;

/** Makes an SVG of the page one that stands alone, in colours by day. */
export function asFile(svg: string): string {
  const [, width = '360', height = '360'] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  const sized = svg.replace('<svg ', `<svg width="${width}" height="${height}" `);
  return inkedByDay(
    sized.replace(
      /<svg[^>]*>/,
      (head) => `${head}<rect width="100%" height="100%" fill="${ink('surface')}"/>`,
    ),
  );
}

/** Lays a picture out as a slide. @param chart as drawn for a page */
export function asSlide(chart: string, words: SlideWords): string {
  const title = wrapped(words.question, { width: SLIDE.width - 2 * MARGIN, size: 46, most: 3 });
  const top = MARGIN + title.length * 60 + 20;
  const bottom = SLIDE.height - 110;
  const side = MARGIN + CHART_WIDTH + 60;
  const sentences = words.sentences.flatMap((sentence, at) => [
    ...(at === 0 ? [] : ['']),
    ...wrapped(sentence, { width: SLIDE.width - side - MARGIN, size: 34, most: 8 }),
  ]);
  const source = wrapped(words.source, { width: SLIDE.width - 2 * MARGIN, size: 22, most: 2 });
  const { width, height } = SLIDE;
  return inkedByDay(
    [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" `,
      `role="img" aria-label="${escaped(words.question)}" font-family="${FONT}, sans-serif" fill="${ink('ink')}">`,
      `<rect width="${width}" height="${height}" fill="${ink('surface')}"/>`,
      ...lines(title, { x: MARGIN, y: MARGIN + 40, size: 46, step: 60, weight: 600 }),
      chart.replace(
        '<svg ',
        `<svg x="${MARGIN}" y="${top}" width="${CHART_WIDTH}" height="${bottom - top}" `,
      ),
      ...lines(sentences, { x: side, y: top + 34, size: 34, step: 48 }),
      words.simulated === null ? '' : frame(words.simulated, side, bottom - 66),
      ...lines(source, { x: MARGIN, y: height - 66, size: 22, step: 30, color: ink('soft') }),
      '</svg>',
    ].join(''),
  );
}

function lines(
  texts: readonly string[],
  by: {
    readonly x: number;
    readonly y: number;
    readonly size: number;
    readonly step: number;
    readonly weight?: 400 | 600;
    readonly color?: string;
  },
): string[] {
  return texts.map(
    (text, at) =>
      `<text x="${by.x}" y="${by.y + at * by.step}" font-size="${by.size}" font-weight="${by.weight ?? 400}" fill="${by.color ?? ink('ink')}">${escaped(text)}</text>`,
  );
}

function frame(text: string, x: number, y: number): string {
  const width = SLIDE.width - x - MARGIN;
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="56" rx="10" fill="none" stroke="${ink('soft')}" stroke-width="3" stroke-dasharray="10 6"/>`,
    ...lines(wrapped(text, { width: width - 32, size: 26, most: 1 }), {
      x: x + 16,
      y: y + 37,
      size: 26,
      step: 30,
    }),
  ].join('');
}

/** Words of a picture are set in these. */
const FACES = ['400Regular/BeVietnamPro_400Regular.ttf', '600SemiBold/BeVietnamPro_600SemiBold.ttf'];

type Renderer = (svg: string, width: number) => Uint8Array<ArrayBuffer>;
let opening: Promise<Renderer> | undefined;

/**
 * Renders an SVG that stands alone. The library (some 10 MB) is loaded with the first picture. Faces of answers are left
 * out, because no small typeface has them: their words stand beside them.
 *
 * @param width of the picture in pixels
 */
export async function asPng(svg: string, width: number): Promise<Uint8Array<ArrayBuffer>> {
  opening ??= openRenderer();
  const render = await opening;
  return render(
    svg.replace(/(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{fe0f}|\u{200d})+ ?/gu, ''),
    width,
  );
}

async function openRenderer(): Promise<Renderer> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  const { resolve } = createRequire(import.meta.url);
  await initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const fontBuffers = await Promise.all(
    FACES.map((face) => readFile(resolve(`@expo-google-fonts/be-vietnam-pro/${face}`))),
  );
  return (svg, width) => {
    const image = new Resvg(svg, {
      fitTo: { mode: 'width', value: width },
      font: { fontBuffers, defaultFontFamily: FONT, sansSerifFamily: FONT },
    });
    const rendered = image.render();
    const png = Uint8Array.from(rendered.asPng());
    rendered.free();
    image.free();
    return png;
  };
}
