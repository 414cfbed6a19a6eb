/** How many codes of a sheet were used, shown so that no child is pointed at. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownUse } from '../../src/core/code-use.ts';

test.each([
  [4, 40, 5, null],
  [5, 40, 5, 5],
  [13, 40, 5, 10],
  [34, 40, 5, 30],
  [37, 40, 5, 35],
  [40, 40, 5, 35],
  [9, 9, 5, null],
  [0, 60, 5, null],
  [30, 35, 10, 20],
])('%i of %i with k = %i shows %s', (used, size, minCell, shown) => {
  expect(shownUse(used, size, minCell)).toBe(shown);
});

const sheets = fc.record({
  size: fc.integer({ min: 1, max: 60 }),
  minCell: fc.integer({ min: 3, max: 100 }),
});

test('what is shown never points at fewer than k who answered, or fewer than k who may not have', () => {
  fc.assert(
    fc.property(sheets, fc.nat(60), ({ size, minCell }, drawn) => {
      const shown = shownUse(Math.min(drawn, size), size, minCell);
      if (shown === null) return;
      expect(shown).toBeGreaterThanOrEqual(minCell);
      expect(shown).toBeLessThanOrEqual(Math.min(drawn, size));
      expect(size - shown).toBeGreaterThanOrEqual(minCell);
    }),
  );
});

test('one more child is seen at most once in k', () => {
  fc.assert(
    fc.property(sheets, ({ size, minCell }) => {
      const steps = Array.from(
        { length: size },
        (_, used) => shownUse(used, size, minCell) !== shownUse(used + 1, size, minCell),
      );
      const seen = steps.flatMap((moved, used) => (moved ? [used] : []));
      for (const [at, used] of seen.entries()) {
        const before = seen[at - 1];
        if (before !== undefined) expect(used - before).toBeGreaterThanOrEqual(minCell);
      }
    }),
  );
});
