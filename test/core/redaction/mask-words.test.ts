/** Words that a moderator ticks are covered. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskWords, wordsOf } from '../../../src/core/redaction/mask-words.ts';

it('covers chosen words, neighbours together', () => {
  const text = 'Bạn Tí béo\nở xóm [tên] đánh em.';
  expect(maskWords(text, [1])).toBe('Bạn [đã che] béo\nở xóm [tên] đánh em.');
  expect(maskWords(text, [1, 2, 6])).toBe('Bạn [đã che]\nở xóm [tên] [đã che] em.');
  expect(maskWords(text, [])).toBe(text);
  expect(maskWords(text, [99, -1])).toBe(text);
});

it('keeps a mask of two words in one piece', () => {
  expect(wordsOf('số [số điện thoại] nhé').map(({ word }) => word)).toEqual(['số', '[số điện thoại]', 'nhé']);
});

it('loses nothing of any text but what is chosen', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(maskWords(text, []).trimEnd()).toBe(text.trimEnd());
    }),
  );
});
