/** A QR code as one SVG path, for pages that show it on a screen. */

import { encode } from 'uqr';

/** Empty modules on each side that a reader needs. @see ISO/IEC 18004:2015, 6.3.8 */
const QUIET_MODULES = 4;

/** A QR code of `size` × `size` modules, quiet zone included. */
export type QrPath = {
  readonly size: number;
  /** Value of a path's `d`: the dark modules, for `viewBox="0 0 size size"`. */
  readonly path: string;
};

/** Draws a text as a QR code. At least 15 % of it may be unreadable: a screen is clean, but may reflect. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_MODULES });
  const runs = data.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
  );
  return { size, path: runs.join('') };
}
