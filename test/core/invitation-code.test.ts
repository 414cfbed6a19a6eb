/** Codes that children type: made up so that they are read and typed without mistakes. */

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readCode } from '../../src/core/consultation.ts';
import { isSpoken, isUnfit, makeOneTimeCode, makeOpenCode } from '../../src/core/invitation-code.ts';
import { hearDanger } from '../../src/core/protection/hear-danger.ts';

const dice = (n: number) => Math.floor(Math.random() * n);

describe('a made-up code', () => {
  it('has no letter or digit that is taken for another, and is stored as it is printed', () => {
    for (let many = 0; many < 2_000; many += 1) {
      for (const code of [makeOpenCode(dice), makeOneTimeCode(dice)]) {
        expect(code).not.toMatch(/[01OISBQ]/);
        expect(readCode(code)).toBe(code);
        expect(readCode(code.toLowerCase().replace(/(...)/, '$1 '))).toBe(code);
      }
    }
  });

  it('is nothing a child says, and nothing rude', () => {
    for (let many = 0; many < 2_000; many += 1) {
      const code = makeOneTimeCode(dice);
      expect(isSpoken(code), code).toBe(false);
      expect(code, code).not.toMatch(/TUTU|PEDE|LUN|NUDE|HATE|RAPE/);
    }
  });

  it('is heard as no cry for help, however it is typed', () => {
    for (let many = 0; many < 2_000; many += 1) {
      const code = makeOneTimeCode(dice).toLowerCase();
      for (const typed of [code, code.replace(/(..)/g, '$1 '), code.replace(/(...)/g, '$1 ')])
        expect(hearDanger(typed), typed).toBeNull();
    }
    expect(hearDanger('ge me xu 44 84')).not.toBeNull();
  });

  it('is drawn anew where chance brings an unfit word', () => {
    // The dice show T, U, T, U first, and then whatever comes.
    const shown = [8, 2, 8, 2];
    const code = makeOpenCode((n) => shown.shift() ?? dice(n));
    expect(code).not.toContain('TUTU');
    expect(code).toHaveLength(6);
  });

  it('is different nearly every time', () => {
    const drawn = new Set(Array.from({ length: 5_000 }, () => makeOneTimeCode(dice)));
    expect(drawn.size).toBeGreaterThan(4_990);
  });
});

test.each(['KHONG', 'CO', 'SOS', '111', 'STOP', 'DUNG', '12345'])('%s is something children say', (code) => {
  expect(isSpoken(code)).toBe(true);
});

test.each(['THU', 'HANOI', 'LOP4A', 'MATTHE', 'KIMDONG', 'TANHIEP', 'NGUYENDU', 'DAMSEN'])(
  '%s may be a code',
  (code) => {
    expect(isSpoken(code)).toBe(false);
    expect(isUnfit(code)).toBe(false);
  },
);

test.each(['LON', 'CAC22', 'DITME', 'DUMA7', 'XTUTUX', 'SEX', 'NGU', 'HIEP'])(
  '%s is not printed for children',
  (code) => {
    expect(isUnfit(code)).toBe(true);
  },
);

test('whatever the dice show, a code comes out', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (numbers) => {
      const shown = [...numbers];
      expect(readCode(makeOneTimeCode((n) => (shown.shift() ?? dice(1_000)) % n))).not.toBeNull();
    }),
  );
});
