/** What a report is gathered from: figures as published, words as asked, quotes that two moderators let through. */

import { describe, expect, it } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import type { Flow } from '../../src/core/flow/flow.ts';
import { createSay } from '../../src/i18n/say.ts';
import { gatherReport, type ReportServices } from '../../src/usecases/gather-report.ts';
import type { CommentWish } from '../../src/usecases/read-comments.ts';
import type { Results } from '../../src/usecases/read-results.ts';
import type { TableView } from '../../src/usecases/read-table.ts';

const TEXT = { vi: 'Em muốn nói gì?', en: 'What do you want to say?' };
const COMMON = { text: TEXT, when: null, routes: [] };
const FLOW = {
  languages: ['vi', 'en'],
  ageBands: ['7-8', '9-10'],
  questions: [
    {
      ...{ ...COMMON, id: 'quiz', kind: 'lesson', right: ['a'], explain: TEXT },
      options: [
        { id: 'a', label: { vi: 'Đúng' } },
        { id: 'b', label: { vi: 'Sai' } },
      ],
    },
    { ...COMMON, id: 'words', kind: 'text', maxLength: 500 },
  ],
} as unknown as Flow;
const CONSULTATION: Consultation = {
  ...{ id: 'c', slug: 'dot', title: { vi: 'Đợt', en: 'One' }, flowHash: 'h', minCell: 5, places: ['VN'] },
  ...{ opensAt: new Date('2026-11-01'), closesAt: new Date('2026-12-01'), pausedAt: null, closedAt: null },
  ...{ demo: false, terms: null },
};
const RESULTS: Results = {
  ...{ consultation: 'dot', scope: 'VN', base: 1, title: 'Đợt', number: 3, day: '2026-11-24', withheld: 0 },
  ...{ responses: 100, complete: 90, partial: 10, simulated: 0, minCell: 5 },
  questions: [
    {
      ...{ question: 'quiz', kind: 'lesson', text: 'Em muốn nói gì?', answered: 95, answeredAsOf: 3 },
      ...{ skipped: 5, skippedAsOf: 3 },
      cells: [
        { id: 'a', label: 'Đúng', count: 60, asOf: 3, withheld: false },
        { id: 'b', label: 'Sai', count: 35, asOf: 3, withheld: false },
      ],
    },
  ],
};
const AGE: TableView = {
  ...{ scope: 'VN', rows: '@age', columns: null, release: 3, day: '2026-11-24', minCell: 5, base: 5 },
  ...{ responses: 100, rowIds: ['7-8', '9-10'], columnIds: [''], counts: [[60], [null]], answered: [100] },
  ...{ consultation: 'dot', title: 'Đợt', place: 'VN', simulated: false, withheld: 1 },
  rowVariable: { name: '@age', kind: 'age', text: 'Lứa tuổi', cut: null, several: false },
  columnVariable: null,
  rowValues: [
    { id: '7-8', label: '7–8 tuổi', face: null },
    { id: '9-10', label: '9–10 tuổi', face: null },
  ],
  columnValues: [{ id: '', label: '', face: null }],
};

function services(wishes: CommentWish[]): ReportServices {
  return {
    consultations: { find: async () => CONSULTATION },
    flows: { load: async () => FLOW } as unknown as ReportServices['flows'],
    gazetteer: {
      find: (code: string) => ({ code, level: 'province', kind: 'tinh', name: 'Cà Mau', parentCode: 'VN' }),
    } as unknown as ReportServices['gazetteer'],
    say: createSay(),
    clock: { now: () => new Date('2026-11-24T05:00:00Z') },
    results: async (_, __, scope = 'VN') => ({ ...RESULTS, scope, base: scope === 'VN' ? 1 : 5 }),
    tables: async () => [AGE],
    address: 'https://em-noi.example',
    responsible: async () => 'Chị Lan',
    comments: async (wish) => {
      wishes.push(wish);
      const comments = [...Array(9).keys()].map((at) => ({
        ...{ id: String(at), text: `Lời ${at}`, ageBand: null, province: null, themes: [] },
      }));
      return { atLeast: 9, comments, page: 1, pages: 1, themes: [], pairs: [] };
    },
  };
}

const WISH = { consultation: 'dot', scope: 'VN', language: 'vi', readers: 'officials' } as const;

describe('a report', () => {
  it('holds the figures as they were published, each with what it is rounded to', async () => {
    const matter = await gatherReport(services([]))(WISH);
    expect(matter).toMatchObject({
      ...{ release: { number: 3, day: '2026-11-24' }, responses: 100, base: 1, minCell: 5 },
      scope: { code: 'VN', name: 'toàn đợt', isWhole: true },
      consultation: { slug: 'dot', responsible: 'Chị Lan', endedAt: null, languages: ['vi', 'en'] },
    });
    expect([matter.people[0]?.base, matter.questions[0]?.base]).toEqual([5, 1]);
    expect(matter.people[0]?.cells.map(({ count }) => count)).toEqual([60, null]);
    expect(matter.questions[0]).toMatchObject({ number: 1, answered: 95, skipped: 5 });
    expect(matter.questions[0]?.findings[0]).toContain('trả lời đúng');
  });

  it('names a place by its kind', async () => {
    const matter = await gatherReport(services([]))({ ...WISH, scope: '96' });
    expect(matter.scope).toEqual({ code: '96', name: 'tỉnh Cà Mau', isWhole: false });
  });

  it('asks only for words that may stand in public, and takes a few', async () => {
    const wishes: CommentWish[] = [];
    const matter = await gatherReport(services(wishes))(WISH);
    expect(wishes.map(({ question, audience, scope }) => [question, audience, scope])).toEqual([
      ['words', 'public', 'VN'],
    ]);
    expect(matter.quotes).toHaveLength(1);
    expect(matter.quotes[0]?.quotes).toHaveLength(6);
    expect(matter.quotes[0]?.question).toBe('Em muốn nói gì?');
  });
});
