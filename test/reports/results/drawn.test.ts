/** The report and the cards, read back from their PDF: what stands on them, and that nothing falls off a page. */

import { describe, expect, it } from 'vitest';
import type { ReportMatter } from '../../../src/core/report-matter.ts';
import { createSay } from '../../../src/i18n/say.ts';
import { cardQuestions, drawCards } from '../../../src/reports/results/draw-cards.ts';
import { drawReport } from '../../../src/reports/results/draw-report.ts';
import { type PdfPage, type PdfText, readPdf } from '../../support/read-pdf.ts';
import { aMatter, aQuestion, aTable, HOSTILE } from './made-up.ts';

const say = createSay();
const report = async (matter: ReportMatter) => readPdf(await drawReport(matter, { say, outlines: null }));
const cards = async (matter: ReportMatter) => readPdf(await drawCards(matter, say));
const pageWords = (page: PdfPage) =>
  page.runs
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ');
const words = ({ pages }: PdfText) => pages.map(pageWords).join(' ');
/** Words that are set beyond the edges of their page, or below its foot. */
const fallen = ({ pages }: PdfText) =>
  pages.flatMap(({ runs, width, height }) =>
    runs.filter(({ x, end, y }) => x < 0 || end > width + 1 || y > height || y < 0).map(({ text }) => text),
  );

describe('the report', () => {
  it('stands in the order of an official letter', async () => {
    const said = words(await report(aMatter()));
    const order = [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'BÁO CÁO',
      'Kết quả lấy ý kiến của trẻ em “Trường học hạnh phúc”',
      'Căn cứ Luật Trẻ em số 102/2016/QH13',
      'I. MỤC ĐÍCH VÀ CÁCH LẤY Ý KIẾN',
      'II. AI ĐÃ TRẢ LỜI',
      'III. KẾT QUẢ TỪNG CÂU HỎI',
      'Câu 1.',
      'Hơn một nửa số em thấy giờ ra chơi rất vui.',
      'IV. TRÍCH Ý KIẾN CỦA CÁC EM',
      'V. HẠN CHẾ CỦA SỐ LIỆU',
      'Nơi nhận:',
      'PHỤ LỤC: CÁC BẢNG SỐ LIỆU',
      'C03 × ',
    ];
    const found = order.map((part) => said.indexOf(part));
    expect(order.filter((_, at) => found[at] === -1)).toEqual([]);
    expect([...found].sort((one, other) => one - other)).toEqual(found);
  });

  it('is tagged, named and in Vietnamese', async () => {
    const read = await report(aMatter());
    expect(read.title).toBe('Báo cáo: Trường học hạnh phúc');
    expect(read.language).toBe('vi');
  });

  it('says on every page which release it is of, k, and how much is withheld', async () => {
    const { pages } = await report(aMatter());
    const line = 'Đợt công bố số 2, ngày 24/11/2026 · k = 5 · 28/112 ô được giữ kín · bảng làm tròn đến 5';
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.filter((page) => !pageWords(page).includes(line))).toEqual([]);
  });

  it('warns on every page that figures are simulated, and only then', async () => {
    const { pages } = await report(aMatter({}, { simulated: 240 }));
    expect(pages.filter((page) => !pageWords(page).includes('SỐ LIỆU MÔ PHỎNG'))).toEqual([]);
    expect(words(await report(aMatter()))).not.toContain('MÔ PHỎNG');
  });

  it('tells counts and shares, and of withheld cells nothing', async () => {
    const said = words(await report(aMatter()));
    expect(said).toContain('58% (120)');
    expect(said).toMatch(/Em ở trong lớp giữ kín/);
  });

  it('keeps to its pages whatever was typed', async () => {
    const long = `${'Nguyễn'.repeat(40)} ${'một câu rất dài '.repeat(60)}`;
    const question = aQuestion(1, { text: long, findings: [long, HOSTILE] });
    const cells = [...Array(34).keys()].map((at) => ({
      ...{ id: `p${at}`, label: at === 0 ? long.slice(0, 400) : `Tỉnh ${at}`, count: at * 5, asOf: 2 },
    }));
    const place = aQuestion(2, { kind: 'place', answered: 2805, cells });
    const title = 'Ý kiến '.repeat(40);
    const matter = aMatter();
    const read = await report({
      ...matter,
      consultation: { ...matter.consultation, title, asker: long.slice(0, 200) },
      questions: [question, place],
      tables: [aTable(question), aTable(place)],
    });
    expect(fallen(read)).toEqual([]);
    expect(read.pages.flatMap(({ runs }) => runs.filter(({ glyphs }) => glyphs.includes(0)))).toEqual([]);
    expect(words(read)).toContain('… và 22 dòng khác, xem phụ lục.');
  });

  it('says something true where nothing may be told', async () => {
    const nothing = aQuestion(1, {
      ...{ answered: null, skipped: null, findings: [] },
      cells: [{ id: 'a', label: 'Có', count: null, asOf: null }],
    });
    const matter = aMatter({}, { questions: [nothing], people: [], tables: [], responses: null });
    const said = words(await report({ ...matter, complete: null, partial: null }));
    expect(said).toContain('được giữ kín vì chưa đủ 5 em');
    expect(said).toContain('Số em trả lời: giữ kín; số em bỏ qua: giữ kín.');
  });

  it('is written in English as well', async () => {
    const said = words(await report(aMatter({}, { language: 'en' })));
    expect(said).toContain('RESULTS BY QUESTION');
    expect(said).not.toMatch(/report\.[a-z]/);
  });
});

describe('the council pack', () => {
  it('has at most eight cards, each with question, finding, something to talk about and where it is from', async () => {
    const { pages } = await cards(aMatter({ questions: 12 }));
    expect(pages).toHaveLength(8);
    for (const page of pages) {
      const said = pageWords(page);
      expect(said).toMatch(/Ở trường, em thấy giờ ra chơi thế nào \(\d+\)\?/);
      expect(said).toContain('Hơn một nửa số em thấy giờ ra chơi rất vui.');
      expect(said).toContain('Cùng nói chuyện');
      expect(said).toContain('Kết quả công bố lần 2, ngày 24/11/2026 · Nhóm ít bạn được giữ kín');
      expect([Math.round(page.width), Math.round(page.height)]).toEqual([595, 420]);
    }
  });

  it('takes only questions of which at least two answers are told', () => {
    const mute = aQuestion(9, { cells: aQuestion(9).cells.map((cell) => ({ ...cell, count: null })) });
    const matter = aMatter();
    const chosen = cardQuestions({ ...matter, questions: [...matter.questions, mute] });
    expect(chosen.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('says so where there is nothing for a card, and what to do', async () => {
    const read = await cards(aMatter({}, { questions: [] }));
    expect(read.pages).toHaveLength(1);
    expect(words(read)).toContain('Hãy mời thêm các bạn trả lời');
  });

  it('keeps to its cards whatever was typed', async () => {
    const long = 'Một câu hỏi dài đến mức không ai đọc nổi '.repeat(12);
    const cells = [...Array(12).keys()].map((at) => ({
      ...{ id: `a${at}`, label: long.slice(0, 160), count: 10 + at, asOf: 2 },
    }));
    const read = await cards(
      aMatter({}, { questions: [aQuestion(1, { text: long, findings: [long], cells })] }),
    );
    expect(fallen(read)).toEqual([]);
  });
});
