/** A QR code drawn as one path. */

import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { qrPath } from '../../src/reports/qr.ts';

it('darkens the modules of the code and no others, with the quiet zone around', () => {
  const text = 'otpauth://totp/Em%20N%C3%B3i:a%40b.vn?secret=ABCDEFGH&issuer=Em+N%C3%B3i';
  const { size, path } = qrPath(text);
  const dark = new Set<string>();
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let at = 0; at < Number(width); at += 1) dark.add(`${Number(x) + at} ${y}`);
  const { data } = encode(text, { ecc: 'M', border: 0 });
  expect(size).toBe(data.length + 8);
  const wanted = data.flatMap((row, y) => row.flatMap((one, x) => (one ? [`${x + 4} ${y + 4}`] : [])));
  expect([...dark].sort()).toEqual(wanted.sort());
});
