/** An instant as people in Viet Nam write it in a sentence: "lúc 8 giờ, thứ Hai ngày 2 tháng 11 năm 2026". */

import { dayOf } from './day.ts';
import type { Language } from './language.ts';

const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const WEEKDAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'];

/**
 * Writes day and hour out, as they follow "sẽ mở …" or "opens …"; midnight goes without saying.
 *
 * @param language one without wording of its own gets what its speakers are used to, with no preposition
 */
export function writeTime(instant: Date, language: Language): string {
  if (language === 'vi') return writeVietnamese(instant);
  const time = isMidnight(instant) ? {} : ({ hour: 'numeric', minute: '2-digit' } as const);
  const date = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  const written = new Intl.DateTimeFormat(language, { timeZone: TIME_ZONE, ...date, ...time }).format(
    instant,
  );
  // Some versions of the tables put a narrow space before AM and PM, which few fonts have.
  const plain = written.replaceAll('\u202f', ' ');
  return language === 'en' ? `on ${plain}` : plain;
}

/** What Intl gives for Vietnamese, "1 tháng 12, 2027", nobody writes. */
function writeVietnamese(instant: Date): string {
  const [year, month, day] = dayOf(instant).split('-').map(Number);
  const weekday = WEEKDAYS[new Date(`${dayOf(instant)}T00:00:00Z`).getUTCDay()] ?? '';
  const date = `${weekday} ngày ${day} tháng ${month} năm ${year}`;
  if (isMidnight(instant)) return `vào ${date}`;
  const [hour = 0, minute = 0] = clockOf(instant);
  return `lúc ${hour} giờ${minute === 0 ? '' : ` ${minute}`}, ${date}`;
}

function isMidnight(instant: Date): boolean {
  return clockOf(instant).every((part) => part === 0);
}

/** Hours and minutes in Viet Nam. */
function clockOf(instant: Date): readonly number[] {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: TIME_ZONE,
    hour: '2-digit',
    minute: '2-digit',
  });
  return format.format(instant).split(':').map(Number);
}
