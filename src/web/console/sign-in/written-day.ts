/** Days as people write them. */

import type { Language } from '../../../core/language.ts';

/** `5/12/2026` in Vietnamese, `5 December 2026` otherwise. @param day `YYYY-MM-DD` */
export function writtenDay(day: string, language: Language): string {
  const instant = new Date(`${day}T00:00:00Z`);
  return language === 'vi'
    ? new Intl.DateTimeFormat('vi-VN', { timeZone: 'UTC' }).format(instant)
    : new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' }).format(instant);
}
