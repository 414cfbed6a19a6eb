/** Notes on how answers came about say "at least", and nothing more. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellNotes } from '../../../src/core/release/quality-notes.ts';

const place = { minCell: 5, responses: 100, before: null, lag: () => 0 };

describe('quality notes', () => {
  it('are whole steps of k, at most the count, and leave three responses of which nothing is told', () => {
    fc.assert(
      fc.property(
        fc.nat(300),
        fc.nat(300),
        fc.integer({ min: 3, max: 20 }),
        fc.nat(3),
        (responses, some, minCell, lag) => {
          const count = Math.min(some, responses);
          const { quick } = tellNotes(
            { quick: count, straight: 0 },
            { ...place, minCell, responses, lag: () => lag },
          );
          expect(quick % Math.max(4, minCell)).toBe(0);
          expect(quick).toBeLessThanOrEqual(Math.max(0, Math.min(count, responses - 3)));
        },
      ),
    );
  });

  it('stay behind as they are drawn to, and never fall', () => {
    const counts = { quick: 42, straight: 42 };
    expect(tellNotes(counts, { ...place, lag: () => 2 })).toEqual({ quick: 30, straight: 30 });
    const before = { quick: 40, straight: 10 };
    expect(tellNotes(counts, { ...place, before, lag: () => 2 })).toEqual({ quick: 40, straight: 30 });
  });
});
