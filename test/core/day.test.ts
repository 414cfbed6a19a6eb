/** Times as they are typed in Viet Nam. */

import { expect, test } from 'vitest';
import { instantOf, localTimeOf } from '../../src/core/day.ts';

test('a time is typed and written in Viet Nam, whatever clock the server keeps', () => {
  const instant = new Date('2026-12-01T01:30:00Z');
  expect(localTimeOf(instant)).toBe('2026-12-01T08:30');
  expect(instantOf('2026-12-01T08:30')).toEqual(instant);
  expect(instantOf('2026-12-01T08:30:00')).toEqual(instant);
  expect(instantOf('2026-12-01')).toEqual(new Date('2026-11-30T17:00:00Z'));
});

test.each([
  '',
  '2026-02-31T08:00',
  '2026-13-01T08:00',
  '2026-01-01T25:00',
  '1/2/2026',
  'mai',
  '2026-01-01 08:00',
])('"%s" is no time', (typed) => {
  expect(instantOf(typed)).toBeNull();
});
