/** Whole flows with bounds: how far an edge can vary, held against trying everything. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { circulation } from '../../../src/core/release/circulation.ts';

const range = fc.record({ down: fc.nat(3), up: fc.nat(3) });
const cell = fc.nat(4);

test('two by two cells with margins: exactly as far as trying all values says', () => {
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: 4, maxLength: 4 }),
      fc.array(range, { minLength: 8, maxLength: 8 }),
      fc.integer({ min: 1, max: 5 }),
      (cells, ranges, spread) => {
        const [a = 0, b = 0, c = 0, d = 0] = cells;
        const flows = [a, b, c, d, a + b, c + d, a + c, b + d];
        const bounds = flows.map((flow, at) => {
          const { down = 0, up = 0 } = ranges[at] ?? {};
          return { lo: Math.max(0, flow - down), hi: flow + up, flow };
        });
        // 0 source and sink, 1 and 2 rows, 3 and 4 columns.
        const network = circulation(5);
        const ends = [
          [1, 3],
          [1, 4],
          [2, 3],
          [2, 4],
          [0, 1],
          [0, 2],
          [3, 0],
          [4, 0],
        ] as const;
        const edges = ends.map(([from, to], at) =>
          network.edge(from, to, bounds[at] ?? { lo: 0, hi: 0, flow: 0 }),
        );
        const values = possibleFirst(bounds);
        expect(network.varies(edges[0] ?? 0, spread)).toBe(
          Math.max(...values) - Math.min(...values) >= spread,
        );
      },
    ),
    { numRuns: 300 },
  );
});

/** Values of the first cell in any table that keeps all bounds. */
function possibleFirst(bounds: readonly { readonly lo: number; readonly hi: number }[]): readonly number[] {
  const within = (value: number, at: number): boolean =>
    value >= (bounds[at]?.lo ?? 0) && value <= (bounds[at]?.hi ?? 0);
  const values = new Set<number>();
  const upTo = (at: number): number[] =>
    Array.from({ length: (bounds[at]?.hi ?? 0) + 1 }, (_, value) => value);
  for (const a of upTo(0)) {
    for (const b of upTo(1)) {
      for (const c of upTo(2)) {
        for (const d of upTo(3)) {
          if ([a, b, c, d, a + b, c + d, a + c, b + d].every(within)) values.add(a);
        }
      }
    }
  }
  return [...values];
}

test('a flow outside its bounds is refused', () => {
  expect(() => circulation(2).edge(0, 1, { lo: 0, hi: 2, flow: 3 })).toThrow('3');
});
