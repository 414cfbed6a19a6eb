/** Reads whole numbers from digits and number words, Vietnamese and English. */

import { withoutCourtesy } from './courtesy.ts';
import { isNegator } from './label.ts';
import { type AskedUnit, askedUnitOf, digitsFit, fitsAsked, measureOf } from './number-unit.ts';
import { parseNumberWords, readUnit } from './number-words.ts';
import { isDigits, plainOf, type Word } from './words.ts';

/** What a reply to a number question holds. `fraction`: "7,5", "8 rưỡi"; `whole` is its whole part where one is told. */
export type NumberReading =
  | { readonly read: 'number'; readonly value: number }
  | { readonly read: 'fraction'; readonly whole: number | null }
  | { readonly read: 'several' }
  | { readonly read: 'none' };

const NONE: NumberReading = { read: 'none' };
const HALF = new Set(['ruoi', 'half', 'nua']);
/** Half an hour, and nothing else. */
const HALF_HOUR = /^(nua (tieng|gio|h)|(a )?half (an |a )?hour)$/;
const MINUTES_IN_HALF_HOUR = 30;
/** "vài ba phút", "mấy chục phút": no number that could be written down. */
const VAGUE = new Set('vai may dam few several couple'.split(' '));
/** What may stand before a number. */
const ROUGHLY = new Set(
  'khoang chung co chac duoc la hon gan about around only just maybe like choi ngu hoc a'.split(' '),
);
/** By themselves these are a father, a year, "a little" …: numbers only before nothing, or before what is counted. */
const DOUBTFUL = new Set('mot ba nam tu sau bay tam chin muoi lam bon khong one'.split(' '));
const MOST_BEHIND = 4;
const GROUPED = /\d{1,3}(?:[.,]\d{3})+(?![\d.,]*\d)/g;

/**
 * Reads one whole number from a reply: digits anywhere in it, or number words where it begins with them.
 *
 * @param words of the reply
 * @param raw the reply itself, for its sign and decimal mark
 * @param question its text; a number with another unit than the one it asks for is then none
 */
export function readNumber(words: readonly Word[], raw: string, question?: string): NumberReading {
  const asked = question === undefined ? null : askedUnitOf(question);
  if (words.some(({ plain }) => VAGUE.has(plain))) return NONE;
  return words.some(isDigits)
    ? readDigits(words, raw.normalize('NFKC'), asked)
    : readSpelled(withoutCourtesy(words), asked);
}

function readDigits(words: readonly Word[], raw: string, asked: AskedUnit | null): NumberReading {
  if (!digitsFit(words, asked) || isDeniedNumber(words)) return NONE;
  const digits = words.filter(isDigits);
  const first = digits[0];
  if (words.some(({ plain }) => HALF.has(plain))) return fractionOf(digits);
  const grouped = raw.match(GROUPED) ?? [];
  const parts = grouped[0]?.split(/[.,]/) ?? [];
  if (grouped.length === 1 && parts.length === digits.length) return numberOf(parts.join(''), raw);
  if (digits.length === 2 && /\d[.,]\d/.test(raw)) {
    return /\d[.,]0+(?!\d)/.test(raw) ? numberOf(first?.plain ?? '', raw) : fractionOf(digits.slice(0, 1));
  }
  if (digits.length > 1 || words.some((_, at) => isNumberBesides(words, at))) return { read: 'several' };
  return numberOf(first?.plain ?? '', raw);
}

function fractionOf(digits: readonly Word[]): NumberReading {
  const [only] = digits;
  return { read: 'fraction', whole: digits.length === 1 && only !== undefined ? Number(only.plain) : null };
}

/** "không phải 30", "chưa đến 30 phút". */
function isDeniedNumber(words: readonly Word[]): boolean {
  for (let at = words.findIndex(isDigits); at > 0; at -= 1) {
    if (words[at]?.opensClause === true) return false;
    const before = words[at - 1];
    if (before !== undefined && isNegator(before)) return true;
  }
  return false;
}

/** "10 phút hoặc hai mươi": but "một ngày", "năm nay" and "ba em" count nothing. */
function isNumberBesides(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || isDigits(word) || readUnit(word) === null) return false;
  const isTold = fitsAsked(measureOf(words[at + 1], false), { measure: null, word: '' }) === false;
  return isTold || !(DOUBTFUL.has(word.plain) || word.tone + word.letters === word.plain);
}

function numberOf(digits: string, raw: string): NumberReading {
  const value = Number(digits);
  if (digits === '' || !Number.isSafeInteger(value)) return NONE;
  return { read: 'number', value: /(^|\s)[-−–]\s?\d/.test(raw) ? -value : value };
}

/** At most four words may follow that are no number ("tiếng mỗi ngày"). */
function readSpelled(all: readonly Word[], asked: AskedUnit | null): NumberReading {
  const skipped = all.findIndex(({ plain }) => !ROUGHLY.has(plain));
  const words = skipped > 0 && skipped <= 2 ? all.slice(skipped) : all;
  if (asked?.measure === 'minute' && HALF_HOUR.test(plainOf(words))) {
    return { read: 'number', value: MINUTES_IN_HALF_HOUR };
  }
  const parsed = parseNumberWords(words) ?? (skipped > 0 ? null : parseNumberWords(words.slice(1)));
  if (parsed === null) return NONE;
  const start = words.length - parsed.rest.length - parsed.size;
  const [next] = parsed.rest;
  const measure = measureOf(next, false);
  const isCounted = measure !== null || (next !== undefined && next.plain === asked?.word);
  const first = words[start];
  if (first === undefined || !fitsAsked(measure, asked)) return NONE;
  if (words.slice(0, start).some(isNegator)) return NONE;
  if (parsed.size === 1 && !isCounted) {
    if (start > 0 || (next !== undefined && DOUBTFUL.has(first.plain) && !parsed.isSeveral)) return NONE;
  }
  if (parsed.rest.some(({ plain }) => HALF.has(plain))) return { read: 'fraction', whole: parsed.value };
  if (parsed.rest.length > MOST_BEHIND) return NONE;
  if (parsed.isSeveral || parsed.rest.some((_, at) => isNumberBesides(parsed.rest, at))) {
    return { read: 'several' };
  }
  return { read: 'number', value: parsed.value };
}
