/** Puts number words together: "hai mươi lăm", "trăm hai", "một trăm linh năm", "forty five". */

import { agreementOf, isUnmarked, readWords, type Word } from './words.ts';

/** A number in words at the beginning of a row of words. */
export type SpelledNumber = {
  readonly value: number;
  /** How many words it takes. */
  readonly size: number;
  readonly rest: readonly Word[];
  /** Another number stands right behind: "bốn năm phút" is four or five minutes. */
  readonly isSeveral: boolean;
};

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
  ['seventeen', 17],
  ['eighteen', 18],
  ['nineteen', 19],
  ['twenty', 20],
  ['thirty', 30],
  ['forty fourty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy', 70],
  ['eighty', 80],
  ['ninety', 90],
  ['không zero', 0],
]);
const TENS = readWords('mươi chục');
const HUNDRED = readWords('trăm hundred');
const THOUSAND = readWords('nghìn ngàn thousand');
const LINK = readWords('linh lẻ and');
/** These stand only behind tens: "hai lăm" is 25. */
const ONLY_BEHIND_TENS = readWords('mốt lăm nhăm tư');

/** Reads a number word of one word, "một" to "mười" and "one" to "ninety"; `null` for any other. */
export function readUnit(word: Word): number | null {
  const found = (UNITS.get(word.plain) ?? []).find((entry) => agreementOf(word, entry.word) !== 'clash');
  return found?.value ?? null;
}

/** Reads the number a row of words begins with; `null` where it begins with none. */
export function parseNumberWords(words: readonly Word[]): SpelledNumber | null {
  const hundreds = readHundreds(words);
  const below = readBelowHundred(words, hundreds.size);
  let size = below.size;
  if (size === 0) return null;
  // "trăm hai" is 120, as "một trăm linh hai" is 102.
  const isShort =
    hundreds.size > 0 && below.isSingle && !hundreds.isLinked && isViet(words[hundreds.size - 1]);
  let value = hundreds.value + (isShort ? below.value * 10 : below.value);
  if (isOneOf(THOUSAND, words[size])) {
    value *= 1000;
    size += 1;
  }
  const next = words[size];
  const follower = next === undefined ? null : readUnit(next);
  const isSeveral = follower !== null && follower > 0 && follower !== value;
  return { value, size, rest: words.slice(size), isSeveral };
}

type Part = { readonly value: number; readonly size: number };

function readHundreds(words: readonly Word[]): Part & { readonly isLinked: boolean } {
  const first = words[0];
  const unit = first === undefined ? null : readUnit(first);
  const isBare = isOneOf(HUNDRED, first);
  if (!isBare && !(unit !== null && unit > 0 && unit < 10 && isOneOf(HUNDRED, words[1]))) {
    return { value: 0, size: 0, isLinked: false };
  }
  const size = isBare ? 1 : 2;
  const isLinked = isOneOf(LINK, words[size]) && unitAt(words, size + 1) !== null;
  return { value: (isBare ? 1 : (unit ?? 0)) * 100, size: isLinked ? size + 1 : size, isLinked };
}

/** @returns `size` counted from the beginning of the words */
function readBelowHundred(words: readonly Word[], from: number): Part & { readonly isSingle: boolean } {
  const first = unitAt(words, from);
  if (first === null || (first === 0 && from > 0)) return { value: 0, size: from, isSingle: false };
  const second = unitAt(words, from + 1);
  const isDigit = first > 0 && first < 10;
  if (isDigit && isTens(words[from + 1])) {
    const unit = unitAt(words, from + 2);
    // "hai chục ba bốn": what comes behind is no part of it where another number follows.
    const hasUnit = unit !== null && unit > 0 && unit < 10;
    return { value: first * 10 + (hasUnit ? unit : 0), size: from + (hasUnit ? 3 : 2), isSingle: false };
  }
  if (isDigit && first > 1 && isOneOf(ONLY_BEHIND_TENS, words[from + 1], true)) {
    return { value: first * 10 + (second ?? 0), size: from + 2, isSingle: false };
  }
  const isTen = first === 10 || (first >= 20 && first % 10 === 0);
  if (isTen && second !== null && second > 0 && second < 10) {
    return { value: first + second, size: from + 2, isSingle: false };
  }
  return { value: first, size: from + 1, isSingle: isDigit };
}

function unitAt(words: readonly Word[], at: number): number | null {
  const word = words[at];
  return word === undefined ? null : readUnit(word);
}

/** "năm mươi" is fifty and "năm mười" is five or ten; without marks it is fifty. */
function isTens(word: Word | undefined): boolean {
  return isOneOf(TENS, word);
}

function isViet(word: Word | undefined): boolean {
  return word?.plain === 'tram';
}

function isOneOf(forms: readonly Word[], word: Word | undefined, isExact = false): boolean {
  if (word === undefined) return false;
  return forms.some((form) => {
    if (form.plain !== word.plain) return false;
    const agreement = agreementOf(word, form);
    return (
      agreement === 'same' || (agreement === 'open' && !(isExact && form.plain !== 'lam' && isUnmarked(word)))
    );
  });
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
