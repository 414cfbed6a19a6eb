/** When messages that we begin may leave: never at night, never in lessons. By the clock of Viet Nam. */

/** Minutes of a day, from 0 to 1440. `to` before `from` means over midnight. */
export type DaySpan = { readonly from: number; readonly to: number };

/** When nothing may leave. */
export type ClosedHours = {
  readonly quiet: readonly DaySpan[];
  /** Only on school days. */
  readonly school: readonly DaySpan[];
  /** 1 for Monday to 7 for Sunday. */
  readonly schoolDays: readonly number[];
};

/** No hours at which nothing may leave. */
export const ALWAYS_OPEN: ClosedHours = { quiet: [], school: [], schoolDays: [] };

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const DAY_MS = DAY_MINUTES * MINUTE_MS;

/** UTC+7 all year. @see dayOf */
const OFFSET_MS = 7 * 60 * MINUTE_MS;

/** So far ahead is looked; a broadcast that takes longer has no end worth telling. */
const MAX_DAYS = 3_660;

/** Days after which the same hours come again. */
const WEEK = 7;

/**
 * Reads spans of a day: `20:00-07:00`, or several with commas; `none` for none.
 *
 * @returns `null` where it says something else
 */
export function parseDaySpans(text: string): readonly DaySpan[] | null {
  if (text.trim().toLowerCase() === 'none') return [];
  const spans = text.split(',').map((part) => parseSpan(part.trim()));
  return spans.every((span) => span !== null) ? spans : null;
}

function parseSpan(text: string): DaySpan | null {
  const [, fromHour, fromMinute, toHour, toMinute] = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  const from = minutesOf(fromHour, fromMinute);
  const to = minutesOf(toHour, toMinute);
  return from === null || to === null || from === to ? null : { from, to };
}

function minutesOf(hour: string | undefined, minute: string | undefined): number | null {
  const minutes = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && minutes <= DAY_MINUTES ? minutes : null;
}

/**
 * Reads days of the week: `1-5`, `1-6`, `1,3,5`; `none` for none. 1 is Monday.
 *
 * @returns `null` where it says something else
 */
export function parseWeekDays(text: string): readonly number[] | null {
  if (text.trim().toLowerCase() === 'none') return [];
  const days: number[] = [];
  for (const part of text.split(',')) {
    const [, from, to = from] = /^\s*([1-7])(?:-([1-7]))?\s*$/.exec(part) ?? [];
    if (from === undefined || Number(to) < Number(from)) return null;
    for (let day = Number(from); day <= Number(to); day += 1) days.push(day);
  }
  return [...new Set(days)].sort((one, other) => one - other);
}

/** Why nothing may leave at an instant; `null` where it may. */
export function closedBy(now: Date, hours: ClosedHours): 'quiet' | 'school' | null {
  const local = now.getTime() + OFFSET_MS;
  const minute = (local % DAY_MS) / MINUTE_MS;
  const isIn = (spans: readonly DaySpan[]) =>
    spans.flatMap(halves).some(({ from, to }) => from <= minute && minute < to);
  if (isIn(hours.quiet)) return 'quiet';
  return hours.schoolDays.includes(weekDayOf(local)) && isIn(hours.school) ? 'school' : null;
}

/** When messages may leave again; now where they may. @returns `null` where they never may */
export function opensAt(now: Date, hours: ClosedHours): Date | null {
  for (const { from, to } of openSpans(now, hours)) {
    if (to > now.getTime()) return new Date(Math.max(from, now.getTime()));
  }
  return null;
}

/** For how long from now on messages may leave without a stop, in ms; 0 where they may not now, `Infinity` where no stop is near. */
export function openForMs(now: Date, hours: ClosedHours): number {
  let end = now.getTime();
  for (const { from, to } of openSpans(now, hours)) {
    if (to <= end) continue;
    if (from > end) return end - now.getTime();
    end = to;
    if (end - now.getTime() > WEEK * DAY_MS) return Number.POSITIVE_INFINITY;
  }
  return end - now.getTime();
}

/**
 * When something that takes so long is done, with all stops on the way.
 *
 * @param sendingMs time in which messages leave
 * @returns `null` where it never is, or not within ten years
 */
export function doneAt(now: Date, sendingMs: number, hours: ClosedHours): Date | null {
  let left = sendingMs;
  for (const { from, to } of openSpans(now, hours)) {
    const begin = Math.max(from, now.getTime());
    if (to <= begin) continue;
    if (begin + left <= to) return new Date(begin + left);
    left -= to - begin;
  }
  return null;
}

/** The open spans from the day of an instant on, in order, in ms since 1970. */
function* openSpans(now: Date, hours: ClosedHours): Generator<{ from: number; to: number }> {
  const firstDay = Math.floor((now.getTime() + OFFSET_MS) / DAY_MS);
  for (let day = firstDay; day < firstDay + MAX_DAYS; day += 1) {
    const midnight = day * DAY_MS;
    let from = 0;
    for (const closed of closedOn(weekDayOf(midnight), hours)) {
      if (closed.from > from) yield spanAt(midnight, { from, to: closed.from });
      from = Math.max(from, closed.to);
    }
    if (from < DAY_MINUTES) yield spanAt(midnight, { from, to: DAY_MINUTES });
  }
}

function spanAt(midnight: number, { from, to }: DaySpan): { from: number; to: number } {
  const begin = midnight - OFFSET_MS;
  return { from: begin + from * MINUTE_MS, to: begin + to * MINUTE_MS };
}

function closedOn(weekDay: number, { quiet, school, schoolDays }: ClosedHours): readonly DaySpan[] {
  const spans = [...quiet, ...(schoolDays.includes(weekDay) ? school : [])].flatMap(halves);
  return spans.sort((one, other) => one.from - other.from);
}

/** A span over midnight as its two parts within a day. */
function halves(span: DaySpan): readonly DaySpan[] {
  if (span.from < span.to) return [span];
  return [
    { from: span.from, to: DAY_MINUTES },
    { from: 0, to: span.to },
  ].filter(({ from, to }) => from < to);
}

/** 1 January 1970 was a Thursday. */
function weekDayOf(localMs: number): number {
  return ((Math.floor(localMs / DAY_MS) + 3) % WEEK) + 1;
}
