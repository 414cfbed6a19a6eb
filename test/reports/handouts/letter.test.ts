/** The letters to parents and teachers, as PDF and as text to copy. */

import { describe, expect, it } from 'vitest';
import { drawLetter } from '../../../src/reports/handouts/draw-letter.ts';
import type { Handout } from '../../../src/reports/handouts/handout.ts';
import { phrasesFor } from '../../../src/reports/handouts/handout-words.ts';
import { letterAsText } from '../../../src/reports/handouts/letter.ts';
import { parentsLetter, parentsMessage } from '../../../src/reports/handouts/parents-letter.ts';
import { teachersLetter } from '../../../src/reports/handouts/teachers-letter.ts';
import { madeUpHandout, mischievousHandout, PRESS, qrCodes, readDrawn, slips } from './made-up.ts';

const LETTERS = [
  ['parents', parentsLetter],
  ['teachers', teachersLetter],
] as const;

function written(handout: Handout, write: (typeof LETTERS)[number][1]): string {
  return letterAsText(write(handout, phrasesFor(handout, PRESS.say)));
}

async function draw(handout: Handout, write: (typeof LETTERS)[number][1]): Promise<Uint8Array> {
  return drawLetter({ letter: write(handout, phrasesFor(handout, PRESS.say)), handout }, PRESS);
}

describe.each(LETTERS)('the letter to %s', (_, write) => {
  it.each(['vi', 'en'] as const)('is printed as it is copied, on two pages, in %s', async (language) => {
    const handout = madeUpHandout(language);
    const bytes = await draw(handout, write);
    const { pages } = readDrawn(bytes);
    // The number of the page stands below the words.
    const above = pages.flatMap(({ runs }) => runs.filter(({ y }) => y < 790).map(({ text }) => text));
    const words = above.join(' ');
    expect(pages).toHaveLength(2);
    expect(slips(bytes)).toEqual([]);
    const plain = (text: string) => text.toLocaleLowerCase().replace(/[\s·•-]+/g, '');
    for (const line of written(handout, write).split('\n')) expect(plain(words)).toContain(plain(line));
  });
  it('carries the ways in as links and as QR codes', async () => {
    const handout = madeUpHandout('vi');
    const { pages } = readDrawn(await draw(handout, write));
    const scanned = pages.flatMap((page) => qrCodes(page).map(({ text }) => text));
    expect(scanned).toEqual(handout.ways.map(({ address }) => address));
    expect(written(handout, write)).toContain('https://emnoi.example.vn/c/TRUONG1');
    expect(written(handout, write)).toContain('nhắn mã TRUONG1');
  });
  it('leaves dots where nobody said who asks and who is responsible', () => {
    const text = written({ ...madeUpHandout('vi'), asker: '', responsible: '' }, write);
    expect(text.match(/…{10,}/g)).toHaveLength(2);
    expect(text).not.toMatch(/\{\{|undefined|null/);
  });
  it('runs over as many pages as words meant to harm it take', async () => {
    const bytes = await draw(mischievousHandout('vi'), write);
    expect(slips(bytes)).toEqual([]);
    expect(readDrawn(bytes).words).toContain('<script>alert("x")</script>');
    expect(readDrawn(bytes).pages.length).toBeLessThan(8);
  });
  it('is composed, whichever way its words came', () => {
    const handout = madeUpHandout('vi');
    const text = written({ ...handout, title: handout.title.normalize('NFD') }, write);
    expect(text).toBe(written(handout, write));
  });
});

describe('the letter to parents', () => {
  const handout = madeUpHandout('vi');
  const text = written(handout, parentsLetter);
  it.each([
    ['the law', '102/2016/QH13, Điều 34'],
    ['the organisation that asks', 'Điều 77'],
    ['the circular', '36/2018/TT-BLĐTBXH'],
    ['that it is voluntary', 'Em tham gia hay không đều được'],
    ['what is kept', 'Được giữ: nhóm tuổi'],
    ['what is not asked', 'Không hỏi tên'],
    ['threshold k', 'ít hơn 5 em'],
    ['how to withdraw', '“làm lại” để xóa'],
    ['the rights of parents', '91/2025/QH15, Điều 24'],
    ['the helpline', '111: miễn phí'],
    ['who is responsible', handout.responsible],
    ['that the goal of 60 days is no law', '60 ngày sau khi kết thúc (mục tiêu của đơn vị tổ chức)'],
    ['that other companies run Zalo and Telegram', 'công ty khác vận hành'],
  ])('says %s', (_, words) => {
    expect(text).toContain(words);
  });
  it('is silent about other companies where only the web is used', () => {
    expect(written(madeUpHandout('vi', { channels: ['web'] }), parentsLetter)).not.toContain('công ty khác');
  });
  it('says nothing of a law that was not read', () => {
    const articles = [...text.matchAll(/Điều (\d+)/g)].map(([, article]) => article);
    expect([...new Set(articles)].sort()).toEqual(['24', '34', '77']);
  });
  it('fits into one message when it is short', () => {
    const message = parentsMessage(handout, phrasesFor(handout, PRESS.say));
    expect(message.length).toBeLessThan(1_000);
    expect(message).toContain('https://emnoi.example.vn/c/TRUONG1');
    expect(message).toContain('111');
  });
});

describe('the letter to teachers', () => {
  const text = written(madeUpHandout('vi'), teachersLetter);
  it.each([
    ['not to look', 'Không nhìn màn hình'],
    ['not to press', 'không giục'],
    ['not to give marks', 'Không chấm điểm'],
    ['to report harm at once', 'Báo ngay, không chờ hết buổi'],
    ['to whom', 'Tổng đài 111, hoặc công an, hoặc Ủy ban nhân dân cấp xã'],
    ['not to promise secrecy', 'Không hứa giữ bí mật'],
    ['not to write down who has which code', 'không lập danh sách em nào cầm phiếu nào'],
  ])('says %s', (_, words) => {
    expect(text).toContain(words);
  });
});
