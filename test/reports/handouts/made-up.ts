// Handouts as tests need them: a whole one, and one that a mischief-maker wrote.
import type { ChannelName } from '../../../src/core/channel.ts';
import type { Language } from '../../../src/core/language.ts';
import { createSay } from '../../../src/i18n/say.ts';
import type { Handout } from '../../../src/reports/handouts/handout.ts';
import { waysIn } from '../../../src/reports/handouts/way.ts';
import { type PdfPage, type PdfRect, readPdf } from '../../support/read-pdf.ts';
import { readQr } from '../../support/read-qr.ts';

export const DOORS = {
  publicUrl: 'https://emnoi.example.vn',
  telegramBot: 'emnoi_bot',
  zaloBotLink: 'https://zalo.me/1234567890123456789',
  zaloOaId: '987654321',
};

/** All that drawing needs. */
export const PRESS = { say: createSay(), madeAt: new Date('2026-11-24T00:00:00Z') };

/** Every letter of Vietnamese with every tone, large and small. */
export const ALPHABET = [...'aăâeêioôơuưy'].flatMap((vowel) =>
  ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].flatMap((tone) => {
    const letter = (vowel + tone).normalize('NFC');
    return [letter, letter.toUpperCase()];
  }),
);

/** A handout with everything in it, on as many channels as wanted. */
export function madeUpHandout(
  language: Language,
  {
    channels = ['web', 'telegram', 'zalo'],
    code = 'TRUONG1',
  }: { channels?: ChannelName[]; code?: string } = {},
): Handout {
  return {
    ...{ language, code },
    title: 'Trường học an toàn và hạnh phúc',
    purpose: 'Để trường mình an toàn hơn, vui hơn.',
    asker: 'Tỉnh Đoàn Đắk Lắk',
    use: 'Hội đồng trẻ em gửi kết quả chung tới Sở Giáo dục và Đào tạo.',
    ageBands: ['7-8', '9-10', '11-13', '14-15'],
    places: ['tỉnh Đắk Lắk'],
    opensAt: null,
    closesAt: new Date('2026-11-30T17:00:00Z'),
    feedbackDays: 60,
    minCell: 5,
    responsible: 'Nguyễn Thị Hồng, điện thoại 0262 3 123 456',
    ways: waysIn(channels, code, DOORS),
  };
}

const SCRIPT = '<script>alert("x")</script> ';

/** Every text is far too long, or made to break something. */
export function mischievousHandout(language: Language): Handout {
  return {
    ...madeUpHandout(language, { channels: ['web', 'telegram', 'zalo', 'zalo-oa'], code: 'ABCDEFGH1234' }),
    title: SCRIPT.repeat(18),
    purpose: 'Ư'.repeat(500),
    asker: '{{title}} =HYPERLINK("http://x") %PDF endstream endobj ) \\ ( '.repeat(8),
    use: `${'đ'.repeat(70)} `.repeat(60),
    places: Array.from({ length: 3 }, () => 'đặc khu '.repeat(40)),
    responsible: '\u202e🎈'.repeat(100) + SCRIPT.repeat(20),
  };
}

/** Reads a drawn document. */
export function readDrawn(bytes: Uint8Array) {
  const pdf = readPdf(bytes);
  const words = (page: PdfPage) => page.runs.map(({ text }) => text.trimEnd()).join(' ');
  return { ...pdf, words: pdf.pages.map(words).join(' ') };
}

/** Everything that is set beyond the edge of its page, and every letter without a glyph. */
export function slips(bytes: Uint8Array): readonly string[] {
  return readPdf(bytes).pages.flatMap(({ width, height, runs }, at) =>
    runs.flatMap((run) => {
      const isOut = run.x < 0 || run.end > width || run.y - run.size < 0 || run.y + run.size * 0.3 > height;
      const isEmpty = run.glyphs.includes(0) || run.text.includes('\ufffd');
      return [
        ...(isOut ? [`page ${at + 1}: beyond the edge: ${run.text}`] : []),
        ...(isEmpty ? [`page ${at + 1}: no glyph: ${run.text}`] : []),
      ];
    }),
  );
}

/** Reads the QR codes of a page from the rectangles on it; each must stand on white with four modules around it. */
export function qrCodes(page: PdfPage): readonly { text: string; level: string; sideMm: number }[] {
  const white = page.rects.filter(({ fill }) => fill.every((part) => part === 1));
  return white.map((ground) => {
    const dark = page.rects.filter((rect) => isBlack(rect) && isWithin(rect, ground));
    const unit = Math.min(...dark.map(({ height }) => height));
    const count = Math.round(ground.width / unit);
    const modules = Array.from({ length: count }, () => Array.from({ length: count }, () => false));
    for (const { x, y, width } of dark) {
      const row = modules[Math.round((y - ground.y) / unit)];
      for (let step = 0; step < Math.round(width / unit); step += 1) {
        if (row !== undefined) row[Math.round((x - ground.x) / unit) + step] = true;
      }
    }
    if (quietOf(modules) !== QUIET) throw new Error(`${quietOf(modules)} quiet modules`);
    const bare = modules.slice(QUIET, -QUIET).map((row) => row.slice(QUIET, -QUIET));
    return { ...readQr(bare), sideMm: (ground.width * 25.4) / 72 };
  });
}

const QUIET = 4;

function isBlack({ fill }: PdfRect): boolean {
  return fill.every((part) => part === 0);
}

function isWithin(inner: PdfRect, outer: PdfRect): boolean {
  const slack = 0.01;
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

/** Empty modules around the dark ones, where there are fewest. */
function quietOf(modules: readonly (readonly boolean[])[]): number {
  const rows = modules.flatMap((row, at) => (row.includes(true) ? [at] : []));
  const columns = modules.flatMap((row) => row.flatMap((dark, at) => (dark ? [at] : [])));
  const last = modules.length - 1;
  return Math.min(...rows, ...columns, last - Math.max(...rows), last - Math.max(...columns));
}
