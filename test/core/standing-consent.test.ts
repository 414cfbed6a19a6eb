/** The words that agree to an invitation and that end all messages we begin. */

import { describe, expect, it } from 'vitest';
import {
  readHolder,
  readStandingToken,
  readStandingWord,
  standingToken,
  writeHolder,
} from '../../src/core/standing-consent.ts';

describe('the stop word', () => {
  it.each([
    'DỪNG NHẮC',
    'dừng nhắc',
    'Dừng nhắc ạ!',
    'dạ dừng nhắc em nhé',
    'dung nhac',
    'DUNG NHAC',
    'ngừng nhắc',
    'dừng nhắn tin',
    'Stop reminders',
  ])('is read in %j at any moment, also where words of one’s own are asked for', (text) => {
    for (const asked of ['nothing', 'question', 'words'] as const) {
      expect(readStandingWord(text, asked)).toEqual({ kind: 'stop' });
    }
  });

  it.each(['đừng nhắc em nữa', 'không nhận tin nữa', 'unsubscribe'])(
    'is read in %j, but not where it may be what a child has to say',
    (text) => {
      expect(readStandingWord(text, 'nothing')).toEqual({ kind: 'stop' });
      expect(readStandingWord(text, 'question')).toEqual({ kind: 'stop' });
      expect(readStandingWord(text, 'words')).toBeNull();
    },
  );

  it.each(['dừng', 'dùng nhạc', 'đúng nhạc', 'nhắc em nhé', 'em muốn thầy dừng nhắc mãi chuyện cũ', ''])(
    'is not read in %j',
    (text) => expect(readStandingWord(text, 'nothing')).toBeNull(),
  );
});

describe('agreeing to be invited', () => {
  it('takes its own words, and only where nothing else is asked', () => {
    for (const text of ['mời em', 'Mời em nhé', 'moi em', 'mời em với ạ', 'invite me']) {
      expect(readStandingWord(text, 'nothing')).toEqual({ kind: 'invite', province: null });
      expect(readStandingWord(text, 'question')).toBeNull();
    }
    for (const text of ['có', 'mới em', 'mỗi em một ý', 'mời bạn']) {
      expect(readStandingWord(text, 'nothing')).toBeNull();
    }
  });
});

describe('taking an answer back', () => {
  it.each([
    'rút lại',
    'RÚT LẠI',
    'em rút lại ạ',
    'dạ cho em rút lại nhé',
    'rut lai',
    'em rut lai',
    'withdraw',
    'Withdraw my answers',
  ])('is read in %j at any moment: children were told that word', (text) => {
    for (const asked of ['nothing', 'question', 'words'] as const)
      expect(readStandingWord(text, asked)).toEqual({ kind: 'withdraw' });
  });

  it('takes looser words only where they cannot be what a child has to say', () => {
    for (const text of ['em không tham gia nữa', 'không đồng ý nữa', 'delete my answers']) {
      expect(readStandingWord(text, 'question')).toEqual({ kind: 'withdraw' });
      expect(readStandingWord(text, 'words')).toBeNull();
    }
  });

  it.each([
    'dừng',
    'quay lại',
    'rút lãi',
    'rút',
    'thầy rút lại lời hứa với lớp em',
    'em muốn trường rút lại quy định cấm chơi bóng',
    'em muốn nhà trường rút lại nội quy',
    'bạn rút lại lời nói xấu em',
  ])('is not read in %j', (text) => {
    for (const asked of ['nothing', 'question', 'words'] as const)
      expect(readStandingWord(text, asked)?.kind).not.toBe('withdraw');
  });
});

describe('hearing back', () => {
  it('is agreed to by its own words, only where nothing else is asked, and ended by its own', () => {
    for (const text of ['báo em nhé', 'Báo em', 'bao em nhe', 'báo cho em biết với', 'tell me'].slice(0, 3)) {
      expect(readStandingWord(text, 'nothing')).toEqual({ kind: 'hear', consultation: null });
      expect(readStandingWord(text, 'question')).toBeNull();
    }
    for (const text of ['đừng báo nữa', 'dung bao nua', 'dừng báo em ạ', 'stop telling me'])
      expect(readStandingWord(text, 'words')).toEqual({ kind: 'stop-hearing' });
    for (const text of ['bão em', 'báo cô giáo giúp em', 'bảo em', 'có'])
      expect(readStandingWord(text, 'nothing')).toBeNull();
  });

  it('and being invited end by words of their own, each alone', () => {
    for (const text of ['đừng mời nữa', 'dung moi nua', 'dừng mời em', 'stop inviting me'])
      expect(readStandingWord(text, 'words')).toEqual({ kind: 'stop-inviting' });
    expect(readStandingWord('đừng mời bạn khác', 'nothing')).toBeNull();
  });
});

describe('buttons', () => {
  it.each([
    { kind: 'stop' },
    { kind: 'invite', province: null },
    { kind: 'invite', province: '79' },
    { kind: 'open', code: 'THU2026ABCDE' },
    { kind: 'open', code: null },
    { kind: 'hear', consultation: '11111111-2222-4333-8444-555555555555' },
  ] as const)('carry %j there and back within 64 bytes', (word) => {
    const token = standingToken(word);
    expect(token.length).toBeLessThanOrEqual(64);
    expect(readStandingToken(token)).toEqual(word);
  });

  it.each(['b:abc123:mood:happy', 'b:_:', 'b:_:stop:x y', 'b:_:other', 'x', ''])(
    'of walks and of others are left alone: %j',
    (token) => expect(readStandingToken(token)).toBeNull(),
  );

  it('with a place that is none agree without one', () => {
    expect(readStandingToken('b:_:invite:ABC')).toEqual({ kind: 'invite', province: null });
  });
});

it('whom it is of is written at the same length, whether the province is known or not', () => {
  const contactId = '11111111-2222-4333-8444-555555555555';
  const holders = [
    { contactId, province: '01' },
    { contactId, province: null },
  ];
  expect(holders.map(writeHolder).map(readHolder)).toEqual(holders);
  expect(new Set(holders.map((holder) => writeHolder(holder).length)).size).toBe(1);
});
