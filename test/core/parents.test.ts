/** Codes and counts of parents. */

import { describe, expect, it } from 'vitest';
import { countParents } from '../../src/core/parent-counts.ts';
import { type ParentSays, parentLetter, readParentCode, showParentCode } from '../../src/core/parents.ts';
import { createSay } from '../../src/i18n/say.ts';
import { createAddressBook } from '../../src/storage/address-book.ts';

const book = createAddressBook('a secret key for tests that is long enough');

describe('the code of a parent', () => {
  const walk = '0b1f7c1e-0000-4000-8000-000000000001';
  it('is the same for a walk, another for another walk or key, and never a child’s', () => {
    const code = book.parentCode(walk);
    expect(code).toMatch(/^([GHKLMNPRTX][AEU]){5}[2-9]{4}$/);
    expect(book.parentCode(walk)).toBe(code);
    const others = Array.from({ length: 2_000 }, (_, at) => book.parentCode(`walk ${at}`));
    expect(new Set([code, ...others]).size).toBe(2_001);
    expect(createAddressBook('another secret key that is long enough too').parentCode(walk)).not.toBe(code);
    expect(book.parentKey(code)).not.toBe(book.codeKey(code));
  });
  it('is read as people type it', () => {
    const code = book.parentCode(walk);
    for (const typed of [
      code.toLowerCase(),
      showParentCode(code),
      ` ${showParentCode(code).replaceAll('-', ' ')}. `,
    ])
      expect(readParentCode(typed)).toBe(code);
    for (const typed of [
      '',
      'THU',
      `${code}2`,
      `${code} ${code}`,
      '<b>LAMUNETAKU2468</b>',
      '\u0000'.repeat(14),
      'x'.repeat(9_999),
    ])
      expect(readParentCode(typed)).toBeNull();
  });
});

describe('the letter', () => {
  it('is there in every language, with nothing left open', () => {
    const text = { vi: 'Chữ', en: 'Words' };
    const matter = { title: text, asker: text, purpose: text, use: text, keptDays: 90, minCell: 7 };
    for (const language of ['vi', 'en']) {
      const letter = parentLetter(createSay(), language, matter).join('\n');
      expect(letter).not.toMatch(/\{\{|parent\.letter/);
      expect(letter).toContain('90');
      expect(letter).toContain('7');
    }
  });
});

describe('counts of parents’ decisions', () => {
  const says = (way: ParentSays['way'], decision: ParentSays['decision'] = 'agreed') => ({
    parent: { way, decision, wording: 1, day: '2026-11-24' },
  });
  const times = <T>(many: number, one: T): readonly T[] => Array.from({ length: many }, () => one);
  it('tell a way only where enough of the batch share it', () => {
    const batch = [...times(5, says('list')), ...times(3, says('own-phone')), says('same-phone'), {}];
    expect(countParents(batch, 4)).toEqual([
      { way: '*', wording: 1, decision: 'agreed', walks: 4 },
      { way: 'list', wording: 1, decision: 'agreed', walks: 5 },
    ]);
  });
  it('tell of a small batch only how many agreed', () => {
    expect(countParents([says('list'), says('own-phone', 'declined')], 4)).toEqual([
      { way: '*', wording: 1, decision: 'agreed', walks: 1 },
    ]);
  });
  it('are nothing where no parent was asked', () => {
    expect(countParents(times(9, {}), 4)).toEqual([]);
  });
});
