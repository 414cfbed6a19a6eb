/** Posters, large print and the slide: read back from the PDF, words, places of words, and QR codes. */

import { describe, expect, it } from 'vitest';
import type { Handout } from '../../../src/reports/handouts/handout.ts';
import { drawLargePrint, LARGE_PRINT } from '../../../src/reports/handouts/large-print.ts';
import { drawPoster } from '../../../src/reports/handouts/poster.ts';
import { drawSlide } from '../../../src/reports/handouts/slide.ts';
import { ALPHABET, madeUpHandout, mischievousHandout, PRESS, qrCodes, readDrawn, slips } from './made-up.ts';

const SHEETS = [
  ['a4', 595.28, 841.89, (handout: Handout) => drawPoster(handout, 'a4', PRESS)],
  ['a5', 419.53, 595.28, (handout: Handout) => drawPoster(handout, 'a5', PRESS)],
  ['large', 595.28, 841.89, (handout: Handout) => drawLargePrint(handout, PRESS)],
  ['slide', 960, 540, (handout: Handout) => drawSlide(handout, PRESS)],
] as const;

describe.each(SHEETS)('the sheet %s', (size, width, height, draw) => {
  it.each(['vi', 'en'] as const)(
    'is one page of its size with all that a child is promised, in %s',
    async (language) => {
      const handout = madeUpHandout(language);
      const drawn = readDrawn(await draw(handout));
      expect(drawn.pages.map((page) => [page.width, page.height])).toEqual([[width, height]]);
      const promised =
        language === 'vi'
          ? [
              'Em nghĩ gì?',
              'Em thích thì trả lời',
              'Không hỏi tên',
              'máy trả lời tự động',
              '30/11/2026',
              '7–15 tuổi',
              'Gọi 111',
            ]
          : [
              'Your turn!',
              'only if you want to',
              'No names',
              'automatic machine',
              '30 November 2026',
              'aged 7–15',
              'Call 111',
            ];
      for (const words of [...promised, handout.asker, handout.title, 'TRUONG1']) {
        expect(drawn.words).toContain(words);
      }
      expect(drawn.title).toBe(handout.title);
      expect(drawn.language).toBe(language);
    },
  );

  it('carries codes that lead where the ways lead, large enough to scan', async () => {
    const handout = madeUpHandout('vi');
    const { pages } = readDrawn(await draw(handout));
    const found = qrCodes(pages[0] ?? never());
    const wanted = handout.ways.map(({ address }) => address);
    expect(found.map(({ text }) => text)).toEqual(size === 'large' ? wanted.slice(0, 1) : wanted);
    for (const { level, sideMm } of found) {
      expect(['M', 'Q', 'H']).toContain(level);
      expect(sideMm).toBeGreaterThan(size === 'a5' ? 25 : 40);
    }
  });

  it.each([['web'], ['web', 'telegram'], ['zalo'], ['web', 'telegram', 'zalo', 'zalo-oa']] as const)(
    'has nothing beyond its edge with the ways %s %s %s %s',
    async (...ways) => {
      const channels = ways.filter((way) => way !== undefined);
      const bytes = await draw(madeUpHandout('vi', { channels: [...channels] }));
      expect(slips(bytes)).toEqual([]);
    },
  );

  it.each(['vi', 'en'] as const)(
    'keeps words meant to harm it as words, on one page, in %s',
    async (language) => {
      const bytes = await draw(mischievousHandout(language));
      const drawn = readDrawn(bytes);
      expect(drawn.pages).toHaveLength(1);
      expect(slips(bytes)).toEqual([]);
      expect(drawn.words).toContain('<script>alert("x")</script>');
      expect(drawn.words).toContain('{{title}} =HYPERLINK("http://x")');
      expect(drawn.words).toContain('ABCDEFGH1234');
      expect(drawn.words).toContain('111');
      expect(qrCodes(drawn.pages[0] ?? never()).length).toBeGreaterThan(0);
    },
  );

  it('is drawn from what is known where nobody planned', async () => {
    const bare = {
      ...madeUpHandout('vi', { channels: ['web'], code: 'THU' }),
      ...{ purpose: '', asker: '', use: '', ageBands: [], places: [], closesAt: null, responsible: '' },
    };
    const bytes = await draw(bare);
    expect(slips(bytes)).toEqual([]);
    expect(readDrawn(bytes).words).toContain('Ai hỏi em: ……');
    expect(readDrawn(bytes).words).not.toContain('Để làm gì');
  });

  it('says the same whichever way its letters are stored', async () => {
    const handout = madeUpHandout('vi');
    const apart = (text: string) => text.normalize('NFD');
    const decomposed = { ...handout, title: apart(handout.title), asker: apart(handout.asker) };
    expect(readDrawn(await draw(decomposed)).words).toBe(readDrawn(await draw(handout)).words);
  });

  it('describes its codes for those who listen', async () => {
    const { alternatives } = readDrawn(await draw(madeUpHandout('vi')));
    expect(alternatives[0]).toBe('Mã QR Trang web: emnoi.example.vn/c/TRUONG1');
    expect(alternatives).toHaveLength(size === 'large' ? 1 : 3);
  });
});

