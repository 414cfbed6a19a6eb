/** An instant is written as people in Viet Nam say it, by their clock. */

import { expect, it } from 'vitest';
import { writeTime } from '../../src/core/written-time.ts';

it.each([
  ['2026-11-01T01:00:00Z', 'vi', 'lúc 8 giờ, Chủ nhật ngày 1 tháng 11 năm 2026'],
  ['2026-11-02T07:30:00Z', 'vi', 'lúc 14 giờ 30, thứ Hai ngày 2 tháng 11 năm 2026'],
  // Six in the evening in London is the next morning here.
  ['2026-11-30T18:05:00Z', 'vi', 'lúc 1 giờ 5, thứ Ba ngày 1 tháng 12 năm 2026'],
  ['2026-12-31T17:00:00Z', 'vi', 'vào thứ Sáu ngày 1 tháng 1 năm 2027'],
  ['2026-11-01T01:00:00Z', 'en', 'on Sunday, November 1, 2026 at 8:00 AM'],
  ['2026-12-31T17:00:00Z', 'en', 'on Friday, January 1, 2027'],
])('%s in %s is “%s”', (instant, language, written) => {
  expect(writeTime(new Date(instant), language)).toBe(written);
});
