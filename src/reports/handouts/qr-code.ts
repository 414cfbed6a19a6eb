/** Draws an address as a QR code with its quiet zone. */

import { encode } from 'uqr';
import { type Box, drawElement, INKS, type Paper } from './paper.ts';

/** Empty modules on each side that a reader needs. @see ISO/IEC 18004:2015, 6.3.8 */
export const QUIET_MODULES = 4;

/**
 * Tells which modules of an address are dark, without the quiet zone. At least 15 % of them may be lost on a crumpled sheet,
 * more where the size has room for it.
 */
export function qrModules(address: string): readonly (readonly boolean[])[] {
  return encode(address, { ecc: 'M', boostEcc: true, border: 0 }).data;
}

/**
 * Draws it black on white, in the middle of the box; quiet zone included.
 *
 * @param alt what a screen reader says of it
 */
export function drawQr(
  paper: Paper,
  { address, alt }: { readonly address: string; readonly alt: string },
  box: Box,
): void {
  const modules = qrModules(address);
  const side = Math.min(box.width, box.height);
  const unit = side / (modules.length + 2 * QUIET_MODULES);
  const x = box.x + (box.width - side) / 2;
  const y = box.y + (box.height - side) / 2;
  drawElement(paper, { tag: 'Figure', alt }, () => {
    const { doc } = paper;
    doc.rect(x, y, side, side).fill(INKS.white);
    modules.forEach((row, line) => {
      for (const { start, length } of runs(row)) {
        const left = x + (QUIET_MODULES + start) * unit;
        doc.rect(left, y + (QUIET_MODULES + line) * unit, length * unit, unit);
      }
    });
    doc.fill('#000000');
  });
}

/** Dark modules side by side are drawn as one: no hair lines between them, and a third of the bytes. */
function runs(row: readonly boolean[]): readonly { readonly start: number; readonly length: number }[] {
  const found: { start: number; length: number }[] = [];
  row.forEach((dark, at) => {
    const last = found.at(-1);
    if (!dark) return;
    if (last !== undefined && last.start + last.length === at) last.length += 1;
    else found.push({ start: at, length: 1 });
  });
  return found;
}