describe('a poster', () => {
  it('asks its question in letters of 60 points and more', async () => {
    const { pages } = readDrawn(await drawPoster(madeUpHandout('vi'), 'a4', PRESS));
    const headline = pages[0]?.runs.filter(({ y, size }) => y < 200 && size > 30) ?? [];
    const sizes = headline.map(({ size }) => size);
    expect(headline.map(({ text }) => text.trim()).join(' ')).toBe('Em nghĩ gì?');
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(60);
  });
  it('has every letter of Vietnamese in both faces', async () => {
    const letters = ALPHABET.join(' ');
    const handout = { ...madeUpHandout('vi'), title: letters, purpose: letters };
    const bytes = await drawPoster(handout, 'a4', PRESS);
    expect(slips(bytes)).toEqual([]);
    expect(readDrawn(bytes).words.split(letters)).toHaveLength(3);
  });
  it('makes words smaller before it leaves any out, a very long one among them too', async () => {
    const title = `${'W'.repeat(28)} ${'chữ '.repeat(60).trim()}`;
    const drawn = readDrawn(await drawPoster({ ...madeUpHandout('vi'), title }, 'a4', PRESS));
    expect(drawn.words).toContain(title);
  });
  it('holds a title of 500 letters whole', async () => {
    const title = 'Trường học an toàn và hạnh phúc của em '.repeat(13).slice(0, 500).trim();
    const drawn = readDrawn(await drawPoster({ ...madeUpHandout('vi'), title }, 'a4', PRESS));
    expect(drawn.words).toContain(title);
  });
  it('keeps more of its title than of other words that are far too long', async () => {
    const handout = mischievousHandout('vi');
    const { words } = readDrawn(await drawPoster(handout, 'a4', PRESS));
    expect(words.split('<script>').length - 1).toBe(handout.title.split('<script>').length - 1);
    expect(words).toContain('Ai hỏi em: {{title}}');
    expect(words).toContain('Để làm gì: ƯƯƯ');
  });
  it('is the same to the last byte from the same words', async () => {
    const [one, other] = await Promise.all([
      drawPoster(madeUpHandout('vi'), 'a4', PRESS),
      drawPoster(madeUpHandout('vi'), 'a4', PRESS),
    ]);
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  });
});

describe('large print', () => {
  it.each(['vi', 'en'] as const)('has no letter smaller than large print, in %s', async (language) => {
    const { pages } = readDrawn(await drawLargePrint(madeUpHandout(language), PRESS));
    const small = pages[0]?.runs.filter(({ size }) => size < LARGE_PRINT);
    expect(small).toEqual([]);
  });
});

function never(): never {
  throw new Error('no page');
}
