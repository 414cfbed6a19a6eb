/** Slugs made of titles. */

import { expect, test } from 'vitest';
import { isSlug, slugOf } from '../../src/core/slug.ts';

test.each([
  ['Giờ ra chơi vui!', 'gio-ra-choi-vui'],
  ['  Đường đến trường: an toàn?  ', 'duong-den-truong-an-toan'],
  ['Ơ', null],
  ['???', null],
  ['Lớp 4A', 'lop-4a'],
  ['<script>alert(1)</script>', 'script-alert-1-script'],
])('%s becomes %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test('a long title is cut, and still a slug', () => {
  const slug = slugOf('rất '.repeat(40)) ?? '';
  expect(slug.length).toBeLessThanOrEqual(60);
  expect(isSlug(slug)).toBe(true);
});
