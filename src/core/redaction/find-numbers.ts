/** Finds phone numbers and numbers of documents. */

import type { PersonalSpan } from './span.ts';
import type { Token, Tokens } from './token.ts';
import { CUES } from './words.ts';

const DIGITS: Readonly<Record<string, string>> = {
  không1: '0',
  không: '0',
  khong: '0',
  ko: '0',
  hông: '0',
  môt5: '1',
  mot: '1',
  môt1: '1',
  hai: '2',
  ba: '3',
  bôn1: '4',
  bon: '4',
  tư: '4',
  tu: '4',
  năm: '5',
  nam: '5',
  lăm: '5',
  lam: '5',
  sau1: '6',
  sau: '6',
  bay3: '7',
  bây3: '7',
  bay: '7',
  tam1: '8',
  tam: '8',
  chin1: '9',
  chin: '9',
};

/** Between the parts of one number. */
const GAP = /^[\s.,()\-–_/+]{0,3}$/u;

/** A token as digits; `null` where it is none. */
function digitsOf({ key, text }: Token): string | null {
  if (/^\d+$/.test(text)) return text;
  if (/^[\doO]+$/.test(text) && /\d/.test(text)) return text.replace(/[oO]/g, '0');
  return DIGITS[key] ?? null;
}

/** A national number: mobile, landline, or with the country's code. Everyday numbers begin otherwise. */
const PHONE = /^(?:0[1-9]\d{7,9}|84[1-9]\d{7,9}|0084\d{9,10})$/;

/** Finds both kinds. */
export function findNumbers(tokens: Tokens): readonly PersonalSpan[] {
  return [...findPapers(tokens), ...findRuns(tokens)];
}

type Part = { readonly token: Token; readonly digits: string };

function findRuns({ list }: Tokens): PersonalSpan[] {
  const found: PersonalSpan[] = [];
  let run: Part[] = [];
  for (const token of [...list, null]) {
    const digits = token === null ? null : digitsOf(token);
    const goesOn = token !== null && digits !== null && (run.length === 0 || GAP.test(token.gap));
    if (!goesOn) {
      found.push(...numbersIn(run));
      run = [];
    }
    if (token !== null && digits !== null) run.push({ token, digits });
  }
  for (const { start, end, text } of list) {
    if (/^\p{L}{1,3}\d{8,}$/u.test(text)) found.push({ start, end, type: 'id-number' });
  }
  return found;
}

/** Most parts of a number: eleven words, or pairs of digits. */
const MOST_PARTS = 12;

/** The longest numbers in a run, from its left. */
function numbersIn(run: readonly Part[]): PersonalSpan[] {
  const found: PersonalSpan[] = [];
  let from = 0;
  while (from < run.length) {
    const type = longestFrom(run, from);
    if (type === null) {
      from += 1;
      continue;
    }
    const [first, last] = [run[from], run[type.to]];
    if (first !== undefined && last !== undefined) {
      found.push({ start: first.token.start, end: last.token.end, type: type.type });
    }
    from = type.to + 1;
  }
  return found;
}

function longestFrom(run: readonly Part[], from: number) {
  for (let to = Math.min(run.length, from + MOST_PARTS) - 1; to >= from; to -= 1) {
    const parts = run.slice(from, to + 1);
    const digits = parts.map((part) => part.digits).join('');
    if (digits.length < 8 || digits.length > 20) continue;
    // Counting is no number of anybody's.
    if ('01234567890'.startsWith(digits) || '123456789101112'.startsWith(digits)) continue;
    if (PHONE.test(digits)) return { to, type: 'phone' as const };
    const isWritten = parts.every(({ token }) => /\d/.test(token.text));
    if (isWritten && isGrouped(parts) && digits.length >= 9) return { to, type: 'id-number' as const };
  }
  return null;
}

/** Groups of three and more with spaces between them; with points they are thousands, with commas a list. */
function isGrouped(parts: readonly Part[]): boolean {
  const inside = parts.slice(1);
  return (
    parts.length <= 4 &&
    parts.slice(0, -1).every(({ digits }) => digits.length >= 3) &&
    inside.every(({ token }) => /^[ -]$/.test(token.gap))
  );
}

/** Most words between "căn cước" and its number. */
const MOST_FILL = 6;

/** A number is a document's where it stands behind the document's name. */
function findPapers(tokens: Tokens): PersonalSpan[] {
  const { list } = tokens;
  const found: PersonalSpan[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const cue = CUES.papers.lengthAt(tokens, at);
    if (cue === 0) continue;
    for (let next = at + cue; next < Math.min(list.length, at + cue + MOST_FILL); next += 1) {
      const span = paperAt(list, next);
      if (span === null) continue;
      found.push(span);
      break;
    }
    at += cue - 1;
  }
  return found;
}

function paperAt(list: readonly Token[], from: number): PersonalSpan | null {
  const first = list[from];
  if (first === undefined || !(/\d/.test(first.text) || /^\p{Lu}{1,2}$/u.test(first.text))) return null;
  let to = from;
  while (/^[ .-]$/.test(list[to + 1]?.gap ?? '') && /^\d+$/.test(list[to + 1]?.text ?? '')) to += 1;
  const written = list.slice(from, to + 1).map(({ text }) => text);
  if (written.join('').replace(/\D/g, '').length < 5) return null;
  return { start: first.start, end: list[to]?.end ?? first.end, type: 'id-number' };
}
