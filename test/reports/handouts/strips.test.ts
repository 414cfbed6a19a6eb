/** Sheets of strips: every code once, in its own strip, as letters and as a QR code. */

import { describe, expect, it } from 'vitest';
import { drawStrips, STRIPS_PER_PAGE } from '../../../src/reports/handouts/strips.ts';
import { groupedCode, waysIn } from '../../../src/reports/handouts/way.ts';
import { DOORS, madeUpHandout, mischievousHandout, PRESS, qrCodes, readDrawn, slips } from './made-up.ts';

const CHANNELS = ['web', 'telegram', 'zalo'] as const;
const CODES = Array.from({ length: 60 }, (_, at) => `GAKEMU${2300 + at}`);

function stripsOf(codes: readonly string[]) {
  return codes.map((code) => ({ code, ways: waysIn(CHANNELS, code, DOORS) }));
}

describe('a sheet of 60 one-time codes', () => {
  const sheet = { strips: stripsOf(CODES), oneTime: true, label: 'Lớp 5A' };
  it.each(['vi', 'en'] as const)(
    'has every code once, in letters and as a QR code, in %s',
    async (language) => {
      const bytes = await drawStrips(madeUpHandout(language), sheet, PRESS);
      const { pages } = readDrawn(bytes);
      expect(pages).toHaveLength(8);
      expect(slips(bytes)).toEqual([]);
      const printed = pages.flatMap(({ runs }) =>
        runs.map(({ text }) => text.trim()).filter((text) => /^GAKE/.test(text)),
      );
      expect(printed).toEqual(CODES.map(groupedCode));
      const scanned = pages.flatMap((page) => qrCodes(page).map(({ text }) => text));
      expect(scanned).toEqual(CODES.map((code) => `https://emnoi.example.vn/c/${code}`));
    },
  );
  it('keeps the words of each strip within its cuts', async () => {
    const { pages } = readDrawn(await drawStrips(madeUpHandout('vi'), sheet, PRESS));
    const [page] = pages;
    const [width, height] = [(595.28 - 44) / 2, (841.89 - 52) / 4];
    const crossing = page?.runs.filter(({ x, y, end, size }) => {
      if (y < 30) return false;
      const [left, top] = [
        22 + Math.floor((x - 22) / width) * width,
        30 + Math.floor((y - 30) / height) * height,
      ];
      return end > left + width || y - size * 0.8 < top || y + size * 0.25 > top + height;
    });
    expect(page?.runs.length).toBeGreaterThan(40);
    expect(crossing).toEqual([]);
  });
  it('tells what it is about, that it is voluntary and nameless, on each strip', async () => {
    const { pages } = readDrawn(await drawStrips(madeUpHandout('vi'), sheet, PRESS));
    const words = pages[0]?.runs.map(({ text }) => text.trim()).join(' ') ?? '';
    for (const said of [
      'Tỉnh Đoàn Đắk Lắk',
      'Em thích thì trả lời',
      'Không ai hỏi tên em',
      'dùng một lần',
      'Gọi 111',
    ]) {
      expect([said, words.split(said).length - 1]).toEqual([said, STRIPS_PER_PAGE]);
    }
  });
  it('names the sheet above the strips only, where it is cut off', async () => {
    const { pages } = readDrawn(await drawStrips(madeUpHandout('vi'), sheet, PRESS));
    const named = pages.map(({ runs }) => runs.filter(({ text }) => text.includes('Lớp 5A')));
    expect(named.map((runs) => runs.length)).toEqual(Array.from({ length: 8 }, () => 1));
    expect(Math.max(...named.flat().map(({ y }) => y))).toBeLessThan(30);
  });
});

describe('strips', () => {
  it('carry a code for many as it is, and do not say that it works once', async () => {
    const strips = stripsOf(['TRUONGLELOI']);
    const drawn = readDrawn(
      await drawStrips(madeUpHandout('vi'), { strips, oneTime: false, label: '' }, PRESS),
    );
    expect(drawn.words).toContain('TRUONGLELOI');
    expect(drawn.words).not.toContain('một lần');
  });
  it.each([
    [['web'], ['Trang web: emnoi.example.vn']],
    [['telegram'], ['Telegram: @emnoi_bot']],
    [
      ['web', 'telegram', 'zalo'],
      ['Trang web: emnoi.example.vn', 'Telegram: @emnoi_bot', 'Zalo: zalo.me/1234567890123456789'],
    ],
  ] as const)('tell those who cannot scan where to type the code, on %j', async (channels, places) => {
    const code = 'GAKEMU2347';
    const strip = { code, ways: waysIn(channels, code, DOORS) };
    const bytes = await drawStrips(madeUpHandout('vi'), { strips: [strip], oneTime: true, label: '' }, PRESS);
    const { words } = readDrawn(bytes);
    for (const place of ['GAKEMU 2347', 'Hoặc gõ mã này ở:', ...places]) expect(words).toContain(place);
    expect(slips(bytes)).toEqual([]);
  });
  it('hold words meant to harm them', async () => {
    const label = '<img src=x> '.repeat(60);
    const sheet = { strips: stripsOf(CODES.slice(0, 9)), oneTime: true, label };
    const bytes = await drawStrips(mischievousHandout('vi'), sheet, PRESS);
    expect(readDrawn(bytes).pages).toHaveLength(2);
    expect(slips(bytes)).toEqual([]);
    expect(readDrawn(bytes).words).toContain('GAKEMU 2300');
  });
  it('are drawn with pauses in which others are served', async () => {
    let turns = 0;
    let isDone = false;
    const count = (): void => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await drawStrips(madeUpHandout('vi'), { strips: stripsOf(CODES), oneTime: true, label: '' }, PRESS);
    isDone = true;
    expect(turns).toBeGreaterThanOrEqual(CODES.length);
  });
});
