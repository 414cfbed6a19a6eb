/** Word by word, what changed. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markWords, type Piece, wordingChanges } from '../../../src/core/flow/word-difference.ts';

const shown = (pieces: readonly Piece[]) =>
  pieces.map(({ words, isChanged }) => (isChanged ? `[${words}]` : words)).join(' ');

describe('marks', () => {
  it.each([
    ['Em có vui không?', 'Em có vui không?', 'Em có vui không?', 'Em có vui không?'],
    ['Em có vui không?', 'Em có buồn không?', 'Em có [vui] không?', 'Em có [buồn] không?'],
    ['Em thấy sao?', 'Dạo này em thấy sao?', '[Em] thấy sao?', '[Dạo này em] thấy sao?'],
    ['', 'Em', '', '[Em]'],
    ['một hai', 'hai một', '[một] hai', 'hai [một]'],
  ])('%j → %j', (before, after, was, is) => {
    const marked = markWords(before, after);
    expect(shown(marked.before)).toBe(was);
    expect(shown(marked.after)).toBe(is);
  });

  it('take the same letters written in two ways for the same', () => {
    expect(markWords('trường', 'trường'.normalize('NFD')).after).toEqual([
      { words: 'trường', isChanged: false },
    ]);
  });

  it('keep every word of both texts, and unmarked ones are the same on both sides', () => {
    const text = fc
      .array(fc.constantFrom('em', 'có', 'vui', 'không', 'buồn'))
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const marked = markWords(before, after);
        const join = (pieces: readonly Piece[]) => pieces.map(({ words }) => words).join(' ');
        const kept = (pieces: readonly Piece[]) => join(pieces.filter(({ isChanged }) => !isChanged));
        expect(join(marked.before)).toBe(before);
        expect(join(marked.after)).toBe(after);
        expect(kept(marked.before)).toBe(kept(marked.after));
      }),
    );
  });

  it('bound their work on very long texts, from the first difference to the last', () => {
    const words = Array.from({ length: 1_500 }, (_, at) => `w${at}`);
    const other = words.with(700, 'x').with(800, 'y');
    const { after } = markWords(words.join(' '), other.join(' '));
    expect(after.map(({ isChanged }) => isChanged)).toEqual([false, true, false]);
    expect(after[1]?.words.split(' ').length).toBe(101);
  });
});

describe('changes of wordings', () => {
  it('are told by language and age band', () => {
    const changes = wordingChanges(
      { vi: 'Em thấy sao?', en: 'How are you?' },
      { vi: { all: 'Em thấy sao?', '7-8': 'Em vui không?' }, km: 'x' },
    );
    expect(
      changes.map(({ language, band, before, after }) => [language, band, before === null, after === null]),
    ).toEqual([
      ['vi', '7-8', true, false],
      ['en', 'all', false, true],
      ['km', 'all', true, false],
    ]);
  });

  it('are none where only spaces and line breaks differ', () => {
    expect(wordingChanges({ vi: 'Em  thấy\nsao?' }, { vi: { all: 'Em thấy sao? ' } })).toEqual([]);
  });
});
