/** An address as a QR code for a screen: one path in a square of modules. */

import { encode } from 'uqr';

/** Empty modules on each side that a reader needs. @see ISO/IEC 18004:2015, 6.3.8 */
const QUIET_MODULES = 4;

/** A path for an SVG whose view box is `0 0 size size`, the quiet zone included. */
export type QrPath = { readonly size: number; readonly path: string };

/** Draws it: dark modules side by side become one piece. */
export function qrPath(address: string): QrPath {
  const { data, size } = encode(address, { ecc: 'M', boostEcc: true, border: QUIET_MODULES });
  const pieces = data.flatMap((row, y) => {
    const found: string[] = [];
    for (let x = 0; x < row.length; x += 1) {
      if (row[x] !== true) continue;
      const end = row.indexOf(false, x);
      const length = (end < 0 ? row.length : end) - x;
      found.push(`M${x} ${y}h${length}v1h-${length}z`);
      x += length - 1;
    }
    return found;
  });
  return { size, path: pieces.join('') };
}
