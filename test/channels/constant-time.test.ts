/** Secrets are compared whole. */

import { expect, it } from 'vitest';
import { secretMatcher } from '../../src/channels/constant-time.ts';

it('accepts the secret alone', () => {
  const matches = secretMatcher('bí mật 🔑');
  expect(matches('bí mật 🔑')).toBe(true);
  for (const wrong of [undefined, '', 'bí mật', 'bí mật 🔑 ', 'BÍ MẬT 🔑'])
    expect(matches(wrong)).toBe(false);
});

it('lets nothing match an empty secret', () => {
  expect(secretMatcher('')('')).toBe(false);
  expect(secretMatcher('')(undefined)).toBe(false);
});
