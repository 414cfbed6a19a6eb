/** What is told of a comment's writer is shared by enough others. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AGE_BANDS } from '../../../src/core/age-band.ts';
import { type CommentOrigin, labelComments } from '../../../src/core/comments/comment-label.ts';

const some = (count: number, ageBand: CommentOrigin['ageBand'], province: string | null): CommentOrigin[] =>
  Array.from({ length: count }, (_, at) => ({ id: `${ageBand} ${province} ${at}`, ageBand, province }));

it('tells band and province of ten alike, and less of fewer', () => {
  const labels = labelComments(
    [...some(10, '9-10', '79'), ...some(9, '9-10', '01'), ...some(1, '7-8', '01')],
    10,
  );
  expect(labels.get('9-10 79 0')).toEqual({ ageBand: '9-10', province: '79' });
  expect(labels.get('9-10 01 0')).toEqual({ ageBand: null, province: '01' });
  expect(labels.get('7-8 01 0')).toEqual({ ageBand: null, province: '01' });
});

it('tells the band alone where a province has too few', () => {
  const labels = labelComments([...some(5, '9-10', '79'), ...some(5, '9-10', '01')], 10);
  expect(labels.get('9-10 01 0')).toEqual({ ageBand: '9-10', province: null });
});

it('gives every label to at least as many as asked, or says nothing', () => {
  const origin = fc.record({
    ageBand: fc.constantFrom(null, ...AGE_BANDS),
    province: fc.constantFrom(null, '01', '79', '48'),
  });
  fc.assert(
    fc.property(fc.array(origin, { maxLength: 120 }), fc.integer({ min: 2, max: 12 }), (origins, least) => {
      const all = origins.map((one, at) => ({ ...one, id: String(at) }));
      const labels = labelComments(all, least);
      const counts = new Map<string, number>();
      for (const { id, ageBand, province } of all) {
        const label = labels.get(id);
        expect(label).toBeDefined();
        expect([null, ageBand]).toContain(label?.ageBand);
        expect([null, province]).toContain(label?.province);
        const key = JSON.stringify(label);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      counts.delete(JSON.stringify({ ageBand: null, province: null }));
      for (const count of counts.values()) expect(count).toBeGreaterThanOrEqual(least);
    }),
  );
});
