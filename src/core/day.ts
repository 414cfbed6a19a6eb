/** Days and years as people in Viet Nam count them. */

/** UTC+7 all year; Viet Nam has had no other offset since 1975. */
const OFFSET_MS = 7 * 60 * 60 * 1000;

/** Tells the day in Asia/Ho_Chi_Minh. @returns `YYYY-MM-DD` */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** Tells the calendar year in Asia/Ho_Chi_Minh. */
export function yearOf(instant: Date): number {
  return Number(dayOf(instant).slice(0, 4));
}
