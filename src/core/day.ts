/** Days and years as people in Viet Nam count them. */

/** UTC+7 all year; Viet Nam has had no other offset since 1975. */
const OFFSET_MS = 7 * 60 * 60 * 1000;

/** Tells the day in Asia/Ho_Chi_Minh. @returns `YYYY-MM-DD` */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** Tells the month in Asia/Ho_Chi_Minh. @returns `YYYY-MM` */
export function monthOf(instant: Date): string {
  return dayOf(instant).slice(0, 7);
}

/** Tells the calendar year in Asia/Ho_Chi_Minh. */
export function yearOf(instant: Date): number {
  return Number(dayOf(instant).slice(0, 4));
}

/** Writes an instant as a field of a form has it: `YYYY-MM-DDTHH:MM` in Asia/Ho_Chi_Minh. */
export function localTimeOf(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 16);
}

/**
 * Reads such a time; a day alone is its first moment.
 *
 * @returns `null` where it is none, 31 February among them
 */
export function instantOf(local: string): Date | null {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(local) ? `${local}T00:00` : local.slice(0, 16);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(time)) return null;
  const instant = new Date(new Date(`${time}:00Z`).getTime() - OFFSET_MS);
  return Number.isFinite(instant.getTime()) && localTimeOf(instant) === time ? instant : null;
}
