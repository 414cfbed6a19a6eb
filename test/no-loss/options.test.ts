/** The command line of the proof: what it takes, and what it says against the rest. */

import { expect, test } from 'vitest';
import { OptionRefusal, readOptions } from './options.ts';

test('nothing asked for means every set-up, a hundred kills and a seed by chance', () => {
  const options = readOptions([], 77);
  expect(options).toMatchObject({ engines: ['pglite', 'postgres', 'two-servers'], seed: 77 });
  expect(options?.kills).toBeGreaterThanOrEqual(100);
});

test('everything can be told', () => {
  const words = ['--engine=postgres,pglite', '--kills', '9', '--children=5', '--seed=4', '--minutes=2'];
  expect(readOptions(words, 1)).toEqual({
    ...{ engines: ['postgres', 'pglite'], kills: 9, children: 5, seed: 4, minutes: 2 },
  });
  expect(readOptions(['--help'], 1)).toBeNull();
});

test.each([
  [['--engine=mysql'], /--engine knows no "mysql": it is one of pglite, postgres, two-servers/],
  [['--kills=many'], /--kills must be a whole number from 0 to 10000; it was "many"/],
  [['--children=0'], /--children must be a whole number from 1/],
  [['--seed=-1'], /--seed/],
  [['--minutes'], /--minutes.*--help/],
  [['--fast'], /--fast.*--help/],
  [['fast'], /fast.*--help/],
])('%j is refused in a sentence', (words, sentence) => {
  expect(() => readOptions(words, 1)).toThrow(OptionRefusal);
  expect(() => readOptions(words, 1)).toThrow(sentence);
});
