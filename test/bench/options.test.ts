/** The command line of the benchmarks: what is understood, and what is refused in one sentence. */

import { expect, test } from 'vitest';
import { OptionRefusal, readOptions } from '../../bench/options.ts';

test('without options everything but the long part is measured', () => {
  expect(readOptions([])).toEqual({
    parts: ['http', 'pglite', 'engine', 'size'],
    quick: false,
    connections: [64, 256, 4],
    profile: false,
  });
  expect(readOptions(['--long'])?.parts).toEqual(['http', 'pglite', 'engine', 'size', 'memory']);
});

test('parts and connections are chosen by name and number', () => {
  const options = readOptions(['--quick', '--only=engine,http', '--connections=16,64,16', '--profile']);
  expect(options).toEqual({ parts: ['engine', 'http'], quick: true, connections: [16, 64], profile: true });
});

test('help is no run', () => {
  expect(readOptions(['--help'])).toBeNull();
});

test.each([
  ['--nonsense', /--nonsense.*--help/],
  ['more', /more.*--help/],
  ['--quick=yes', /--quick.*--help/],
  ['--only=web', /--only knows no part "web": it is one of http, pglite, engine, size, memory/],
  ['--only=', /--only/],
  ['--connections=0', /whole numbers from 1 to 1000.*"0"/],
  ['--connections=64,', /whole numbers/],
  ['--connections=-4', /whole numbers/],
  ['--connections=1001', /whole numbers/],
])('%s is refused', (argument, sentence) => {
  expect(() => readOptions([argument])).toThrow(sentence);
  expect(() => readOptions([argument])).toThrow(OptionRefusal);
});
