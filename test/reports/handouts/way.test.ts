/** The ways in: one address a channel, and how address and code are printed. */

import { describe, expect, it } from 'vitest';
import { readCode } from '../../../src/core/consultation.ts';
import { groupedCode, printedAddress, typingAddress, waysIn } from '../../../src/reports/handouts/way.ts';
import { DOORS } from './made-up.ts';

describe('the ways in', () => {
  it('lead straight in on the web and Telegram, and to a bot that is sent the code on Zalo', () => {
    expect(waysIn(['web', 'telegram', 'zalo', 'zalo-oa'], 'THU', DOORS)).toEqual([
      { channel: 'web', address: 'https://emnoi.example.vn/c/THU', typed: false },
      { channel: 'telegram', address: 'https://t.me/emnoi_bot?start=THU', typed: false },
      { channel: 'zalo', address: 'https://zalo.me/1234567890123456789', typed: true },
      { channel: 'zalo-oa', address: 'https://zalo.me/987654321', typed: true },
    ]);
  });
  it('leave out a channel whose door is not known', () => {
    const ways = waysIn(['web', 'telegram', 'zalo', 'zalo-oa'], 'THU', { publicUrl: DOORS.publicUrl });
    expect(ways.map(({ channel }) => channel)).toEqual(['web']);
  });
  it('are printed as one types them', () => {
    const printed = waysIn(['web', 'telegram', 'zalo'], 'THU', DOORS).map(printedAddress);
    expect(printed).toEqual(['emnoi.example.vn/c/THU', '@emnoi_bot', 'zalo.me/1234567890123456789']);
  });
  it('are shorter where the code is typed as well: the web asks for it on its front page', () => {
    const ways = waysIn(['web', 'telegram', 'zalo'], 'THU', DOORS);
    expect(ways.map(typingAddress)).toEqual([
      'emnoi.example.vn',
      '@emnoi_bot',
      'zalo.me/1234567890123456789',
    ]);
    const below = waysIn(['web'], 'THU', { publicUrl: 'http://tinh.example.vn:8080/em-noi' });
    expect(below.map(typingAddress)).toEqual(['tinh.example.vn:8080/em-noi']);
  });
});

describe('a one-time code', () => {
  it.each([
    ['GAKEMU2347', 'GAKEMU 2347'],
    ['ABC', 'ABC'],
    ['K7M4QX2P', 'K7M4QX2P'],
  ])('%s is printed as %s and read again', (code, printed) => {
    expect(groupedCode(code)).toBe(printed);
    expect(readCode(printed)).toBe(code);
  });
});
