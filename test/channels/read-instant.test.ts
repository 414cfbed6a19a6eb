/** Instants are read in every unit that vendors use. */

import { expect, it } from 'vitest';
import { readInstant } from '../../src/channels/read-instant.ts';

const received = new Date('2026-11-23T00:00:00Z');

it.each([
  [1_700_000_000, 1_700_000_000_000],
  [1_789_033_572_455, 1_789_033_572_455],
  ['1699003881354', 1_699_003_881_354],
  ['1699003881', 1_699_003_881_000],
])('reads %j', (value, milliseconds) => {
  expect(readInstant(value, received).getTime()).toBe(milliseconds);
});

it.each([0, -1, Number.NaN, Number.MAX_VALUE, '', 'x', '99999999999999999', null, undefined, {}, []])(
  'takes the time of receipt for %j',
  (value) => {
    expect(readInstant(value, received)).toBe(received);
  },
);
