/** How long a broadcast takes, told before it begins. */

import { expect, it } from 'vitest';
import { ALWAYS_OPEN } from '../../../src/core/broadcast/sending-hours.ts';
import { timeLeft } from '../../../src/core/broadcast/time-left.ts';

const at = (local: string) => new Date(`${local}+07:00`);
const USUAL = {
  quiet: [{ from: 1200, to: 420 }],
  school: [
    { from: 420, to: 690 },
    { from: 810, to: 1020 },
  ],
  schoolDays: [1, 2, 3, 4, 5],
};
const MILLION = { messages: 1_000_000, perSecond: 30 };

it('a million at thirty a second take 9 hours, 15 minutes and 34 seconds of sending', () => {
  const { sendingMs, doneAt } = timeLeft([MILLION], at('2026-11-23T08:00:00'), ALWAYS_OPEN);
  expect(sendingMs).toBe(33_333_334);
  expect(doneAt).toEqual(at('2026-11-23T17:15:33.334'));
});

it('on a weekend they end the same evening, on school days on the third day', () => {
  expect(timeLeft([MILLION], at('2026-11-28T07:00:00'), USUAL).doneAt).toEqual(at('2026-11-28T16:15:33.334'));
  // Saturday from 11:00 has nine hours; what is left goes on Sunday at seven.
  expect(timeLeft([MILLION], at('2026-11-28T11:00:00'), USUAL).doneAt).toEqual(at('2026-11-29T07:15:33.334'));
  // Two hours at noon and three in the evening on Monday: five a day; the rest, 4:15:33, on Tuesday.
  expect(timeLeft([MILLION], at('2026-11-23T11:30:00'), USUAL).doneAt).toEqual(at('2026-11-24T19:15:33.334'));
});

it('the slowest channel ends it, and nothing left is done now', () => {
  const from = at('2026-11-23T12:00:00');
  const left = timeLeft(
    [
      { messages: 60, perSecond: 30 },
      { messages: 50, perSecond: 5 },
    ],
    from,
    ALWAYS_OPEN,
  );
  expect(left).toEqual({ sendingMs: 10_000, doneAt: at('2026-11-23T12:00:10') });
  expect(timeLeft([], from, USUAL)).toEqual({ sendingMs: 0, doneAt: from });
});
