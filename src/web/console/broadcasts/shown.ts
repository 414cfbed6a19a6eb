/** Counts, times and durations as the pages write them. */

import type { ClosedHours, DaySpan } from '../../../core/broadcast/sending-hours.ts';
import type { ShownCount } from '../../../core/broadcast/shown-count.ts';
import { localTimeOf } from '../../../core/day.ts';
import type { Visit } from '../console-route.ts';
import { say } from './dependencies.ts';

/** "khoảng 1.230", "dưới 5". */
export function writeCount(visit: Visit, count: ShownCount, threshold: number): string {
  if (count.kind === 'few') return say(visit, 'count.few', { threshold });
  return say(visit, 'count.about', { count: writeNumber(visit, count.count) });
}

/** A number with the separators of the page's language. */
export function writeNumber({ language }: Visit, number: number): string {
  return new Intl.NumberFormat(language).format(number);
}

const MINUTE_MS = 60_000;

/** "9 giờ 16 phút": rather a minute too long. */
export function writeDuration(visit: Visit, ms: number): string {
  const minutes = Math.ceil(ms / MINUTE_MS);
  if (minutes <= 1) return say(visit, 'duration.moment');
  const values = { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
  if (values.hours === 0) return say(visit, 'duration.minutes', values);
  return say(visit, values.minutes === 0 ? 'duration.hours' : 'duration.both', values);
}

/** "17:05, 23/11/2026", in Viet Nam. */
export function writeMoment(visit: Visit, instant: Date): string {
  const [day = '', time = ''] = localTimeOf(instant).split('T');
  const [year, month, date] = day.split('-');
  return say(visit, 'moment', { time, day: `${date}/${month}/${year}` });
}

/** When nothing leaves, in words. */
export function writeHours(visit: Visit, { quiet, school, schoolDays }: ClosedHours): string {
  const parts = [
    ...(quiet.length === 0 ? [] : [say(visit, 'hours.quiet', { spans: writeSpans(quiet) })]),
    ...(school.length === 0 || schoolDays.length === 0
      ? []
      : [
          say(visit, 'hours.school', {
            spans: writeSpans(school),
            days: schoolDays.map((day) => say(visit, `hours.day.${day}`)).join(', '),
          }),
        ]),
  ];
  return parts.length === 0 ? say(visit, 'hours.none') : parts.join(' ');
}

function writeSpans(spans: readonly DaySpan[]): string {
  return spans.map(({ from, to }) => `${writeClock(from)}–${writeClock(to)}`).join(', ');
}

function writeClock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
