/** The statistics of the benchmarks. */

import { expect, test } from 'vitest';
import { median, medianRatio, slope } from '../../bench/statistics.ts';

test('the median is the middle one, or lies between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 6])).toBe(5.5);
  expect(median([7])).toBe(7);
});

test('a ratio is the median over pairs, not the ratio of medians', () => {
  expect(medianRatio([10, 20, 90], [10, 5, 30])).toBe(3);
});

test('a slope is that of the line through the points', () => {
  expect(
    slope([
      [0, 5],
      [1, 7],
      [2, 9],
    ]),
  ).toBeCloseTo(2);
  expect(
    slope([
      [0, 5],
      [1, 6],
      [2, 5],
    ]),
  ).toBeCloseTo(0);
});
