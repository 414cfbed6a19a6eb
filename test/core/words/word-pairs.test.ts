/** Word pairs go by words, not syllables, and never tell of few. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LISTED, segment } from '../../../src/core/words/segment.ts';
import { wordPairs } from '../../../src/core/words/word-pairs.ts';

const wordsOf = (text: string) => segment([text])[0]?.flat();

describe('segmentation', () => {
  it('takes the longest word of the list', () => {
    expect(wordsOf('Nhà vệ sinh bẩn lắm')).toEqual(['nhà vệ sinh', 'bẩn', 'lắm']);
    expect(wordsOf('bạo lực học đường và đèn giao thông')).toEqual([
      'bạo lực học đường',
      'và',
      'đèn giao thông',
    ]);
    expect(wordsOf('Sân bóng đá của trường')).toEqual(['sân bóng đá', 'của', 'trường']);
  });

  it('ends sentences at signs, numbers and masks', () => {
    expect(segment(['Sân. Chơi 5 bóng [tên] đá'])[0]).toEqual([['sân'], ['chơi'], ['bóng'], ['đá']]);
  });

  it('joins syllables that hardly ever stand apart, though no list has them', () => {
    const texts = [...Array.from({ length: 6 }, (_, at) => `em chơi blox fruit ${at}`), 'em chơi cờ'];
    expect(segment(texts)[0]?.[0]).toEqual(['em', 'chơi', 'blox fruit']);
    expect(segment(texts.slice(3))[0]?.[0]).toEqual(['em', 'chơi', 'blox', 'fruit']);
  });

  it('has at least 1,500 words of several syllables', () => {
    expect(LISTED).toBeGreaterThanOrEqual(1_500);
  });
});

describe('pairs', () => {
  const texts = (count: number) =>
    Array.from(
      { length: count },
      (_, at) => `Nhà vệ sinh rất bẩn. Nhà vệ sinh bẩn! Tầng ${'abcdefghijk'[at]}x.`,
    );

  it('are given from the threshold on, each text counting once', () => {
    expect(wordPairs(texts(4), 5)).toEqual([]);
    expect(wordPairs(texts(5), 5)).toEqual([{ words: ['nhà vệ sinh', 'bẩn'], atLeast: 5 }]);
    expect(wordPairs(texts(9), 5)).toEqual([{ words: ['nhà vệ sinh', 'bẩn'], atLeast: 5 }]);
  });

  it('are not made frequent by one who sends the same words again and again', () => {
    const again = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 'Thầy Tư xấu!' : 'thầy  tư XẤU'));
    expect(wordPairs([...texts(9), ...again], 5)).toEqual([{ words: ['nhà vệ sinh', 'bẩn'], atLeast: 5 }]);
  });

  it('never tell of fewer texts than the threshold, nor a figure that one text moves by less', () => {
    const word = fc.constantFrom('sân chơi', 'nước', 'cây xanh', 'thiếu', 'em', 'bẩn', 'bạn', 'không');
    const text = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 40 }),
        fc.integer({ min: 2, max: 10 }),
        (written, threshold) => {
          for (const { words, atLeast } of wordPairs(written, threshold)) {
            expect(atLeast % threshold).toBe(0);
            const having = written.filter((one) => words.every((word) => one.includes(word)));
            expect(having.length).toBeGreaterThanOrEqual(atLeast);
            expect(atLeast).toBeGreaterThanOrEqual(threshold);
          }
        },
      ),
    );
  });
});
