/** Guessing which name was meant. */

import { expect, test } from 'vitest';
import { didYouMean, nearestName } from '../../../src/core/flow/nearest-name.ts';

const known = ['mood', 'play', 'school.mood', 'simpler', 'a'];

test.each<[string, string | undefined]>([
  ['mood', 'mood'],
  ['moood', 'mood'],
  ['mod', 'mood'],
  ['Mood', 'mood'],
  ['paly', 'play'],
  ['simpeler', 'simpler'],
  ['schol.mod', 'school.mood'],
  ['homework', undefined],
  ['', 'a'],
  ['m'.repeat(100_000), undefined],
])('%.20s', (wrong, name) => {
  expect(nearestName(wrong, known)).toBe(name);
});

test('nothing is suggested where nothing is near', () => {
  expect(didYouMean('homework', known)).toBe('');
  expect(didYouMean('paly', known)).toBe('Did you mean play? ');
});
