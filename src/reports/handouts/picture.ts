/** Our own drawings: two children with a phone, a speech bubble, and the small signs beside the promises. */

import { type Box, drawOrnament, INKS, type Ink, type Paper } from './paper.ts';

/** One shape of a drawing: SVG path data, and how it is filled and lined. */
export type Shape = {
  readonly d: string;
  readonly fill?: Ink;
  readonly line?: Ink;
  /** Width of the line in units of the drawing. */
  readonly width?: number;
};

/** A drawing in a frame of its own units. */
export type Drawing = { readonly width: number; readonly height: number; readonly shapes: readonly Shape[] };

const dark = { line: 'ink', width: 5 } as const;

/** A girl who reads a phone and a boy who speaks up; lines are dark, so that it prints without colours too. */
export const CHILDREN: Drawing = {
  width: 360,
  height: 300,
  shapes: [
    // The boy, behind: arm up, shirt, neck, head, hair, face.
    { d: 'M286 214 C306 190 318 160 322 128', line: 'ink', width: 34 },
    { d: 'M286 214 C306 190 318 160 322 128', line: 'skin', width: 24 },
    { d: 'M307 128 a17 17 0 1 1 34 0 a17 17 0 1 1 -34 0 Z', fill: 'skin', ...dark },
    { d: 'M178 300 C178 246 208 222 244 222 C282 222 312 246 312 300 Z', fill: 'sun', ...dark },
    { d: 'M290 232 C304 218 312 206 318 190 L296 180 C292 196 284 208 272 222 Z', fill: 'sun', ...dark },
    { d: 'M229 196 L229 226 C235 238 255 238 261 226 L261 196 Z', fill: 'skin', ...dark },
    {
      d: 'M186 140 C176 140 172 150 176 160 C179 168 186 172 192 168 Z M304 140 C314 140 318 150 314 160 C311 168 304 172 298 168 Z',
      fill: 'skin',
      ...dark,
    },
    {
      d: 'M187 138 C187 96 212 78 245 78 C278 78 303 96 303 138 C303 186 278 212 245 212 C212 212 187 186 187 138 Z',
      fill: 'skin',
      ...dark,
    },
    {
      d: 'M184 142 C176 92 206 60 248 62 C292 62 314 96 306 142 C300 126 294 118 284 112 C262 120 226 118 206 108 C196 118 190 128 184 142 Z',
      fill: 'ink',
      ...dark,
    },
    {
      d: 'M220 144 a7 8 0 1 1 14 0 a7 8 0 1 1 -14 0 Z M258 144 a7 8 0 1 1 14 0 a7 8 0 1 1 -14 0 Z',
      fill: 'ink',
    },
    { d: 'M222 168 C228 196 264 196 270 168 Z', fill: 'ink', ...dark },
    { d: 'M234 184 C240 190 252 190 258 184 C252 179 240 179 234 184 Z', fill: 'red' },
    // The girl, in front: plaits, shirt with a red scarf, neck, head, fringe, face.
    {
      d: 'M44 150 C24 160 18 190 26 216 C34 232 48 228 50 214 C52 196 50 180 58 168 Z',
      fill: 'ink',
      ...dark,
    },
    {
      d: 'M158 150 C178 160 184 190 176 216 C168 232 154 228 152 214 C150 196 152 180 144 168 Z',
      fill: 'ink',
      ...dark,
    },
    { d: 'M18 206 L52 206 L52 218 L18 218 Z M150 206 L184 206 L184 218 L150 218 Z', fill: 'red', ...dark },
    { d: 'M20 300 C20 258 56 236 101 236 C146 236 182 258 182 300 Z', fill: 'white', ...dark },
    { d: 'M85 206 L85 240 C92 252 110 252 117 240 L117 206 Z', fill: 'skin', ...dark },
    { d: 'M66 240 L101 276 L136 240 L126 232 C118 246 84 246 76 232 Z', fill: 'red', ...dark },
    { d: 'M98 270 L84 298 L102 290 L118 298 L106 270 Z', fill: 'red', ...dark },
    {
      d: 'M39 148 C39 104 66 84 101 84 C136 84 163 104 163 148 C163 196 136 222 101 222 C66 222 39 196 39 148 Z',
      fill: 'skin',
      ...dark,
    },
    {
      d: 'M36 156 C28 100 58 66 101 66 C144 66 174 100 166 156 C160 138 152 126 140 118 C134 128 124 132 112 132 C116 128 118 122 118 118 C104 130 78 134 58 126 C48 132 40 142 36 156 Z',
      fill: 'ink',
      ...dark,
    },
    {
      d: 'M73 156 a7.500 8.500 0 1 1 15 0 a7.500 8.500 0 1 1 -15 0 Z M114 156 a7.500 8.500 0 1 1 15 0 a7.500 8.500 0 1 1 -15 0 Z',
      fill: 'ink',
    },
    {
      d: 'M52 176 a10 7 0 1 1 20 0 a10 7 0 1 1 -20 0 Z M130 176 a10 7 0 1 1 20 0 a10 7 0 1 1 -20 0 Z',
      fill: 'coral',
    },
    { d: 'M82 182 C88 198 114 198 120 182', line: 'ink', width: 5 },
    // Her phone, held up, with a speech bubble on it.
    { d: 'M172 300 C176 284 186 274 204 268 L216 288 C208 291 204 294 202 300 Z', fill: 'white', ...dark },
    {
      d: 'M206 206 L252 214 C257 215 260 219 259 224 L247 286 C246 291 242 294 237 293 L191 285 C186 284 183 280 184 275 L196 213 C197 208 201 205 206 206 Z',
      fill: 'green',
      ...dark,
    },
    { d: 'M206 217 L246 224 L236 276 L196 269 Z', fill: 'white' },
    {
      d: 'M210 230 L238 235 L234 254 L220 251.500 L211 259 L211 250 L206 249 Z',
      fill: 'sun',
      line: 'ink',
      width: 3,
    },
    {
      d: 'M196 282 C190 276 190 266 198 264 C206 262 212 268 210 276 C208 286 202 288 196 282 Z',
      fill: 'skin',
      ...dark,
    },
  ],
};

