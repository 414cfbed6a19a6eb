/** Counts of contacts are never shown exactly. */

import { expect, it } from 'vitest';
import { shownCount } from '../../../src/core/broadcast/shown-count.ts';

it('few are not shown, others to the nearest ten, none as none', () => {
  for (const count of [0, 1, 4]) expect(shownCount(count, 5)).toEqual({ kind: 'few' });
  for (const count of [5, 9, 14]) expect(shownCount(count, 5)).toEqual({ kind: 'about', count: 10 });
  expect(shownCount(15, 5)).toEqual({ kind: 'about', count: 20 });
  expect(shownCount(9, 10)).toEqual({ kind: 'few' });
  expect(shownCount(123_456, 5)).toEqual({ kind: 'about', count: 123_460 });
});
