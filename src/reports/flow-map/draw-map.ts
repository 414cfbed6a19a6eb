/** Draws a laid-out map as SVG: in sheets that follow each other on a screen and fill a page each on paper. */

import { MAP_TYPE, type MapArrow, type MapBox, type MapDrawing } from './map-layout.ts';

/** Height of a sheet in parts of its width: A4 and A3 upright, with room for margins and a heading. */
const SHEET = { share: 1.3, leastWidth: 720 } as const;

/** Words for those who do not see the drawing, by sheet. */
export type SheetWords = (sheet: { readonly at: number; readonly of: number }) => {
  readonly title: string;
  readonly description: string;
};

/** Draws it. Colours come from the classes `map-…` of the page's styles. */
export function drawMap(drawing: MapDrawing, words: SheetWords): readonly string[] {
  const cuts = cutsOf(drawing);
  return cuts.slice(1).map((bottom, at) => {
    const top = cuts[at] ?? 0;
    return drawSheet(drawing, { top, bottom, at: at + 1, of: cuts.length - 1 }, words);
  });
}

type Sheet = { readonly top: number; readonly bottom: number; readonly at: number; readonly of: number };

/** Heights at which the drawing is cut: between boxes and labels, the last that leaves a sheet within its share. */
function cutsOf({ width, height, boxes, arrows }: MapDrawing): readonly number[] {
  const labels = arrows.flatMap(({ label }) => label ?? []);
  const spans = [...boxes, ...labels]
    .map((box) => ({ top: box.y - box.height / 2, bottom: box.y + box.height / 2 }))
    .sort((one, other) => one.top - other.top);
  const most = Math.max(width, SHEET.leastWidth) * SHEET.share;
  const cuts = [0];
  let reached = 0;
  let candidate = 0;
  for (const { top, bottom } of spans) {
    if (top > reached && reached > 0) {
      const gap = (top + reached) / 2;
      const begun = cuts.at(-1) ?? 0;
      if (gap - begun > most && candidate > begun) cuts.push(candidate);
      candidate = gap;
    }
    reached = Math.max(reached, bottom);
  }
  const begun = cuts.at(-1) ?? 0;
  if (height - begun > most && candidate > begun) cuts.push(candidate);
  return [...cuts, height];
}

function drawSheet({ width, boxes, arrows }: MapDrawing, sheet: Sheet, words: SheetWords): string {
  const { top, bottom, at } = sheet;
  const { title, description } = words(sheet);
  const within = (low: number, high: number) => high >= top && low <= bottom;
  const shownBoxes = boxes.filter(({ y, height }) => within(y - height / 2, y + height / 2));
  const shownArrows = arrows.filter(({ points }) =>
    within(Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))),
  );
  const labels = shownArrows.filter(({ label }) => label !== null && within(label.y, label.y));
  const [across, down] = [round(width), round(bottom - top)];
  return [
    `<svg class="map-sheet" role="img" aria-labelledby="map-${at}-title map-${at}-text" width="${across}" height="${down}" viewBox="0 ${round(top)} ${across} ${down}">`,
    `<title id="map-${at}-title">${escaped(title)}</title><desc id="map-${at}-text">${escaped(description)}</desc>`,
    `<defs><marker id="map-${at}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="map-tip" d="M0 0 8 4 0 8z"/></marker></defs>`,
    ...shownArrows.map((arrow) => drawArrow(arrow, at)),
    ...labels.map(drawLabel),
    ...shownBoxes.map(drawBox),
    '</svg>',
  ].join('');
}

function drawArrow({ points }: MapArrow, sheet: number): string {
  return `<path class="map-way" d="${pathOf(points)}" marker-end="url(#map-${sheet}-tip)"/>`;
}

/** Straight at both ends, rounded at every bend between. */
function pathOf(points: MapArrow['points']): string {
  const [first, ...rest] = points;
  const last = rest.pop();
  if (first === undefined || last === undefined) return '';
  const bends = rest.map((bend, at) => {
    const next = rest[at + 1] ?? last;
    const middle = at + 1 < rest.length ? { x: (bend.x + next.x) / 2, y: (bend.y + next.y) / 2 } : null;
    // The last bend runs out straight, so that the arrow's tip lies along it.
    const to = middle ?? { x: bend.x + (next.x - bend.x) / 4, y: bend.y + (next.y - bend.y) / 4 };
    return `Q${round(bend.x)} ${round(bend.y)} ${round(to.x)} ${round(to.y)}`;
  });
  return `M${round(first.x)} ${round(first.y)}${bends.join('')}L${round(last.x)} ${round(last.y)}`;
}

function drawLabel({ label }: MapArrow): string {
  if (label === null) return '';
  const { x, y, width, height, lines } = label;
  const first = y - ((lines.length - 1) * MAP_TYPE.labelLeading) / 2 + MAP_TYPE.label / 3;
  return [
    `<rect class="map-label" x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="6"/>`,
    ...lines.map((line, at) =>
      text('map-label-text', { x, y: first + at * MAP_TYPE.labelLeading, size: MAP_TYPE.label, words: line }),
    ),
  ].join('');
}

function drawBox({ x, y, width, height, look, head, lines }: MapBox): string {
  const left = x - width / 2;
  const frame = `<rect class="map-box map-${look}" x="${round(left)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="${look === 'end' ? 16 : 10}"/>`;
  if (look === 'end') {
    return `${frame}${text('map-end-text', { x, y: y + MAP_TYPE.head / 3, size: MAP_TYPE.head, words: head ?? '' })}`;
  }
  const begin = left + MAP_TYPE.padding;
  const first = y - height / 2 + MAP_TYPE.padding + MAP_TYPE.head - 2;
  return [
    frame,
    text('map-head', { x: begin, y: first, size: MAP_TYPE.head, words: head ?? '' }),
    ...lines.map((line, at) =>
      text('map-line', {
        x: begin,
        y: first + (at + 1) * MAP_TYPE.leading,
        size: MAP_TYPE.line,
        words: line,
      }),
    ),
  ].join('');
}

type Line = { readonly x: number; readonly y: number; readonly size: number; readonly words: string };

function text(look: string, { x, y, size, words }: Line): string {
  return `<text class="${look}" x="${round(x)}" y="${round(y)}" font-size="${size}">${escaped(words)}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(words: string): string {
  return (
    words
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // XML knows no other control characters.
      .replace(/\p{Cc}/gu, ' ')
  );
}
