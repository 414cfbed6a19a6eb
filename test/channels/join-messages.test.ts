/** The messages of a turn are joined into few. */

import { describe, expect, it } from 'vitest';
import { joinMessages, spokenText } from '../../src/channels/join-messages.ts';

const said = (text: string, keyboard: string | null = null) => ({ text, keyboard });

describe('joinMessages', () => {
  it('joins all that fits, the keyboard at the very bottom', () => {
    expect(joinMessages([said('a'), said('b', 'K'), said('c')], 100)).toEqual([said('a\n\nb\n\nc', 'K')]);
  });

  it('begins anew after a keyboard when another one follows', () => {
    expect(joinMessages([said('a', 'K'), said('b'), said('c', 'L')], 100)).toEqual([
      said('a', 'K'),
      said('b\n\nc', 'L'),
    ]);
  });

  it('keeps a message whole that fits by itself', () => {
    expect(joinMessages([said('a'.repeat(60)), said('b b b b b', 'K')], 65)).toEqual([
      said('a'.repeat(60)),
      said('b b b b b', 'K'),
    ]);
  });

  it('counts the gap between messages', () => {
    expect(joinMessages([said('a'.repeat(50)), said('b'.repeat(48))], 100)).toHaveLength(1);
    expect(joinMessages([said('a'.repeat(50)), said('b'.repeat(49))], 100)).toHaveLength(2);
  });

  it('hangs the keyboard under the last piece of a message that is too long', () => {
    const pieces = joinMessages([said('word '.repeat(50), 'K')], 100);
    expect(pieces.map(({ keyboard }) => keyboard)).toEqual([null, null, 'K']);
  });

  it('sends a keyboard that has no text', () => {
    expect(joinMessages([said('', 'K')], 100)).toEqual([said('👇', 'K')]);
  });

  it('leaves empty messages out', () => {
    expect(joinMessages([said(''), said(' '), said('a')], 100)).toEqual([said('a')]);
  });
});

describe('spokenText', () => {
  it('says how far one has come', () => {
    expect(spokenText({ text: 'Em tên gì?', progress: { at: 3, of: 12 } })).toBe('(3/12) Em tên gì?');
    expect(spokenText({ text: 'Chào em!' })).toBe('Chào em!');
  });
});
