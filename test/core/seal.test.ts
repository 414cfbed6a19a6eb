/** What is coarsened at sealing, which indicators a walk counts for, pseudonyms, days. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, yearOf } from '../../src/core/day.ts';
import type { Flow } from '../../src/core/flow/flow.ts';
import { pseudonymMaker } from '../../src/core/pseudonym.ts';
import type { Draft } from '../../src/core/response.ts';
import { divideIntoBatches, indicatorsOf, sexOf, sharedBy } from '../../src/core/seal.ts';

test('what a whole batch shares is kept, and nothing where two differ', () => {
  expect(sharedBy(['web', 'web', 'web'])).toBe('web');
  expect(sharedBy(['web', 'web', 'zalo'])).toBeNull();
  expect(sharedBy([])).toBeNull();
});

test('batches are alike where enough are alike, never smaller than asked, and nothing is left out', () => {
  const kinds = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(kinds, fc.integer({ min: 2, max: 10 }), (things, size) => {
      const batches = divideIntoBatches(things, size, (kind) => kind);
      expect(batches.flat().sort()).toEqual([...things].sort());
      if (things.length >= size)
        for (const batch of batches) expect(batch.length).toBeGreaterThanOrEqual(size);
      expect(batches.filter((batch) => sharedBy(batch) === null).length).toBeLessThanOrEqual(1);
    }),
  );
});

const draft: Draft = {
  disposition: 'complete',
  answers: {},
  texts: [],
  ageBand: '9-10',
  place: null,
  learned: true,
};
const flow = (indicators: (22 | 24)[]): Flow => ({
  id: 'flow',
  version: 1,
  title: { vi: 'Tên' },
  languages: ['vi'],
  channels: ['web'],
  ageBands: ['9-10'],
  closing: { vi: 'Hết' },
  questions: [],
  indicators,
});

test('indicator 22 is the flow’s, 23 the lesson’s, 24 only from eleven and only complete', () => {
  expect(indicatorsOf(flow([22, 24]), draft)).toEqual([22, 23]);
  expect(indicatorsOf(flow([22, 24]), { ...draft, ageBand: '11-13' })).toEqual([22, 23, 24]);
  expect(indicatorsOf(flow([22, 24]), { ...draft, ageBand: '14-15', disposition: 'partial' })).toEqual([
    22, 23,
  ]);
  expect(indicatorsOf(flow([]), { ...draft, learned: false })).toEqual([]);
});

test('the sex is what a question with that cut was answered with, girl or boy, and nothing else', () => {
  const option = (id: string) => ({ id, label: { vi: id } });
  const asks = (cut?: 'sex'): Flow => ({
    ...flow([22]),
    questions: [
      {
        ...{
          id: 'who',
          kind: 'choice',
          text: { vi: 'Em là' },
          options: ['girl', 'boy', 'other'].map(option),
        },
        ...{ routes: [], when: null, ...(cut === undefined ? {} : { cut }) },
      } as Flow['questions'][number],
    ],
  });
  expect(['girl', 'boy', 'other', null].map((who) => sexOf(asks('sex'), { answers: { who } }))).toEqual([
    'girl',
    'boy',
    null,
    null,
  ]);
  expect(sexOf(asks('sex'), { answers: {} })).toBeNull();
  expect(sexOf(asks(), { answers: { who: 'girl' } })).toBeNull();
});

test('a pseudonym is the same within a year’s key and another under another key', async () => {
  const [one, other] = await Promise.all([
    pseudonymMaker(new Uint8Array(32).fill(1)),
    pseudonymMaker(new Uint8Array(32).fill(2)),
  ]);
  expect(await one('child')).toMatch(/^[\w-]{43}$/);
  expect(await one('child')).toBe(await one('child'));
  expect(await one('child')).not.toBe(await other('child'));
  expect(await one('child')).not.toBe(await one('child2'));
});

test('a pseudonym is plain HMAC-SHA-256 (RFC 4231, test case 2, key padded by HMAC itself)', async () => {
  const make = await pseudonymMaker(new TextEncoder().encode('Jefe'));
  const hex = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  expect(await make('what do ya want for nothing?')).toBe(Buffer.from(hex, 'hex').toString('base64url'));
});

test('days and years change at midnight in Viet Nam', () => {
  expect(dayOf(new Date('2026-12-31T16:59:59Z'))).toBe('2026-12-31');
  expect(dayOf(new Date('2026-12-31T17:00:00Z'))).toBe('2027-01-01');
  expect(yearOf(new Date('2026-12-31T17:00:00Z'))).toBe(2027);
});
