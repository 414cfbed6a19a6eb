/** Outbound text is divided where a reader would pause. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText, splitText } from '../../src/channels/split-text.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const graphemesOf = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment);

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    'Em thích đến trường. ',
    '\n\n',
    '\n',
    ' ',
    '👨‍👩‍👧‍👦',
    '🇻🇳🇻🇳🇻🇳',
    'ọ́'.normalize('NFD'),
    'dài'.repeat(30),
    '1. ',
  ),
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('').toWellFormed());

describe('splitText', () => {
  it('loses nothing but white space, and keeps the limit', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 20, max: 200 }), (given, max) => {
        const pieces = splitText(given, max);
        const squeeze = (one: string) => one.replace(/\s+/g, '');
        expect(squeeze(pieces.join(''))).toBe(squeeze(given.normalize('NFC')));
        for (const one of pieces) {
          expect(one.length).toBeLessThanOrEqual(max);
          expect(one.trim()).not.toBe('');
          expect(one.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  it('never divides a grapheme that would fit', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 30, max: 200 }), (given, max) => {
        const whole = graphemesOf(given.normalize('NFC')).filter((one) => one.trim() !== '');
        fc.pre(whole.every((one) => one.length <= 15));
        const divided = splitText(given, max)
          .flatMap(graphemesOf)
          .filter((one) => one.trim() !== '');
        expect(divided).toEqual(whole);
      }),
    );
  });

  it('prefers a paragraph, then a line, a sentence, a word', () => {
    const a = 'a'.repeat(60);
    const b = 'b'.repeat(80);
    expect(splitText(`${b}\n\n${a}. ${a}`, 150)).toEqual([b, `${a}. ${a}`]);
    expect(splitText(`${b}\n${a} ${a}`, 150)).toEqual([b, `${a} ${a}`]);
    expect(splitText(`${a}. bb bb`, 65)).toEqual([`${a}.`, 'bb bb']);
    expect(splitText(`${a} ${a}`, 70)).toEqual([a, a]);
  });

  it('does not take the number of an option for the end of a sentence', () => {
    const option = 'x'.repeat(40);
    expect(splitText(`1. ${option} 2. ${option}`, 50)).toEqual([`1. ${option} 2.`, option]);
  });

  it('composes before it counts', () => {
    const decomposed = 'ế'.normalize('NFD').repeat(100);
    expect(splitText(decomposed, 100)).toEqual(['ế'.repeat(100)]);
  });

  it('takes a thousand emoji as 2,000 units and never halves one', () => {
    expect(splitText('😀'.repeat(1_000), 2_000)).toHaveLength(1);
    expect(splitText('😀'.repeat(1_000), 1_999).map((one) => one.length)).toEqual([1_998, 2]);
  });
});

describe('cutText', () => {
  it('leaves a short text as it is', () => {
    expect(cutText('Em', 2)).toBe('Em');
  });

  it('keeps flags in pairs', () => {
    expect(cutText('🇻🇳🇻🇳🇻🇳', 10)).toBe('🇻🇳🇻🇳');
  });

  it('cuts a single endless grapheme between code points', () => {
    expect(cutText(`😀${'\u{1F3FB}'.repeat(10)}`, 5)).toBe('😀\u{1F3FB}');
  });
});
