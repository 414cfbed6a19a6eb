/** What the typeface can draw, held against the font files and every name of a place. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { drawable, isInTypeface } from '../../../src/reports/handouts/drawable.ts';
import { ALPHABET } from './made-up.ts';

const packages = createRequire(import.meta.url);

/** The characters that a font file has glyphs for. */
async function charactersOf(file: string): Promise<ReadonlySet<number>> {
  const path = packages.resolve(`@expo-google-fonts/be-vietnam-pro/${file}`);
  const doc = new PDFDocument({ font: path });
  const { font } = (doc as unknown as { _font: { font: { characterSet: number[] } } })._font;
  return new Set(font.characterSet);
}

describe('the typeface', () => {
  it.each(['500Medium/BeVietnamPro_500Medium.ttf', '800ExtraBold/BeVietnamPro_800ExtraBold.ttf'])(
    'has a glyph for every character that %s is asked to draw',
    async (file) => {
      const characters = await charactersOf(file);
      const missing: string[] = [];
      let asked = 0;
      for (let code = 0x20; code < 0x3000; code += 1) {
        if (!isInTypeface(String.fromCodePoint(code))) continue;
        asked += 1;
        if (!characters.has(code)) missing.push(code.toString(16));
      }
      expect(missing).toEqual([]);
      expect(asked).toBeGreaterThan(400);
    },
  );
  it('has every letter of Vietnamese', () => {
    expect(ALPHABET).toHaveLength(144);
    expect([...ALPHABET, 'đ', 'Đ'].filter((letter) => !isInTypeface(letter))).toEqual([]);
  });
  it('draws the name of every place', async () => {
    const file = new URL('../../../data/localities.csv', import.meta.url);
    const text = await readFile(file, 'utf8');
    const changed = text.split('\n').filter((line) => drawable(line) !== line.normalize('NFC').trim());
    expect(changed).toEqual([]);
  });
});

describe('words', () => {
  it.each([
    ['decomposed', 'Đ\u0103\u0301k L\u0103\u0301k', 'Đắk Lắk'],
    [
      'letters of Ba Na and Gia Rai the typeface lacks',
      'Kon Tơm\u014f, Plei \u0114',
      'Kon Tơmo\u0306, Plei E\u0306',
    ],
    ['full-width digits', '１１１', '111'],
    ['hyphens that do not break, and arrows', 'Bà Rịa\u2011Vũng Tàu → biển', 'Bà Rịa-Vũng Tàu – biển'],
    ['pictures', 'Vui 🎈 quá 👩‍👧', 'Vui quá'],
    ['marks that turn the reading direction', 'abc\u202edef\u2066', 'abcdef'],
    ['line breaks and control characters', 'một\r\nhai\u0007\tba', 'một hai ba'],
    ['scripts the typeface lacks', 'ខ្មែរ Khmer', 'Khmer'],
    ['markup', '<b onload="x()">&amp;', '<b onload="x()">&amp;'],
  ])('become drawable: %s', (_, written, drawn) => {
    expect(drawable(written)).toBe(drawn);
  });
});
