/** Coloured panels, dashed lines and the band of the helpline. */

import { type Box, drawOrnament, INKS, type Ink, type Paper } from './paper.ts';
import { drawDrawing, RECEIVER } from './picture.ts';
import { drawText } from './text-box.ts';

/** How a panel looks. */
export type PanelLook = {
  readonly fill?: Ink;
  readonly line?: Ink;
  readonly width?: number;
  readonly dash?: number;
  readonly round?: number;
};

/** Draws a panel with round corners. */
export function drawPanel(paper: Paper, { x, y, width, height }: Box, look: PanelLook): void {
  drawOrnament(paper, (doc) => {
    doc.roundedRect(x, y, width, height, look.round ?? 10).lineWidth(look.width ?? 1.5);
    if (look.dash !== undefined) doc.dash(look.dash, { space: look.dash });
    if (look.fill !== undefined && look.line !== undefined) {
      doc.fillAndStroke(INKS[look.fill], INKS[look.line]);
    } else if (look.fill !== undefined) doc.fill(INKS[look.fill]);
    else doc.stroke(INKS[look.line ?? 'ink']);
  });
}

/** Draws a dashed line to cut along. */
export function drawCut(
  paper: Paper,
  from: readonly [x: number, y: number],
  to: readonly [x: number, y: number],
): void {
  drawOrnament(paper, (doc) => {
    doc.moveTo(...from).lineTo(...to);
    doc.lineWidth(0.8).dash(4, { space: 3 }).stroke(INKS.line);
  });
}

/** Draws the band that says where help is, day and night. */
export function drawHelpBand(paper: Paper, words: string, box: Box, size: number): void {
  drawPanel(paper, box, { fill: 'green', round: Math.min(12, box.height / 3) });
  const sign = Math.min(box.height * 0.62, 44);
  const pad = Math.min(16, box.height * 0.3);
  drawDrawing(paper, RECEIVER, {
    x: box.x + pad,
    y: box.y + (box.height - sign) / 2,
    width: sign,
    height: sign,
  });
  const room = {
    x: box.x + sign + pad * 2,
    y: box.y + 3,
    width: box.width - sign - pad * 3,
    height: box.height - 6,
  };
  drawText(paper, words, room, { face: 'strong', size, least: size / 2, ink: 'white', stand: 'middle' });
}

/** A box without its edges. */
export function inset({ x, y, width, height }: Box, by: number, byY: number = by): Box {
  return { x: x + by, y: y + byY, width: width - 2 * by, height: height - 2 * byY };
}
