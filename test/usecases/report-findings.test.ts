/** The sentences of a report: found in its tables, told to the right readers, careful with tables that were turned. */

import { describe, expect, it } from 'vitest';
import type { ReportTable } from '../../src/core/report-matter.ts';
import { createSay } from '../../src/i18n/say.ts';
import type { TableView } from '../../src/usecases/read-table.ts';
import { type AskedQuestion, reportFindings } from '../../src/usecases/report-findings.ts';
import { reportTable } from '../../src/usecases/report-tables.ts';
import { aQuestion } from '../reports/results/made-up.ts';

const say = createSay();
const results = { minCell: 5 };

function asked(changes: Partial<AskedQuestion> = {}): AskedQuestion {
  const { findings: _, ...question } = aQuestion(1);
  return { ...question, right: [], answeredAsOf: 2, ...changes };
}

/** Two groups of which one answers "a1" far more often, on large numbers. */
function split(far: number, changes: Partial<ReportTable> = {}): ReportTable {
  return {
    rows: { variable: 'q1', text: 'Câu', ids: ['a1', 'a2'], labels: ['Bạn bè', 'Bình thường'] },
    columns: { variable: '@age', text: 'Tuổi', ids: ['7-8', '14-15'], labels: ['7–8 tuổi', '14–15 tuổi'] },
    ...{ release: 2, day: '2026-11-24', minCell: 5, base: 5, isSplit: true, isTurned: false, unasked: [] },
    counts: [
      [far, 200],
      [1000 - far, 800],
    ],
    answered: [1000, 1000],
    ...changes,
  };
}

const tell = (tables: readonly ReportTable[], readers: 'officials' | 'council') =>
  reportFindings([asked()], tables, { say, language: 'vi', readers, results }).get('q1')?.findings ?? [];

describe('findings', () => {
  it('say the main thing, then who differs', () => {
    const [main, differs] = tell([split(600)], 'council');
    expect(main).toContain('“Rất vui, em được chạy nhảy”');
    expect(differs).toBe('Các bạn 7–8 tuổi chọn “Bạn bè” nhiều hơn các nhóm còn lại: khoảng 60% so với 20%.');
  });

  it('call children "em" before officials, and leave the words of answers alone', () => {
    const [, differs] = tell([split(600)], 'officials');
    expect(differs).toBe('Các em 7–8 tuổi chọn “Bạn bè” nhiều hơn các nhóm còn lại: khoảng 60% so với 20%.');
  });

  it('do not take a small gap, or two questions crossed, for a difference', () => {
    expect(tell([split(210)], 'council')[1]).toBe('Chưa thấy nhóm nào trả lời khác hẳn các nhóm còn lại.');
    expect(tell([split(600, { isSplit: false })], 'council')).toHaveLength(1);
  });

  it('are more careful with sums of rounded counts', () => {
    const small = {
      ...{ base: 10, answered: [160, 160] },
      counts: [
        [100, 50],
        [60, 110],
      ],
    };
    expect(tell([split(0, small)], 'council')[1]).toMatch(/^Các bạn 7–8 tuổi chọn “Bạn bè” nhiều hơn/);
    expect(tell([split(0, { ...small, isTurned: true })], 'council')[1]).toBe(
      'Chưa thấy nhóm nào trả lời khác hẳn các nhóm còn lại.',
    );
  });
});

const VIEW: TableView = {
  ...{ scope: 'VN', rows: 'sex', columns: 'q1', release: 2, day: '2026-11-24', minCell: 5, base: 5 },
  ...{ responses: 100, rowIds: ['girl', 'boy'], columnIds: ['a1', 'a2'], answered: [50, 40] },
  counts: [
    [30, 20],
    [20, null],
  ],
  ...{ consultation: 'dot', title: 'Đợt', place: 'VN', simulated: false, withheld: 1 },
  rowVariable: { name: 'sex', kind: 'choice', text: 'Em là?', cut: 'sex', several: false },
  columnVariable: { name: 'q1', kind: 'choice', text: 'Câu', cut: null, several: false },
  rowValues: [
    { id: 'girl', label: 'Gái', face: null },
    { id: 'boy', label: 'Trai', face: null },
  ],
  columnValues: [
    { id: 'a1', label: 'Vui', face: null },
    { id: 'a2', label: 'Chưa vui', face: null },
  ],
};

describe('a table of a report', () => {
  it('has groups of children in its columns, whichever way it was published', () => {
    const turned = reportTable(VIEW, () => []);
    expect(turned).toMatchObject({ isSplit: true, isTurned: true });
    expect(turned.rows.labels).toEqual(['Vui', 'Chưa vui']);
    expect(turned.columns.labels).toEqual(['Gái', 'Trai']);
    expect(turned.counts).toEqual([
      [30, 20],
      [20, null],
    ]);
    expect(turned.answered, 'unknown where a cell is withheld').toEqual([50, null]);
  });

  it('tells nothing of how many answered where several answers were given', () => {
    const several = { ...VIEW, columnVariable: { ...VIEW.columnVariable!, several: true } };
    expect(reportTable(several, () => []).answered).toEqual([null, null]);
  });

  it('of two questions stays as it is', () => {
    const crossed = { ...VIEW, rowVariable: { ...VIEW.rowVariable, cut: null } };
    expect(reportTable(crossed, () => [])).toMatchObject({
      isSplit: false,
      isTurned: false,
      answered: [50, 40],
    });
  });
});
