/** How the console speaks: members of the council are children, and no page of theirs calls them "anh chị". */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSay } from '../../../src/i18n/say.ts';
import { isCouncilOnly, phrasesFor, SAID_TO_CHILDREN } from '../../../src/web/console/spoken-to.ts';
import { memberWith } from './console-world.ts';

const phrases: Readonly<Record<'vi' | 'en', Readonly<Record<string, string>>>> = {
  vi: JSON.parse(readFileSync(new URL('../../../locales/vi.json', import.meta.url), 'utf8')),
  en: JSON.parse(readFileSync(new URL('../../../locales/en.json', import.meta.url), 'utf8')),
};
const say = createSay();
const child = memberWith('council-member');

describe('a member of the council', () => {
  it('has words of its own wherever officials are spoken to formally', () => {
    // Areas that a member of the council can open.
    const own = /^console\.(account|area|comments|exports|home\.hello|not-allowed|not-found)\b/;
    const formal = Object.entries(phrases.vi).flatMap(([key, text]) =>
      own.test(key) && !key.endsWith('.council') && /anh chị|\bXin\b/i.test(text) ? [key] : [],
    );
    // A first page greets everybody.
    expect(formal.filter((key) => !SAID_TO_CHILDREN.has(key))).toEqual([]);
    for (const key of SAID_TO_CHILDREN) {
      expect(phrases.vi[`${key}.council`], key).toBeDefined();
      expect(phrases.en[`${key}.council`], key).toBeDefined();
      expect(phrases.vi[`${key}.council`]).not.toMatch(/anh chị|\bXin\b/i);
    }
  });

  it('reads them, and nobody else does', () => {
    expect(phrasesFor(say, 'vi', child)('console.exports.files')).toBe('Tệp em đã lấy');
    expect(phrasesFor(say, 'vi', memberWith('staff'))('console.exports.files')).toBe('Tệp anh chị đã lập');
    expect(phrasesFor(say, 'vi', null)('console.exports.files')).toBe('Tệp anh chị đã lập');
  });

  it('is one by that office alone', () => {
    expect(isCouncilOnly({ grants: [] })).toBe(false);
    const both = [...child.grants, ...memberWith('moderator').grants];
    expect(isCouncilOnly({ grants: both })).toBe(false);
  });
});
