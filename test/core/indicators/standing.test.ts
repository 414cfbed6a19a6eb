/** Indicators are held against imported denominators and targets, and never against a guess. */

import { describe, expect, it } from 'vitest';
import { areClosingWords } from '../../../src/core/indicators/closed-year.ts';
import { forecastShare } from '../../../src/core/indicators/forecast.ts';
import { AGES_OF, bandsOf } from '../../../src/core/indicators/indicator.ts';
import type { Denominator, Target } from '../../../src/core/indicators/indicator-row.ts';
import { standingsOf } from '../../../src/core/indicators/standing.ts';
import { chooseTarget, NATIONAL_TARGETS } from '../../../src/core/indicators/target.ts';

const denominator = (changes: Partial<Denominator> = {}): Denominator => ({
  ...{ kind: 'denominator', place: '44', former: null, ages: { from: 7, to: 15 }, sex: null, children: 1000 },
  ...{ asOf: '2025-12-31', from: 2026, until: null, source: 'Niên giám' },
  ...changes,
});

const target = (changes: Partial<Target> = {}): Target => ({
  ...{ kind: 'target', place: '44', former: null, measure: '22', from: 2030, until: 2030, value: 40 },
  ...{ source: 'Kế hoạch', issuedOn: '2026-01-01' },
  ...changes,
});

const PARTS = [
  { code: '44', name: 'Quảng Bình' },
  { code: '45', name: 'Quảng Trị' },
];

const standing = (rows: readonly (Denominator | Target)[], figures = {}, year = 2026) =>
  standingsOf({ place: '44', year, figures, rows, parts: PARTS })[0];

describe('the nation’s targets', () => {
  it('are those of Quyết định 23/QĐ-TTg, with their source', () => {
    const values = NATIONAL_TARGETS.map(({ measure, until, value }) => `${measure} ${until} ${value}`);
    expect(values).toEqual([
      ...['22 2025 30', '22 2030 35', '23 2025 85', '23 2030 90', '24 2025 30', '24 2030 35'],
      'turns 2027 50000000',
    ]);
    for (const { source } of NATIONAL_TARGETS) expect(source.length).toBeGreaterThan(20);
  });

  it('count children of the ages that the Decision names', () => {
    expect(AGES_OF).toEqual({
      '22': { from: 7, to: 15 },
      '23': { from: 0, to: 15 },
      '24': { from: 11, to: 15 },
    });
    expect(bandsOf('24')).toEqual(['11-13', '14-15']);
  });

  it('stand in, marked, where a place has none of its own; the next one holds', () => {
    const choose = (rows: readonly Target[], year: number) =>
      chooseTarget(rows, { place: '44', measure: '22', year });
    expect(choose([], 2025)).toMatchObject({ target: { value: 30 }, isNational: true });
    expect(choose([], 2026)).toMatchObject({ target: { value: 35 }, isNational: true });
    expect(choose([target()], 2026)).toMatchObject({ target: { value: 40 }, isNational: false });
    expect(choose([target({ former: PARTS[0] ?? null })], 2026)).toMatchObject({ target: { value: 35 } });
    expect(choose([], 2031)).toBeNull();
  });

  it('of turns are the whole country’s, in their years', () => {
    const turns = (place: string, year: number) => chooseTarget([], { place, measure: 'turns', year });
    expect(turns('VN', 2026)).toMatchObject({ target: { value: 50_000_000, from: 2023, until: 2027 } });
    expect([turns('44', 2026), turns('VN', 2022), turns('VN', 2028)]).toEqual([null, null, null]);
  });
});

describe('a standing', () => {
  it('without a denominator gives the numerator alone', () => {
    expect(standing([], { '22:children': 300, '22:browser': 40 })).toMatchObject({
      counted: { children: 300, browser: 40, 'off-chat': null },
      denominator: { kind: 'none' },
      share: null,
      distance: null,
    });
  });

  it('takes the newest denominator of just these ages that holds in the year', () => {
    const rows = [
      denominator({ children: 900, asOf: '2024-12-31' }),
      denominator(),
      denominator({ ages: { from: 7, to: 14 }, children: 5, asOf: '2026-01-01' }),
      denominator({ sex: 'girl', children: 6, asOf: '2026-01-01' }),
      denominator({ from: 2027, children: 7, asOf: '2026-01-01' }),
      denominator({ until: 2025, from: 2020, children: 8, asOf: '2026-01-01' }),
    ];
    expect(standing(rows, { '22:children': 300 })).toMatchObject({
      denominator: { kind: 'found', children: 1000 },
      share: 30,
      target: { target: { value: 35 }, isNational: true },
      distance: { points: 5, children: 50 },
    });
  });

  it('rounds shares down and distances up, and says where a target is reached', () => {
    expect(standing([denominator({ children: 3000 })], { '22:children': 1049 })).toMatchObject({
      share: 34.9,
      distance: { points: 0.1, children: 1 },
    });
    expect(standing([denominator()], { '22:children': 350 })?.distance).toEqual({ points: 0, children: 0 });
    expect(standing([denominator({ children: 10 })], { '22:children': 350 })?.isOverfull).toBe(true);
  });

  it('adds up the parts of a merged province only when there is one of each', () => {
    const [north = null, south = null] = PARTS;
    const half = denominator({ former: north, children: 400 });
    expect(standing([half])?.denominator).toEqual({ kind: 'partly', missing: [south] });
    const both = standing([half, denominator({ former: south, children: 600 })], { '22:children': 100 });
    expect(both).toMatchObject({ denominator: { kind: 'found', children: 1000 }, share: 10 });
    // A number of the whole goes before the sum.
    expect(standing([half, denominator()])?.denominator).toMatchObject({ children: 1000 });
  });

  it('shows targets of the parts beside it', () => {
    const own = target({ former: PARTS[1] ?? null, value: 50 });
    expect(standing([own])).toMatchObject({ target: { isNational: true }, formerTargets: [{ value: 50 }] });
  });
});

describe('a forecast', () => {
  it('needs three closed years', () => {
    expect(
      forecastShare(
        [
          { year: 2026, share: 1 },
          { year: 2027, share: 2 },
        ],
        2030,
      ),
    ).toEqual({ kind: 'too-few', years: 2 });
  });

  it('goes on as the years did, within 0 and 100', () => {
    const points = (...shares: readonly number[]) => shares.map((share, at) => ({ year: 2026 + at, share }));
    expect(forecastShare(points(10, 15, 20), 2030)).toEqual({
      ...{ kind: 'line', until: 2030, share: 30, slope: 5, first: 2026, last: 2028, years: 3 },
    });
    expect(forecastShare(points(60, 80, 99), 2030)).toMatchObject({ share: 100 });
    expect(forecastShare(points(9, 5, 1), 2030)).toMatchObject({ share: 0, slope: -4 });
  });
});

it('the words that close a year are its own', () => {
  expect(
    ['CHỐT 2026', ' chốt  2026 ', 'chốt 2026'.normalize('NFD')].map((one) => areClosingWords(one, 2026)),
  ).toEqual([true, true, true]);
  expect(['', 'CHỐT', 'CHOT 2026', 'CHỐT 2025', '2026'].some((one) => areClosingWords(one, 2026))).toBe(
    false,
  );
});