const line = { line: 'green', width: 2.4 } as const;

/** The signs beside the promises, 24 by 24 units. */
export const SIGNS = {
  /** A heart: one's own wish. */
  free: drawing({
    d: 'M12 20 C4 14 2 10 3.500 7 C5.500 3.500 10 4 12 7.500 C14 4 18.500 3.500 20.500 7 C22 10 20 14 12 20 Z',
    ...line,
  }),
  /** A name badge without a name. */
  nameless: drawing(
    { d: 'M4 7 L20 7 L20 20 L4 20 Z M10 4 L14 4 L14 7 L10 7 Z', ...line },
    { d: 'M8 17 L16 11 M8 11 L16 17', ...line },
  ),
  machine: drawing(
    { d: 'M5 9 L19 9 L19 20 L5 20 Z M12 9 L12 4 M2.500 13 L2.500 17 M21.500 13 L21.500 17', ...line },
    { d: 'M9 13.500 L9 14 M15 13.500 L15 14 M9 17 L15 17', ...line },
  ),
  day: drawing(
    { d: 'M4 6 L20 6 L20 20 L4 20 Z M4 10.500 L20 10.500 M8 3.500 L8 7.500 M16 3.500 L16 7.500', ...line },
    { d: 'M9 15 L11.500 17.500 L16 13', ...line },
  ),
} as const;

/** A receiver, white, for the helpline. */
export const RECEIVER: Drawing = drawing({
  d: 'M5 3 L9 3 L11 8 L8.500 10 C9.500 12.500 11.500 14.500 14 15.500 L16 13 L21 15 L21 19 C21 20.500 20 21 19 21 C10 21 3 14 3 5 C3 4 3.500 3 5 3 Z',
  fill: 'white',
});

/** Scissors that point along a line to cut. */
export const SCISSORS: Drawing = drawing(
  { d: 'M8.500 8 L22 17 M8.500 16 L22 7', line: 'soft', width: 2 },
  {
    d: 'M3 6.500 a3.200 3.200 0 1 1 6.400 0 a3.200 3.200 0 1 1 -6.400 0 Z M3 17.500 a3.200 3.200 0 1 1 6.400 0 a3.200 3.200 0 1 1 -6.400 0 Z',
    line: 'soft',
    width: 2,
  },
);

function drawing(...shapes: readonly Shape[]): Drawing {
  return { width: 24, height: 24, shapes };
}

/** Draws it as large as the box allows, standing on its lower edge, in the middle. */
export function drawDrawing(paper: Paper, { width, height, shapes }: Drawing, box: Box): void {
  const scale = Math.min(box.width / width, box.height / height);
  drawOrnament(paper, (doc) => {
    doc.translate(box.x + (box.width - width * scale) / 2, box.y + box.height - height * scale);
    doc.scale(scale).lineCap('round').lineJoin('round');
    for (const shape of shapes) drawShape(doc, shape);
  });
}

function drawShape(doc: PDFKit.PDFDocument, { d, fill, line, width = 1 }: Shape): void {
  doc.path(d).lineWidth(width);
  if (fill !== undefined && line !== undefined) doc.fillAndStroke(INKS[fill], INKS[line]);
  else if (fill !== undefined) doc.fill(INKS[fill]);
  else doc.stroke(INKS[line ?? 'ink']);
}

/** Draws a speech bubble whose tail points down to the left. */
export function drawBubble(paper: Paper, box: Box, fill: Ink): void {
  const { x, y, width, height } = box;
  const r = Math.min(28, height / 4);
  const [right, foot] = [x + width, y + height];
  drawOrnament(paper, (doc) => {
    doc
      .moveTo(x + r, y)
      .lineTo(right - r, y)
      .quadraticCurveTo(right, y, right, y + r);
    doc.lineTo(right, foot - r).quadraticCurveTo(right, foot, right - r, foot);
    doc
      .lineTo(x + r + 34, foot)
      .lineTo(x - 6, foot + 24)
      .lineTo(x + r + 2, foot);
    doc
      .quadraticCurveTo(x, foot, x, foot - r)
      .lineTo(x, y + r)
      .quadraticCurveTo(x, y, x + r, y);
    doc.closePath().lineWidth(4).lineJoin('round').fillAndStroke(INKS[fill], INKS.ink);
  });
}
