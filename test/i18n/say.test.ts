/** Our phrases: the same in every language, short for children, given at once. */

import { describe, expect, it } from 'vitest';
import { createSay, PHRASES } from '../../src/i18n/say.ts';

const languages = Object.keys(PHRASES);
const source = PHRASES['vi'] ?? {};

function placeholders(phrase: string): readonly string[] {
  return [...phrase.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();
}

describe.each(languages)('the phrases in %s', (language) => {
  const phrases = PHRASES[language] ?? {};
  it('have the keys of the source, in order', () => {
    expect(Object.keys(phrases)).toEqual(Object.keys(source).sort());
  });
  it('have the placeholders of the source', () => {
    for (const [key, phrase] of Object.entries(phrases)) {
      expect([key, placeholders(phrase)]).toEqual([key, placeholders(source[key] ?? '')]);
    }
  });
  it('are not empty, composed, and without stray spaces', () => {
    for (const [key, phrase] of Object.entries(phrases)) {
      expect([key, phrase]).toEqual([key, phrase.normalize('NFC').trim()]);
      expect(phrase).not.toBe('');
    }
  });
  it('are at most 160 characters a paragraph where children read them', () => {
    for (const [key, phrase] of Object.entries(phrases)) {
      if (!key.startsWith('chat.')) continue;
      for (const part of phrase.split('\n\n')) expect([key, part.length <= 160]).toEqual([key, true]);
    }
  });
});

describe('say', () => {
  const say = createSay();
  it('gives a phrase in the language asked for', () => {
    expect(say('vi', 'chat.control.skip')).toBe('Bỏ qua');
    expect(say('en', 'chat.control.skip')).toBe('Skip');
  });
  it('puts values in as they are', () => {
    expect(say('vi', 'chat.ambiguous.one', { label: '<b> & {{x}} $t(chat.yes)' })).toBe(
      'Ý em là “<b> & {{x}} $t(chat.yes)” phải không?',
    );
  });
  it('falls back to Vietnamese', () => {
    expect(say('km', 'chat.control.skip')).toBe('Bỏ qua');
    expect(say('km', 'chat.number.bounds', { min: 1, max: 2 })).toBe('Em ghi một số từ 1 đến 2 nhé.');
  });
  it('gives an unknown key itself', () => {
    expect(say('vi', 'chat.no-such')).toBe('chat.no-such');
  });
});
