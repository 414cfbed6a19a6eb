/** Addresses, passwords and links of accounts. */

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { invitationState, passwordFault, readEmail } from '../../../src/core/staff/account.ts';
import { DEEDS } from '../../../src/core/staff/deed.ts';
import { ROLES } from '../../../src/core/staff/role.ts';

describe('an e-mail address', () => {
  it.each([' Lan.Nguyen@TinhDoan.VN ', 'a@b.vn', "o'neil+x@sub.example.org"])('is read: %s', (typed) => {
    expect(readEmail(typed)).toBe(typed.trim().toLowerCase());
  });
  it.each([
    '',
    'lan',
    'lan@',
    '@b.vn',
    'lan@b',
    'a b@c.vn',
    'lan@b..vn',
    'a@b.vn\u0000',
    'á@b.vn',
    '<a@b.vn>',
    `${'x'.repeat(250)}@b.vn`,
  ])('is refused: %s', (typed) => {
    expect(readEmail(typed)).toBeNull();
  });
});

describe('a password', () => {
  const person = { name: 'Nguyễn Thị Lan', email: 'lannguyen@tinhdoan.vn' };
  const fault = (password: string) => passwordFault(password, person);

  it.each(['mưa rơi trên mái ngói', 'con mèo trèo cây cau', 'Xk92-pPq7Lm', '一只猫爬上了一棵很高的树'])(
    'will do: %s',
    (password) => {
      expect(fault(password)).toBeNull();
    },
  );
  it('needs ten characters, of whatever alphabet, and has at most 128', () => {
    expect(fault('chín chữ!')).toBe('short');
    expect(fault('👩‍👩‍👧x')).toBe('short');
    expect(fault('a1b2c3d4'.repeat(17))).toBe('long');
    expect(fault('a1b2c3d4'.repeat(16))).toBeNull();
  });
  it.each([
    '1234567890',
    '9876543210',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'password2026',
    'Mật khẩu 123',
    'matkhau1234',
    'VietNam2026!',
    'qwertyuiop1',
  ])('that everyone tries first will not do: %s', (password) => {
    expect(fault(password)).toBe('known');
  });
  it.each(['lannguyen26', 'NguyenThiLan', 'nguyễn thị lan'])(
    'made of one’s own name will not do: %s',
    (password) => {
      expect(fault(password)).toBe('personal');
    },
  );
  it('may hold one’s name among other words', () => {
    expect(fault('nguyenthilan thích mưa rào')).toBeNull();
  });
  it('is looked at without breaking, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (password, name) => {
        expect([null, 'short', 'long', 'known', 'personal']).toContain(
          passwordFault(password, { name, email: name }),
        );
      }),
    );
  });
});

test('a link is open until it is used, withdrawn or over, and says which', () => {
  const [before, end, after] = ['2026-12-01', '2026-12-08', '2026-12-09'].map((day) => new Date(day));
  if (before === undefined || end === undefined || after === undefined) throw new Error('no days');
  const link = { usedAt: null, withdrawnAt: null, expiresAt: end };
  expect(invitationState(link, before)).toBe('open');
  expect(invitationState(link, end)).toBe('expired');
  expect(invitationState({ ...link, usedAt: before }, after)).toBe('used');
  expect(invitationState({ ...link, withdrawnAt: before }, after)).toBe('withdrawn');
});

test('every deed may be done by an administrator or by a role made for it, and by known roles only', () => {
  for (const [deed, roles] of Object.entries(DEEDS)) {
    expect(roles.length, deed).toBeGreaterThan(0);
    for (const role of roles) expect(ROLES, deed).toContain(role);
  }
});
