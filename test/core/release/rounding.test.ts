/** Rounded figures: what is shown of a count, and what it then can be. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_PAST, viewCell } from '../../../src/core/release/rounding.ts';

const RULE = { step: 5, minCell: 5 };
const shown = (count: number, past: number | null = null, wasSmall = false): number | null =>
  viewCell(count, { shown: past, wasSmall }, RULE).shown;

test('a cell is shown from k on, as the nearest multiple of 2k', () => {
  expect([4, 5, 14, 15, 24, 25].map((count) => shown(count))).toEqual([null, 10, 10, 20, 20, 30]);
});

test('a figure moves once k more came than it can have meant', () => {
  expect([14, 18, 19, 30].map((count) => shown(count, 10))).toEqual([10, 10, 20, 30]);
});

test('a cell that was small is shown once k more than that are there', () => {
  expect([5, 8, 9].map((count) => shown(count, null, true))).toEqual([null, null, 10]);
});

test('the count is always within what is told, and that is never fewer than five values', () => {
  const rule = fc.record({ step: fc.integer({ min: 5, max: 20 }), more: fc.integer({ min: 0, max: 10 }) });
  fc.assert(
    fc.property(rule, fc.array(fc.nat(200), { minLength: 1 }), ({ step, more }, counts) => {
      let past = NO_PAST;
      for (const count of counts.sort((a, b) => a - b)) {
        const view = viewCell(count, past, { step, minCell: step + more });
        expect(count).toBeGreaterThanOrEqual(view.lo);
        expect(count).toBeLessThanOrEqual(view.hi);
        expect(view.hi - view.lo).toBeGreaterThanOrEqual(view.shown === null ? step - 1 : 0);
        past = view.shown === null ? { shown: null, wasSmall: true } : { shown: view.shown, wasSmall: false };
      }
    }),
  );
});
