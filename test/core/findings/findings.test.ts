/** What figures say: the main finding of each kind, who differs, and what neither may ever claim. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOf, holdAgainstChance } from '../../../src/core/findings/compare-shares.ts';
import { compareGroups, type SplitTable } from '../../../src/core/findings/differences.ts';
import { type Figures, hasGroupShares } from '../../../src/core/findings/figures.ts';
import { findMain } from '../../../src/core/findings/main-finding.ts';
import { sayDifference, sayMain } from '../../../src/core/findings/say-finding.ts';
import { withRows } from '../../../src/core/findings/turn-table.ts';
import { findChanges, sayChange } from '../../../src/core/findings/waves.ts';
import { likenessOf, weigh } from '../../../src/core/findings/weighting.ts';
import { createSay } from '../../../src/i18n/say.ts';

const VI = { say: createSay(), language: 'vi' };
const EN = { say: createSay(), language: 'en' };

function figures(counts: Readonly<Record<string, number | null>>, more: Partial<Figures> = {}): Figures {
  const told = Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return {
    ...{ question: 'q', kind: 'choice', text: 'Câu hỏi?', answered: told, skipped: 0, base: 1, minCell: 5 },
    ...{ several: false, right: [] },
    cells: Object.entries(counts).map(([label, count]) => ({
      ...{ id: label, label, face: null, count, older: false },
    })),
    ...more,
  };
}

const said = (one: Figures, voice = VI) => sayMain(findMain(one), one, voice);

describe('the main finding', () => {
  it.each([
    [
      'a choice',
      figures({ Có: 61, Chưa: 39 }),
      'Cứ 10 bạn thì khoảng 6 bạn chọn “Có” (61%), nhiều nhất trong các câu trả lời.',
    ],
    [
      'two that lead together',
      figures({ A: 41, B: 40, C: 19 }),
      '“A” (41%) và “B” (40%) đứng đầu, gần như ngang nhau.',
    ],
    [
      'three that lead together',
      figures({ A: 26, B: 26, C: 25, D: 13, E: 10 }),
      '“A” (26%), “B” (26%) và “C” (25%) đứng đầu, gần như ngang nhau.',
    ],
    [
      'more that lead together than are named',
      figures({ A: 19, B: 19, C: 19, D: 18, E: 18, F: 7 }),
      '“A” (19%), “B” (19%), “C” (19%) và 2 câu trả lời khác đứng đầu, gần như ngang nhau.',
    ],
    [
      'two of two',
      figures({ Có: 51, Không: 49 }),
      'Các câu trả lời gần như ngang nhau: “Có” (51%) và “Không” (49%).',
    ],
    [
      'parts that were rounded one by one, which add up to what is said of them',
      figures({ a: 100, b: 60, c: 60, d: 160, e: 160 }, { kind: 'scale', base: 20, answered: 540 }),
      'Cứ 10 bạn thì khoảng 6 bạn chọn “d” hoặc “e” (khoảng 60%). Chọn “a” hoặc “b” là khoảng 30%.',
    ],
    [
      'a share of sixty-five, which is nearer to seven in ten',
      figures({ A: 647, B: 353 }),
      'Cứ 10 bạn thì khoảng 7 bạn chọn “A” (65%), nhiều nhất trong các câu trả lời.',
    ],
    [
      'so few that rounding makes shares a guess',
      figures({ A: 20, B: 10, C: 10 }, { base: 10, answered: 40 }),
      'Còn ít bạn trả lời câu này, nên chỉ nêu số bạn, chưa nêu phần trăm.',
    ],
    [
      'several answers',
      figures({ A: 80, B: 50 }, { kind: 'choices', several: true, answered: 100 }),
      'Được chọn nhiều nhất là “A” (80%), rồi đến “B” (50%). Mỗi bạn có thể chọn nhiều ý.',
    ],
    [
      'a scale with more at one end',
      figures(
        { 'Chưa vui': 10, 'Bình thường': 10, 'Hơi vui': 20, Vui: 30, 'Rất vui': 30 },
        { kind: 'scale' },
      ),
      'Cứ 10 bạn thì khoảng 6 bạn chọn “Vui” hoặc “Rất vui” (60%). Chọn “Chưa vui” hoặc “Bình thường” là 20%.',
    ],
    [
      'a scale with most in the middle',
      figures({ Ít: 20, Vừa: 60, Nhiều: 20 }, { kind: 'scale' }),
      'Nhiều bạn nhất chọn mức ở giữa: “Vừa” (60%).',
    ],
    [
      'a ranking',
      figures({ A: 70, B: 30 }, { kind: 'rank' }),
      'Cứ 10 bạn thì khoảng 7 bạn xếp “A” lên đầu (70%), nhiều hơn mọi ý khác.',
    ],
    [
      'a quiz',
      figures({ A: 5, B: 95 }, { kind: 'lesson', right: ['B'] }),
      'Cứ 10 bạn thì gần như cả 10 bạn trả lời đúng (95%). Câu đúng là “B”.',
    ],
    [
      'nothing that may be told',
      figures({ A: null, B: null }, { answered: null }),
      'Câu này chưa nêu con số nào, vì mỗi con số phải có ít nhất 5 bạn thì mới không ai đoán được bạn nào trả lời gì.',
    ],
  ])('of %s is one plain sentence', (_name, one, sentence) => {
    expect(said(one)).toBe(sentence);
  });

  it('is said in English too', () => {
    expect(said(figures({ Yes: 61, No: 39 }), EN)).toBe(
      'About 6 in 10 children chose “Yes” (61%), more than any other answer.',
    );
  });

  it('does not call something first that a withheld figure may exceed', () => {
    const hidden = figures({ A: 30, B: null, C: null }, { answered: 100 });
    expect(findMain(hidden)).toMatchObject({ certain: false });
    expect(said(hidden)).toContain('có thể khác');
    expect(findMain(figures({ A: 90, B: null, C: null }, { answered: 100 }))).toMatchObject({
      certain: true,
    });
  });

  it('never names a first that another published figure exceeds, whatever the figures are', () => {
    const count = fc.option(fc.integer({ min: 5, max: 400 }), { nil: null });
    const kinds = fc.constantFrom('choice', 'yes-no', 'scale', 'rank', 'number', 'lesson' as const);
    fc.assert(
      fc.property(fc.array(count, { minLength: 2, maxLength: 7 }), kinds, (counts, kind) => {
        const one = figures(Object.fromEntries(counts.map((each, at) => [`x${at}`, each])), { kind });
        const found = findMain(one);
        expect(said(one)).not.toMatch(/findings\.|\{\{|undefined|NaN/);
        if (!('top' in found) || found.kind === 'right' || found.kind === 'ends') return;
        const top = found.top.cells[0]?.count ?? 0;
        if (found.kind !== 'middle') expect(Math.max(...counts.map((each) => each ?? 0))).toBe(top);
      }),
    );
  });
});

describe('shares of a group', () => {
  const group = { answered: 50, base: 10, several: false };

  it('are told where rounded counts come to about all of it', () => {
    expect(hasGroupShares([20, 20, 10], group)).toBe(true);
    expect(hasGroupShares([20, null, 10], group)).toBe(true);
  });

  it('are not told where too few answered, or the answers come to far more than the children', () => {
    expect(hasGroupShares([20, 20], { ...group, answered: 40 })).toBe(false);
    expect(hasGroupShares([20, 20, 10, 10, 10], group)).toBe(false);
    expect(hasGroupShares([20, 20, 10, 10, 10], { ...group, several: true })).toBe(true);
  });
});

describe('chance', () => {
  const exact = (count: number, of: number) => ({ count, of, slack: 0, ofSlack: 0 });

  it('is that of the two-proportion z-test', () => {
    // 45 of 100 against 30 of 100: z = 2.191, two-sided 0.0285.
    expect(chanceOf(exact(45, 100), exact(30, 100))).toBeCloseTo(0.0285, 3);
  });

  it('is told only of groups large enough', () => {
    expect(chanceOf(exact(3, 10), exact(7, 10))).not.toBeNull();
    expect(chanceOf(exact(1, 8), exact(4, 8))).toBeNull();
  });

  it('is never smaller for rounded counts than for any true counts they may stand for', () => {
    const group = fc.record({
      of: fc.integer({ min: 20, max: 400 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const rounded = (count: number) => Math.round(count / 5) * 5;
    fc.assert(
      fc.property(group, group, (one, other) => {
        const [a, b] = [one, other].map(({ of, part }) => ({ count: Math.round(part * of), of }));
        if (a === undefined || b === undefined) return;
        const truth = chanceOf(exact(a.count, a.of), exact(b.count, b.of));
        const careful = chanceOf(
          { count: rounded(a.count), of: rounded(a.of), slack: 2, ofSlack: 2 },
          { count: rounded(b.count), of: rounded(b.of), slack: 2, ofSlack: 2 },
        );
        if (truth === null || careful === null) return;
        expect(careful).toBeGreaterThanOrEqual(truth - 1e-9);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is held against the number of comparisons by Holm’s rule', () => {
    expect(holdAgainstChance([0.01, 0.04, 0.03, 0.005], 0.05)).toEqual([true, false, false, true]);
    expect(holdAgainstChance([], 0.05)).toEqual([]);
  });
});

const AGES = ['7-8', '9-10', '11-13', '14-15'];

function split(
  counts: readonly (readonly (number | null)[])[],
  answered: readonly (number | null)[],
): SplitTable {
  return {
    rows: 'q',
    columns: '@age',
    rowIds: counts.map((_, at) => `r${at}`),
    columnIds: AGES,
    counts,
    answered,
    base: 5,
  };
}

const WORDS = {
  kind: 'choice',
  rowLabel: (id: string) => id,
  columnLabel: (id: string) => `${id} tuổi`,
} as const;

describe('who differs', () => {
  it('is said where chance is a poor explanation', () => {
    const table = split(
      [
        [20, 25, 25, 80],
        [80, 75, 75, 20],
      ],
      [100, 100, 100, 100],
    );
    const [comparison] = compareGroups([table]);
    expect(comparison?.kind === 'differ' && sayDifference(comparison, WORDS, VI)).toBe(
      'Các bạn 14-15 tuổi chọn “r0” nhiều hơn các nhóm còn lại: khoảng 80% so với 23%.',
    );
  });

  it('is not said where groups are alike, nor where they are too small', () => {
    const alike = split(
      [
        [50, 55, 45, 50],
        [50, 45, 55, 50],
      ],
      [100, 100, 100, 100],
    );
    const small = split(
      [
        [null, 5, 5, null],
        [5, null, 5, 5],
      ],
      [5, 5, 10, 5],
    );
    expect(compareGroups([alike, small])).toEqual([{ kind: 'alike' }, { kind: 'too-few' }]);
    expect(sayDifference({ kind: 'alike' }, WORDS, VI)).toBe(
      'Chưa thấy nhóm nào trả lời khác hẳn các nhóm còn lại.',
    );
  });

  it('is seldom said of groups that do not differ, however many are compared', () => {
    let random = 12_345;
    const next = () => {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      return random / 2_147_483_648;
    };
    const rounds = 300;
    let alarms = 0;
    for (let round = 0; round < rounds; round += 1) {
      const tables = Array.from({ length: 10 }, () => {
        const yes = AGES.map(() => Array.from({ length: 100 }).filter(() => next() < 0.4).length);
        return {
          ...split(
            [yes, yes.map((count) => 100 - count)],
            AGES.map(() => 100),
          ),
          base: 1,
        };
      });
      if (compareGroups(tables).some(({ kind }) => kind === 'differ')) alarms += 1;
    }
    expect(alarms / rounds).toBeLessThan(0.08);
  });
});

describe('weighing', () => {
  const table = split(
    [
      [80, 20, 20, 20],
      [20, 80, 80, 80],
    ],
    [100, 100, 100, 100],
  );

  it('makes each group count as it does among the children of the place', () => {
    const weighted = weigh(
      table,
      new Map([
        ['7-8', 700],
        ['9-10', 100],
        ['11-13', 100],
        ['14-15', 100],
      ]),
    );
    expect(weighted?.shares[0]).toBeCloseTo(0.62);
    expect(weighted?.missing).toEqual([]);
  });

  it('is not done where much of the place is missing among the figures', () => {
    const hidden = split(table.counts, [null, 100, 100, 100]);
    expect(weigh(hidden, new Map(AGES.map((age) => [age, 100])))).toBeNull();
  });

  it('leaves the shares as they are where all groups count alike', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 95 }), { minLength: 4, maxLength: 4 }), (yes) => {
        const even = split([yes], [100, 100, 100, 100]);
        const weighted = weigh(even, new Map(AGES.map((age) => [age, 50])));
        expect(weighted?.shares[0]).toBeCloseTo(yes.reduce((sum, one) => sum + one, 0) / 400);
      }),
    );
  });

  it('tells how far those who answered resemble the place', () => {
    const likeness = likenessOf(
      new Map([
        ['7-8', 50],
        ['9-10', null],
      ]),
      { responses: 200, base: 1 },
      new Map([
        ['7-8', 300],
        ['9-10', 100],
      ]),
    );
    expect(likeness).toEqual([
      { id: '7-8', answered: 0.25, children: 0.75 },
      { id: '9-10', answered: null, children: 0.25 },
    ]);
  });
});

describe('a change since last time', () => {
  const asked = (yes: number, of: number, base = 1) => figures({ Có: yes, Chưa: of - yes }, { base });

  it('is said where it is clear', () => {
    expect(sayChange(asked(100, 400), asked(200, 400), VI)).toBe(
      'So với đợt trước, nhiều bạn hơn chọn “Có”: khoảng 50%, đợt trước 25%.',
    );
    expect(sayChange(asked(200, 400), asked(203, 400), VI)).toBe(
      'So với đợt trước, chưa thấy thay đổi rõ rệt.',
    );
    expect(sayChange(asked(5, 10), asked(1, 6), VI)).toContain('Còn ít bạn quá');
  });

  it('is doubted more where counts were rounded', () => {
    expect(findChanges(asked(120, 400), asked(155, 400))).not.toEqual([]);
    expect(findChanges(asked(120, 400, 10), asked(155, 400, 10))).toEqual([]);
  });
});

describe('a table turned round', () => {
  const table = {
    ...{
      scope: 'VN',
      rows: 'sex',
      columns: 'q',
      release: 1,
      day: '2026-11-24',
      minCell: 5,
      base: 5,
      responses: 100,
    },
    ...{ rowIds: ['girl', 'boy'], columnIds: ['a', 'b'], answered: [70, 30] },
    counts: [
      [40, 10],
      [30, null],
    ],
  };

  it('has the answers down, and those who answered where all of them are known', () => {
    expect(withRows(table, 'q', false)).toMatchObject({
      ...{ rows: 'q', columns: 'sex', rowIds: ['a', 'b'], columnIds: ['girl', 'boy'], answered: [50, null] },
      counts: [
        [40, 30],
        [10, null],
      ],
    });
  });

  it('tells no shares where a child may have given several answers', () => {
    expect(withRows(table, 'q', true).answered).toEqual([null, null]);
  });

  it('stays as it is where it was in order', () => {
    expect(withRows(table, 'sex', false).counts).toEqual(table.counts);
  });
});
