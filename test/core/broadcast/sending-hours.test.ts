/** When messages that we begin may leave, by the clock of Viet Nam. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALWAYS_OPEN,
  type ClosedHours,
  closedBy,
  doneAt,
  openForMs,
  opensAt,
  parseDaySpans,
  parseWeekDays,
} from '../../../src/core/broadcast/sending-hours.ts';

/** As the settings come. 23 November 2026 is a Monday. */
const USUAL: ClosedHours = {
  quiet: parseDaySpans('20:00-07:00') ?? [],
  school: parseDaySpans('07:00-11:30,13:30-17:00') ?? [],
  schoolDays: parseWeekDays('1-5') ?? [],
};

const at = (local: string) => new Date(`${local}+07:00`);
const HOUR_MS = 3_600_000;

describe('reading the settings', () => {
  it('takes spans of a day, over midnight too, several with commas, or none', () => {
    expect(parseDaySpans('20:00-07:00')).toEqual([{ from: 1200, to: 420 }]);
    expect(parseDaySpans('7:00-11:30, 13:30-17:00')).toEqual([
      { from: 420, to: 690 },
      { from: 810, to: 1020 },
    ]);
    expect(parseDaySpans('20:00-24:00')).toEqual([{ from: 1200, to: 1440 }]);
    expect(parseDaySpans('none')).toEqual([]);
  });

  it.each(['', '20-7', '25:00-07:00', '20:61-07:00', '07:00-07:00', '20:00-07:00,', '24:30-01:00'])(
    'refuses %j',
    (text) => expect(parseDaySpans(text)).toBeNull(),
  );

  it('takes days of the week, and refuses what is none', () => {
    expect(parseWeekDays('1-5')).toEqual([1, 2, 3, 4, 5]);
    expect(parseWeekDays('6,1-3,2')).toEqual([1, 2, 3, 6]);
    expect(parseWeekDays('none')).toEqual([]);
    for (const text of ['', '0-5', '5-1', '8', 'Mon', '1,']) expect(parseWeekDays(text)).toBeNull();
  });
});

describe('an instant', () => {
  it.each([
    ['2026-11-23T06:59:59', 'quiet'],
    ['2026-11-23T07:00:00', 'school'],
    ['2026-11-23T11:29:59', 'school'],
    ['2026-11-23T11:30:00', null],
    ['2026-11-23T13:29:59', null],
    ['2026-11-23T13:30:00', 'school'],
    ['2026-11-23T17:00:00', null],
    ['2026-11-23T19:59:59', null],
    ['2026-11-23T20:00:00', 'quiet'],
    ['2026-11-28T09:00:00', null],
    ['2026-11-29T09:00:00', null],
    ['2026-11-29T03:00:00', 'quiet'],
  ])('%s is closed by %s', (local, by) => {
    expect(closedBy(at(local), USUAL)).toBe(by);
  });

  it('is followed by the next opening, on the other side of the night and of lessons', () => {
    expect(opensAt(at('2026-11-23T12:00:00'), USUAL)).toEqual(at('2026-11-23T12:00:00'));
    expect(opensAt(at('2026-11-23T14:00:00'), USUAL)).toEqual(at('2026-11-23T17:00:00'));
    expect(opensAt(at('2026-11-23T21:00:00'), USUAL)).toEqual(at('2026-11-24T11:30:00'));
    expect(opensAt(at('2026-11-27T21:00:00'), USUAL)).toEqual(at('2026-11-28T07:00:00'));
  });

  it('is open for so long, for ever where nothing is closed, and not at all where it is', () => {
    expect(openForMs(at('2026-11-23T12:00:00'), USUAL)).toBe(1.5 * HOUR_MS);
    expect(openForMs(at('2026-11-28T08:00:00'), USUAL)).toBe(12 * HOUR_MS);
    expect(openForMs(at('2026-11-23T21:00:00'), USUAL)).toBe(0);
    expect(openForMs(at('2026-11-23T21:00:00'), ALWAYS_OPEN)).toBe(Number.POSITIVE_INFINITY);
    const nights = { ...ALWAYS_OPEN, quiet: [{ from: 1380, to: 1440 }] };
    expect(openForMs(at('2026-11-23T22:30:00'), nights)).toBe(0.5 * HOUR_MS);
  });
});

it('what takes some time is done after it, with every stop on the way', () => {
  expect(doneAt(at('2026-11-23T12:00:00'), HOUR_MS, USUAL)).toEqual(at('2026-11-23T13:00:00'));
  expect(doneAt(at('2026-11-23T12:00:00'), 2 * HOUR_MS, USUAL)).toEqual(at('2026-11-23T17:30:00'));
  // Two hours at noon and three in the evening, on Monday and Tuesday; what is left goes at noon on Wednesday.
  expect(doneAt(at('2026-11-23T11:30:00'), 10.5 * HOUR_MS, USUAL)).toEqual(at('2026-11-25T12:00:00'));
  const never = { ...ALWAYS_OPEN, quiet: [{ from: 0, to: 1440 }] };
  expect(doneAt(at('2026-11-23T11:30:00'), 1, never)).toBeNull();
  expect(opensAt(at('2026-11-23T11:30:00'), never)).toBeNull();
});

it('whatever the hours, nothing is done at a closed moment, and exactly the time asked for was open before', () => {
  const minute = fc.integer({ min: 0, max: 1440 });
  const span = fc.record({ from: minute, to: minute }).filter(({ from, to }) => from !== to);
  const hours = fc.record({
    quiet: fc.array(span, { maxLength: 2 }),
    school: fc.array(
      span.filter(({ from, to }) => from < to),
      { maxLength: 2 },
    ),
    schoolDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
  });
  fc.assert(
    fc.property(
      hours,
      fc.integer({ min: 0, max: 20_000 }),
      fc.integer({ min: 1, max: 3_000 }),
      (closed, from, takes) => {
        const start = new Date(at('2026-11-23T00:00:00').getTime() + from * 60_000);
        const end = doneAt(start, takes * 60_000, closed);
        if (end === null) return;
        let open = 0;
        for (let now = start.getTime(); now < end.getTime(); now += 60_000) {
          if (closedBy(new Date(now), closed) === null) open += 1;
        }
        expect(open).toBe(takes);
        expect(closedBy(new Date(end.getTime() - 60_000), closed)).toBeNull();
      },
    ),
    { numRuns: 60 },
  );
});
