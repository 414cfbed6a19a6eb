/** Made-up published figures: as many questions and splits as a test wants, with withheld cells among them. */

import { EXPORT_FORMS } from '../../../src/core/export-form.ts';
import type {
  ReportLine,
  ReportMatter,
  ReportQuestion,
  ReportTable,
} from '../../../src/core/report-matter.ts';

/** Words a spreadsheet would run, a page would read as markup, and a typeface may lack. */
export const HOSTILE = '=HYPERLINK("http://x")';

/** A question of four answers, the last one withheld. */
export function aQuestion(number: number, changes: Partial<ReportQuestion> = {}): ReportQuestion {
  const counts = [120, 45, 35, null];
  return {
    id: `q${number}`,
    number,
    kind: 'choice',
    text: `Ở trường, em thấy giờ ra chơi thế nào (${number})?`,
    several: false,
    answered: 207,
    skipped: 33,
    base: 1,
    cells: ['Rất vui, em được chạy nhảy', 'Bình thường', 'Chưa vui', 'Em ở trong lớp'].map((label, at) => ({
      id: `a${at + 1}`,
      label,
      count: counts[at] ?? null,
      asOf: counts[at] === null ? null : 2,
    })),
    ...{ role: 'matter', unasked: [], lead: 'Rất vui, em được chạy nhảy', compared: 'differ' },
    findings: [
      'Hơn một nửa số em thấy giờ ra chơi rất vui.',
      'Các em 7–8 tuổi chọn “Rất vui” nhiều hơn các em 14–15 tuổi.',
    ],
    ...changes,
  };
}

const SPLITS = ['@age', '@place', '@channel', '@language', 'sex', 'need', 'ride', 'lunch'] as const;

/** A question split by something of four groups. */
export function aTable(question: ReportQuestion, at = 0): ReportTable {
  const variable = SPLITS[at % SPLITS.length] ?? '@age';
  return {
    rows: {
      variable: question.id,
      text: question.text,
      ids: question.cells.map(({ id }) => id),
      labels: question.cells.map(({ label }) => label),
    },
    columns: {
      variable,
      text: variable === '@age' ? 'Nhóm tuổi' : `Chia theo ${variable}`,
      ids: ['7-8', '9-10', '11-13', '14-15'],
      labels: ['7–8 tuổi', '9–10 tuổi', '11–13 tuổi', '14–15 tuổi'],
    },
    ...{ release: 2, day: '2026-11-24', minCell: 5, base: 5, isSplit: true, isTurned: false, unasked: [] },
    counts: [
      [30, 40, 30, 20],
      [10, 15, 10, 10],
      [10, 10, null, null],
      [null, null, 10, 15],
    ],
    answered: [55, 70, 55, null],
  };
}

const PEOPLE: ReportLine = {
  id: '@age',
  text: 'Nhóm tuổi',
  ...{ answered: 240, skipped: null, base: 5 },
  cells: [
    { id: '7-8', label: '7–8 tuổi', count: 60, asOf: 2 },
    { id: '9-10', label: '9–10 tuổi', count: 80, asOf: 2 },
    { id: '11-13', label: '11–13 tuổi', count: 60, asOf: 2 },
    { id: '14-15', label: '14–15 tuổi', count: null, asOf: null },
  ],
};

/** A whole report. */
export function aMatter(
  size: { readonly questions?: number; readonly splits?: number } = {},
  changes: Partial<ReportMatter> = {},
): ReportMatter {
  const questions = [...Array(size.questions ?? 3).keys()].map((at) => aQuestion(at + 1));
  const tables = questions.flatMap((question) =>
    [...Array(size.splits ?? 2).keys()].map((at) => aTable(question, at)),
  );
  return {
    language: 'vi',
    consultation: {
      slug: 'truong-hoc-hanh-phuc',
      title: 'Trường học hạnh phúc',
      purpose: 'Để trường của các em vui và an toàn hơn.',
      asker: 'Hội đồng Đội Thành phố Đà Nẵng',
      use: 'Gửi Sở Giáo dục và Đào tạo.',
      responsible: 'Chị Lan, 0236 000 000',
      opensAt: new Date('2026-11-01T00:00:00Z'),
      endedAt: new Date('2026-11-23T09:00:00Z'),
      ageBands: ['7-8', '9-10', '11-13', '14-15'],
      channels: ['web', 'zalo'],
      languages: ['vi', 'en'],
    },
    scope: { code: 'VN', name: 'toàn đợt', isWhole: true },
    release: { number: 2, day: '2026-11-24' },
    ...{ minCell: 5, base: 1, responses: 240, complete: 200, partial: 40, simulated: 0 },
    people: [PEOPLE],
    questions,
    tables,
    quotes: [],
    address: 'https://em-noi.example',
    madeAt: new Date('2026-11-24T03:00:00Z'),
    ...changes,
  };
}

/** Every form. */
export const FORMS = EXPORT_FORMS;
