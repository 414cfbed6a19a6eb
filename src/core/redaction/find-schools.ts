/** Finds schools and classes. */

import type { PersonalSpan } from './span.ts';
import type { Tokens } from './token.ts';
import { CUES, NAMES, PUBLIC } from './words.ts';

/** Most words of a school's name. */
const LONGEST = 6;

/** Finds schools that are named: "trường THCS Trần Phú", "trường Kim Đồng". A school without a name stays. */
export function findSchools(tokens: Tokens): readonly PersonalSpan[] {
  const { list } = tokens;
  const found: PersonalSpan[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const span = schoolAt(tokens, at) ?? attendedAt(tokens, at);
    if (span === null) continue;
    found.push(span);
    while ((list[at + 1]?.start ?? Number.MAX_SAFE_INTEGER) < span.end) at += 1;
  }
  return found;
}

const SCHOOL = /^(?:trường|truong|trườg|trg|trừơng|school)$/iu;

function schoolAt(tokens: Tokens, from: number): PersonalSpan | null {
  const { list } = tokens;
  const token = list[from];
  if (token === undefined) return null;
  const isSchool =
    SCHOOL.test(token.text) && (token.folded !== 'truong' || token.key !== 'truong' || tokens.bare);
  const alone = isSchool ? 0 : CUES.schoolAlone.lengthAt(tokens, from);
  if (!isSchool && alone === 0) return null;
  // "th" is "tiểu học", and much else.
  if (!isSchool && token.folded === 'th' && token.text !== 'TH') return null;
  let at = from + (isSchool ? 1 : alone);
  let kinds = alone;
  for (let length = CUES.schoolKinds.lengthAt(tokens, at); length > 0; ) {
    at += length;
    kinds += length;
    length = CUES.schoolKinds.lengthAt(tokens, at);
  }
  const end = nameEnd(tokens, at, kinds > 0);
  const last = end === null ? undefined : list[end];
  if (last === undefined) return null;
  const sea = isSchool && kinds === 0 && token.capital && PUBLIC.places.lengthAt(tokens, from) > 0;
  return sea ? null : { start: token.start, end: last.end, type: 'school' };
}

/** @returns index of the last word of a school's name that begins at a token; `null` where none does */
function nameEnd(tokens: Tokens, from: number, afterKind: boolean): number | null {
  const { list } = tokens;
  if (!/^(?: |: | "| “|\. )$/u.test(list[from]?.gap ?? '')) return null;
  if (/^(?:đại|cao|học|sĩ|quân)$/iu.test(list[from]?.text ?? '')) return null;
  let at = from;
  while (at < list.length && at < from + LONGEST && isNamePart(tokens, at, at === from)) at += 1;
  if (at > from && list.slice(from, at).some(({ capital }) => capital)) return at - 1;
  const listed = CUES.schoolNames.lengthAt(tokens, from);
  if (listed > 0 && (afterKind || listed > 1)) {
    const tail = list[from + listed];
    return tail !== undefined && tail.gap === ' ' && /^[abc\d]$/iu.test(tail.text)
      ? from + listed
      : from + listed - 1;
  }
  const people = personLength(tokens, from);
  return people > 1 ? from + people - 1 : null;
}

function isNamePart(tokens: Tokens, at: number, isFirst: boolean): boolean {
  const token = tokens.list[at];
  if (token === undefined || (!isFirst && !/^(?: |-| - | – |\.|\. )$/u.test(token.gap))) return false;
  if (/^\d{1,3}[A-Z]?$/.test(token.text)) return !isFirst || tokens.list[at - 1]?.folded === 'so';
  if (/^số$/iu.test(token.text)) return /^\d/.test(tokens.list[at + 1]?.text ?? '');
  return token.capital && !CUES.ordinaryCapital.has(tokens, token);
}

/** A family name with what follows, in lower case. */
function personLength(tokens: Tokens, from: number): number {
  if (!NAMES.frequent.has(tokens, tokens.list[from])) return 0;
  let at = from + 1;
  while (at < from + 4 && tokens.list[at]?.gap === ' ') {
    const token = tokens.list[at];
    if (CUES.nameEnds.has(tokens, token)) break;
    if (!NAMES.given.has(tokens, token) && !NAMES.middle.has(tokens, token)) break;
    at += 1;
  }
  return at - from;
}

/** "học ở Lê Quý Đôn": a place of learning, though no school is said. */
function attendedAt(tokens: Tokens, from: number): PersonalSpan | null {
  const { list } = tokens;
  const [verb, where, first] = [list[from], list[from + 1], list[from + 2]];
  if (first === undefined || !/^(?:học|hok|hoc)$/iu.test(verb?.text ?? '')) return null;
  if (!/^(?:ở|o|tại|tai|bên|ben)$/iu.test(where?.text ?? '') || first.gap !== ' ') return null;
  const listed = CUES.schoolNames.lengthAt(tokens, from + 2);
  const last = list[from + 1 + listed];
  return listed === 0 || last === undefined ? null : { start: first.start, end: last.end, type: 'school' };
}

const CLASS_CUED =
  /(?<![\p{L}\p{N}])(?:[Ll]ớp|LỚP|[Ll]op|[Ll]p)\s*(?:em\s+|là\s+|học\s+)?((?:1[0-2]|[1-9])(?:\s?[A-EGHIKLMNPQSTXĐ](?![\p{L}])(?:\.?\d{1,2}(?![\d/]))?|[a-eghiklmnpqstxđ](?![\p{L}])(?:\.?\d{1,2}(?!\d))?|\s[abcd](?![\p{L}\p{N}])(?!\s\p{L})|\s?[/.-]\s?(?:1\d|[1-9])(?![\d/.])(?!\s*(?:điểm|tuổi|bạn|học sinh)))|[A-EGHK][1-9]\d?(?!\p{L})|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+[ABCDEabcd](?:\s?\d{1,2})?(?![\p{L}\p{N}])(?!\s*(?:anh|em|bạn))|(?:lá|chồi|mầm|lá|choi|mam)\s?\d)/gu;
const CLASS_BARE =
  /(?<![\p{L}\p{N}/.,-])(?:1[0-2]|[1-9])(?:[ABCE](?:\d{1,2})?|[DGHIKLMT]\d{1,2}|[abcd]\d{1,2}|[abc])(?![\p{L}\p{N}/])/gu;
/** Words before a bare "4A" with which it is something else. */
const NO_CLASS =
  /(?:câu|bài|cau|bai|số|so|mục|phần|trang|tuyến|xe|cổng|phòng|nhà|bus|quận|khối|vitamin|hình|bảng|đề|ngõ|hẻm|đường|tòa|toà|ý|tầng)\s*$/iu;

/** Finds classes: "lớp 4A2", "lớp 6/3", "7a1". A grade alone ("lớp 4") stays. @param plain full-width signs as plain ones */
export function findClasses(plain: string): readonly PersonalSpan[] {
  if (!/[\dABCDEabcd]/.test(plain)) return [];
  const found: PersonalSpan[] = [];
  for (const match of plain.matchAll(CLASS_CUED)) {
    const said = match[1] ?? '';
    const start = match.index + match[0].length - said.length;
    found.push({ start, end: match.index + match[0].length, type: 'class' });
  }
  for (const match of plain.matchAll(CLASS_BARE)) {
    if (NO_CLASS.test(plain.slice(Math.max(0, match.index - 10), match.index))) continue;
    found.push({ start: match.index, end: match.index + match[0].length, type: 'class' });
  }
  return found;
}
