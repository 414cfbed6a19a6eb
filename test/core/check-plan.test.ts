/** What is wrong with a plan, and what is missing. */

import { describe, expect, test } from 'vitest';
import { faultsOf, missingOf, type PlanGround } from '../../src/core/check-plan.ts';
import { CHECKPOINTS, type PlanContent } from '../../src/core/consultation-plan.ts';
import { buildGazetteer } from '../../src/core/gazetteer.ts';

const NOW = new Date('2026-11-24T03:00:00Z');
const gazetteer = buildGazetteer([
  { code: '01', level: 'province', kind: 'thanh_pho', name: 'Hà Nội', parentCode: 'VN' },
  { code: '79', level: 'province', kind: 'thanh_pho', name: 'Hồ Chí Minh', parentCode: 'VN' },
  { code: '00004', level: 'commune', kind: 'phuong', name: 'Ba Đình', parentCode: '01' },
]);
const ground: PlanGround = {
  ...{ now: NOW, leastCell: 5, gazetteer, place: '01', channels: ['web', 'zalo'] },
  flow: { ageBands: ['9-10', '11-13'], channels: ['web', 'telegram', 'zalo'] },
};
const whole: PlanContent = {
  ...{ flowHash: 'f'.repeat(64), slug: 'san-choi', title: { vi: 'Sân chơi' }, purpose: { vi: 'Vui hơn' } },
  ...{
    asker: { vi: 'Đoàn xã' },
    use: { vi: 'Để làm' },
    ageBands: ['9-10'],
    places: ['01'],
    channels: ['web'],
  },
  ...{ opensAt: null, closesAt: new Date('2026-12-24T03:00:00Z'), minCell: 5, feedbackDays: 60, parents: [] },
  ...{ responsible: 'Chị Lan', goals: [] },
  checklist: Object.fromEntries(CHECKPOINTS.map((point) => [point, 'Có'])),
};

const found = (changes: Partial<PlanContent>, on: Partial<PlanGround> = {}) =>
  faultsOf({ ...whole, ...changes }, { ...ground, ...on }).map(({ field, fault }) => `${field} ${fault}`);

test('a whole plan has nothing wrong and nothing missing', () => {
  expect(found({})).toEqual([]);
  expect(missingOf(whole, ground)).toEqual([]);
});

describe('wrong is', () => {
  const later = new Date('2027-01-01T00:00:00Z');
  test.each<readonly [string, Partial<PlanContent>, readonly string[]]>([
    ['an end before the beginning', { opensAt: later }, ['closes before-opening']],
    ['an end at the beginning', { opensAt: later, closesAt: later }, ['closes before-opening']],
    ['a place outside', { places: ['79', '00004'] }, ['places outside']],
    ['the country, where the plan is a province’s', { places: ['VN'] }, ['places outside']],
    ['a place that there is not', { places: ['02'] }, ['places unknown']],
    ['a channel that is off', { channels: ['telegram'] }, ['channels off']],
    [
      'a channel the flow was not made for',
      { channels: ['zalo-oa'] },
      ['channels not-in-flow', 'channels off'],
    ],
    ['ages the flow is not for', { ageBands: ['7-8', '9-10'] }, ['ages not-in-flow']],
    ['a k below the least', { minCell: 4 }, ['min-cell too-low']],
    ['a k beyond reason', { minCell: 101 }, ['min-cell too-high']],
    [
      'what is no number',
      { minCell: Number.NaN, feedbackDays: 1.5 },
      ['min-cell malformed', 'feedback malformed'],
    ],
    ['no day at all', { feedbackDays: 0 }, ['feedback too-low']],
    ['a year and a day', { feedbackDays: 366 }, ['feedback too-high']],
    ['an address with capitals', { slug: 'Sân chơi' }, ['slug malformed']],
    ['a long title', { title: { vi: 'x'.repeat(81), en: 'y'.repeat(80) } }, ['title-vi too-long']],
    ['a goal of no children', { goals: [{ place: '01', children: 0 }] }, ['goal-01 malformed']],
  ])('%s', (_what, changes, faults) => {
    expect(found(changes)).toEqual(faults);
  });

  test('a flow that was never published', () => {
    expect(found({}, { flow: null })).toEqual(['flow unknown']);
  });

  test('nothing of a flow that is for all ages', () => {
    expect(found({ ageBands: ['7-8', '14-15'] }, { flow: { ageBands: [], channels: ['web'] } })).toEqual([]);
  });
});

test('all that is empty is missing, and what time has overtaken is past', () => {
  const empty: PlanContent = {
    ...whole,
    ...{
      flowHash: null,
      slug: '',
      title: { vi: ' ' },
      purpose: { vi: '' },
      asker: { vi: '' },
      use: { vi: '' },
    },
    ...{ ageBands: [], places: [], channels: [], responsible: '', checklist: { safe: '' } },
    ...{ opensAt: new Date('2026-11-23T00:00:00Z'), closesAt: NOW },
  };
  const fields = missingOf(empty, ground).map(({ field, fault }) => `${field} ${fault}`);
  expect(fields).toEqual([
    ...['flow', 'title-vi', 'asker-vi', 'purpose-vi', 'use-vi', 'slug', 'ages', 'places', 'channels'].map(
      (name) => `${name} missing`,
    ),
    ...['responsible', ...CHECKPOINTS.map((point) => `check-${point}`)].map((name) => `${name} missing`),
    ...['opens in-the-past', 'closes in-the-past'],
  ]);
});
