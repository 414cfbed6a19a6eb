/** Inbound text is cleaned. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, cleanWord, MAX_INBOUND_TEXT } from '../../src/channels/clean-text.ts';

describe('cleanText', () => {
  it('composes decomposed Vietnamese', () => {
    expect(cleanText('Tru\u031Bo\u031B\u0300ng em ra\u0302\u0301t vui')).toBe('Trường em rất vui');
  });

  it('takes zero-width, direction and control characters away', () => {
    expect(cleanText('b\u200Bỏ\uFEFF \u202Equa\u0000\u0007\u00AD')).toBe('bỏ qua');
  });

  it('keeps joined emoji, skin tones, flags and a heart with its variation selector', () => {
    for (const emoji of ['👨‍👩‍👧‍👦', '👩🏽‍🏫', '❤️‍🔥', '🏳️‍🌈', '🇻🇳', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣'])
      expect(cleanText(emoji)).toBe(emoji);
  });

  it('takes a joiner between letters away, so that words match', () => {
    expect(cleanText('k\u200Dhông')).toBe('không');
  });

  it('makes every space plain and every line end one', () => {
    expect(cleanText('  một\u00A0hai\u3000ba\r\nbốn\u2028năm\n\n \n\nsáu\t')).toBe(
      'một hai ba\nbốn\nnăm\n\nsáu',
    );
  });

  it('replaces half characters, which no database stores', () => {
    expect(cleanText('a\uD83D b\uDE00')).toBe('a\uFFFD b\uFFFD');
  });

  it('bounds stacked marks', () => {
    expect(cleanText(`a${'\u0300'.repeat(1_000)}`).length).toBeLessThan(12);
  });

  it('gives, for any text, well-formed composed text of bounded length, and changes it no more', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    );
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 400 }), (piece, times) => {
        const cleaned = cleanText(piece.repeat(times));
        expect(cleaned.isWellFormed()).toBe(true);
        expect(cleaned.normalize('NFC')).toBe(cleaned);
        expect(cleaned.length).toBeLessThanOrEqual(MAX_INBOUND_TEXT);
        expect(cleaned).not.toMatch(/(?!\n)\p{Cc}/u);
        expect(cleanText(cleaned)).toBe(cleaned);
      }),
      { numRuns: 300 },
    );
  });

  it('cuts a long text between graphemes', () => {
    expect(cleanText('👨‍👩‍👧‍👦'.repeat(1_000))).toBe('👨‍👩‍👧‍👦'.repeat(Math.floor(MAX_INBOUND_TEXT / 11)));
  });
});

describe('cleanWord', () => {
  it('gives one line of bounded length', () => {
    expect(cleanWord('b:ab12cd:mood\n:sad')).toBe('b:ab12cd:mood :sad');
    expect(cleanWord('x'.repeat(10_000))).toHaveLength(256);
  });
});
