/** Reads whole numbers from digits and number words, Vietnamese and English. */

import { withoutCourtesy } from './courtesy.ts';
import { agreementOf, readWords, type Word } from './words.ts';

/** What a reply to a number question holds. `fraction`: "7,5", "8 rưỡi". */
export type NumberReading =
  | { readonly read: 'number'; readonly value: number }
  | { readonly read: 'several' | 'fraction' | 'none' };

const UNITS = table([
  ['một mốt one', 1],
  ['hai two', 2],
  ['ba three', 3],
  ['bốn tư four', 4],
  ['năm lăm nhăm five', 5],
  ['sáu six', 6],
  ['bảy bẩy seven', 7],
  ['tám eight', 8],
  ['chín nine', 9],
  ['mười ten', 10],
  ['eleven', 11],
  ['twelve', 12],
  ['thirteen', 13],
  ['fourteen', 14],
  ['fifteen', 15],
  ['sixteen', 16],
  ['twenty', 20],
  ['thirty', 30],
  ['không zero', 0],
]);
const TENS = readWords('mươi mười');
const HUNDRED = readWords('trăm');
const HALF = new Set(['ruoi', 'half']);

/** Reads a number word of one word, "một" to "mười" and "one" to "sixteen"; `null` for any other. */
export function readUnit(word: Word): number | null {
  const found = (UNITS.get(word.plain) ?? []).find((entry) => agreementOf(word, entry.word) !== 'clash');
  return found?.value ?? null;
}

/**
 * Reads one whole number from a reply: digits anywhere in it, or number words where it begins with them.
 *
 * @param words of the reply
 * @param raw the reply itself, for its sign and decimal mark
 */
export function readNumber(words: readonly Word[], raw: string): NumberReading {
  const digits = words.filter((word) => isDigits(word));
  if (digits.length === 0) return readNumberWords(withoutCourtesy(words));
  const plainRaw = raw.normalize('NFKC');
  if (words.some((word) => HALF.has(word.plain))) return { read: 'fraction' };
  if (digits.length === 2 && /\d[.,]\d/.test(plainRaw)) {
    return /\d[.,]0+(?!\d)/.test(plainRaw) ? numberOf(digits[0], plainRaw) : { read: 'fraction' };
  }
  if (digits.some((word) => Number(word.plain) !== Number(digits[0]?.plain))) return { read: 'several' };
  return numberOf(digits[0], plainRaw);
}

/** Tells whether a word consists of digits. */
export function isDigits(word: Word): boolean {
  const first = word.plain[0] ?? '';
  return first >= '0' && first <= '9';
}

function numberOf(word: Word | undefined, raw: string): NumberReading {
  const value = Number(word?.plain);
  if (!Number.isSafeInteger(value)) return { read: 'none' };
  return { read: 'number', value: /(^|\s)[-−–]\s?\d/.test(raw) ? -value : value };
}

/** Vietnamese builds them in order: hundreds, tens, units. At most four units' words may follow ("tiếng mỗi ngày"). */
function readNumberWords(words: readonly Word[]): NumberReading {
  const start = words.findIndex((word) => readUnit(word) !== null);
  if (start < 0 || start > 1) return { read: 'none' };
  let value = 0;
  let pending = 0;
  let at = start;
  for (let word = words[at]; word !== undefined; at += 1, word = words[at]) {
    const unit = readUnit(word);
    if (isOneOf(TENS, word) && pending > 0 && pending < 10) {
      value += pending * 10;
      pending = 0;
    } else if (isOneOf(HUNDRED, word) && pending > 0) {
      value += pending * 100;
      pending = 0;
    } else if (unit !== null)
      pending = pending === 10 || pending === 20 || pending === 30 ? pending + unit : pending * 10 + unit;
    else break;
  }
  const rest = words.slice(at);
  if (rest.some((word) => HALF.has(word.plain))) return { read: 'fraction' };
  if (rest.length > 4) return { read: 'none' };
  if (rest.some((word) => readUnit(word) !== null)) return { read: 'several' };
  return { read: 'number', value: value + pending };
}

function isOneOf(forms: readonly Word[], word: Word): boolean {
  return forms.some((form) => form.plain === word.plain && agreementOf(word, form) !== 'clash');
}

function table(
  rows: readonly (readonly [words: string, value: number])[],
): ReadonlyMap<string, readonly { readonly word: Word; readonly value: number }[]> {
  const byPlain = new Map<string, { word: Word; value: number }[]>();
  for (const [forms, value] of rows) {
    for (const word of readWords(forms)) {
      byPlain.set(word.plain, [...(byPlain.get(word.plain) ?? []), { word, value }]);
    }
  }
  return byPlain;
}
