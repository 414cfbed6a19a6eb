/** Bands that follow on each other are told as one span. */

import { expect, test } from 'vitest';
import { AGE_BANDS, ageSpans } from '../../src/core/age-band.ts';

test('bands are joined where they follow on each other, in whatever order they come', () => {
  expect(ageSpans(AGE_BANDS)).toEqual([{ from: 7, to: 15 }]);
  expect(ageSpans(['14-15', '9-10', '7-8'])).toEqual([
    { from: 7, to: 10 },
    { from: 14, to: 15 },
  ]);
  expect(ageSpans([])).toEqual([]);
});
