/** Finds birthdays: days behind "sinh ngày", and full dates in years in which children of today were born. */

import type { PersonalSpan } from './span.ts';
import type { Token, Tokens } from './token.ts';
import { CUES } from './words.ts';

/** A full date of a year from 2005 on: whoever is asked was born then. */
const FULL_DATE =
  /(?<!\d)(?:0?[1-9]|[12]\d|3[01])\s?[/.-]\s?(?:0?[1-9]|1[0-2])\s?[/.-]\s?(?:20(?:0[5-9]|1\d|2[0-3])|(?:0[5-9]|1\d))(?![\d/])/gu;
const SHORT_YEAR = /(?<![\p{L}\p{N}])2k\d{1,2}(?![\p{L}\p{N}])/giu;
const WORDED_DATE =
  /(?<!\p{L})(?:ngày|ngay|mùng|mồng|mung|mong)\s+\d{1,2}\s+(?:tháng|thang)\s+\d{1,2}\s+(?:năm|nam)\s+20(?:0[5-9]|1\d|2[0-3])(?!\d)/giu;

/** Words of a date, by their keys. */
const DATE_WORDS = new Set(
  'ngay2 ngay mung2 mông2 mong mung thang1 thang năm nam một hai ba tư bôn1 sau1 bay3 tam1 chin1 mươi2 mươi muoi trăm ngan2 nghin2 le3 linh lăm môt5 môt1 rươi3 giêng chap5 không không1 tết'.split(
    ' ',
  ),
);

const FILL = new Set(
  'em e con minh2 minh mik cua3 cua la2 la vao2 vao hôm hom nhât5 nhat cua3 bé tơ1 to chau1 chi5 anh ban5 ban ây1 ay t2 t va2 dung1'.split(
    ' ',
  ),
);

/** Most words between "sinh nhật" and the day. */
const MOST_FILL = 5;

/** Words before "sinh" with which it means something else. */
const OTHERWISE = /^(?:học|hoc|vệ|ve|giáo|giao|hs|phát|phat|hy|thí|thi|tái|tai|phục|phuc|môn|mon)$/iu;

/** Finds them. @param plain the text with full-width signs as plain ones */
export function findBirthdays(plain: string, tokens: Tokens): readonly PersonalSpan[] {
  const found: PersonalSpan[] = [];
  const { list } = tokens;
  for (let at = 0; at < list.length; at += 1) {
    const cue = CUES.birth.lengthAt(tokens, at);
    if (cue === 0 || OTHERWISE.test(list[at - 1]?.text ?? '')) continue;
    const span = dayAfter(list, at + cue, /năm|nam/iu.test(list[at + cue - 1]?.text ?? ''));
    if (span !== null) found.push(span);
    at += cue - 1;
  }
  if (!/\d/.test(plain)) return found;
  for (const find of [FULL_DATE, WORDED_DATE, SHORT_YEAR]) {
    for (const match of plain.matchAll(find)) {
      found.push({ start: match.index, end: match.index + match[0].length, type: 'birthday' });
    }
  }
  return found;
}

function dayAfter(list: readonly Token[], from: number, isYear: boolean): PersonalSpan | null {
  let at = from;
  while (at < from + MOST_FILL && isFill(list[at])) at += 1;
  let to = at;
  while (to < list.length && to < at + 14 && isOfDate(list[to], to > at)) to += 1;
  const parts = list.slice(at, to);
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined || !isDay(parts, isYear)) return null;
  return { start: first.start, end: last.end, type: 'birthday' };
}

function isFill(token: Token | undefined): boolean {
  return token !== undefined && FILL.has(token.key) && !/[.!?;\n]/.test(token.gap);
}

function isOfDate(token: Token | undefined, inside: boolean): boolean {
  if (token === undefined || (inside && !/^[\s,./\-–]{0,3}$/u.test(token.gap))) return false;
  return /^\d{1,4}$/.test(token.text) || /^2k\d{1,2}$/i.test(token.text) || DATE_WORDS.has(token.key);
}

/** A day and a month, or a year; a mere number is an age or a count. */
function isDay(parts: readonly Token[], isYear: boolean): boolean {
  const texts = parts.map(({ text }) => text);
  if (texts.some((text) => /^(?:19|20)\d{2}$|^2k\d/i.test(text))) return true;
  const hasMonth = parts.some(({ folded }) => folded === 'thang');
  const numbers = parts.filter(
    ({ text, folded }) => /\d/.test(text) || !/^(?:ngay|thang|mung|mong)$/.test(folded),
  );
  if (isYear) return numbers.length >= 3 && /^(?:hai|mot)$/.test(parts[0]?.folded ?? '');
  if (hasMonth) return numbers.length >= 1;
  const slashed = parts.some(({ text, gap }, at) => at > 0 && /\d/.test(text) && /[/.-]/.test(gap));
  return slashed && texts.filter((text) => /\d/.test(text)).length >= 2;
}
