/** Reads replies that point at options by number or letter: "2", "b)", "câu 2 ạ", "1 và 3". */

import { isCourtesy } from './courtesy.ts';
import { isDenied } from './denial.ts';
import { isNegator } from './label.ts';
import { readUnit } from './number-words.ts';
import { isDigits, isUnmarked, type Word } from './words.ts';

/** Where a reply points. */
export type Pointing = {
  /** From 0, each once, in the order named; denied ones left out. */
  readonly indexes: readonly number[];
  /** Nothing else was said. */
  readonly isAll: boolean;
  /** It names a position that is not there. */
  readonly isBeyond: boolean;
};

/** What is pointed at: how many options, and whether several may be named. */
type List = { readonly count: number; readonly isSeveral: boolean };

const POINTERS = new Set(
  'so cau y dap an phuong chon cai thu muc option number answer lua hang dong o choice letter chu'.split(' '),
);
const DOUBTFUL = new Set(['nam', 'tu', 'sau', 'bay', 'tam', 'chin', 'muoi', 'lam', 'bon']);
const CONNECTORS = new Set(
  'va and voi with roi hoac hay or cung ca cong then chu ma la but con den tien nhat the one'.split(' '),
);

/** Ordinals of their own; Vietnamese ones are "thứ" and a number. */
const ORDINALS = new Map(
  'second third fourth fifth sixth seventh eighth ninth tenth'
    .split(' ')
    .map((word, at) => [word, at + 2] as const),
);
/** Behind digits: "2nd". */
const SUFFIXES = new Set(['st', 'nd', 'rd', 'th']);
/** After these "one" is no number: "the second one". */
const BEFORE_ONE = new Set([
  ...ORDINALS.keys(),
  ...SUFFIXES,
  'first',
  'last',
  'middle',
  'the',
  'this',
  'that',
  'no',
]);

/**
 * Finds the options a reply points at.
 *
 * @param words of the reply
 * @param count how many options were shown
 * @param isSeveral several may be named, so that a closing "a" is a letter and not "ạ"
 * @returns `null` where it points at none
 */
export function readPointing(words: readonly Word[], count: number, isSeveral = false): Pointing | null {
  const found: { at: number; index: number }[] = [];
  let isAll = true;
  let isBeyond = false;
  words.forEach((word, at) => {
    const index = indexAt(words, at, { count, isSeveral });
    if (index === null) {
      const isSuffix = SUFFIXES.has(word.plain) && isDigits(words[at - 1] ?? word);
      if (!isSuffix && !isAroundPosition(word)) isAll = false;
    } else if (index === 'beyond') isBeyond = true;
    else found.push({ at, index });
  });
  if (found.length === 0) return isBeyond ? { indexes: [], isAll, isBeyond } : null;
  const pointed = isAll ? found : found.filter(({ at }) => isPointedAt(words, at));
  const kept = pointed.filter(({ at }) => !isDenied(words, at, at + 1));
  if (pointed.length === 0) return null;
  return { indexes: [...new Set(kept.map(({ index }) => index))], isAll, isBeyond };
}

/** Gives the position a word names; `beyond` for a number that no option has. */
function indexAt(words: readonly Word[], at: number, list: List): number | 'beyond' | null {
  const word = words[at];
  if (word === undefined || isBoth(words[at - 1])) return null;
  if (isDigits(word)) return inRange(Number(word.plain), list.count);
  if (word.plain.length === 1) return letterAt(words, at, list);
  if (word.plain === 'one' && BEFORE_ONE.has(words[at - 1]?.plain ?? '')) return null;
  const end = endAt(words, at);
  if (end !== null && list.count > 0) return end === 'first' ? 0 : list.count - 1;
  if (isMiddle(word) && list.count > 2 && list.count % 2 === 1) return (list.count - 1) / 2;
  // By themselves these are a father, a boy, a name …: numbers only after a word that points.
  const isDoubtful = word.plain === 'ba' || (DOUBTFUL.has(word.plain) && isUnmarked(word));
  const isInRow = list.isSeveral && words.slice(0, at).some((before) => (readUnit(before) ?? 0) > 0);
  if (isDoubtful && !isInRow && !isPointedAt(words, at)) return null;
  if (word.plain === 'nhat' && words[at - 1]?.plain === 'thu' && list.count > 0) return 0;
  const value = ORDINALS.get(word.plain) ?? readUnit(word);
  return value === null || value === 0 ? null : inRange(value, list.count);
}

/** "cả hai" is two of them, not the second. */
function isBoth(before: Word | undefined): boolean {
  return before !== undefined && before.letters === 'ca' && before.tone !== '' && before.plain === 'ca';
}

/** A single unmarked letter. "e" before more words is "em", "a" at the end is "ạ" unless it goes on a row of letters. */
function letterAt(words: readonly Word[], at: number, { count, isSeveral }: List): number | null {
  const word = words[at];
  if (word === undefined || word.tone !== '' || !/^[a-z]$/.test(word.letters)) return null;
  const index = word.letters.charCodeAt(0) - 97;
  if (index >= count) return null;
  const before = words[at - 1];
  if (word.letters === 'e' && at === 0 && words.length > 1) return null;
  if (word.letters === 'a' && before !== undefined && at === words.length - 1) {
    if (!isPointer(before) && !(isSeveral && before.plain.length === 1 && !isDigits(before))) return null;
  }
  return index;
}

/** "cái đầu tiên", "ý cuối"; "đâu" and "đau" are other words. */
function endAt(words: readonly Word[], at: number): 'first' | 'last' | null {
  const word = words[at];
  const next = words[at + 1]?.plain;
  if (word?.plain === 'dau' && (next === 'tien' || (word.letters === 'đâu' && word.tone === '1')))
    return 'first';
  if (word?.plain === 'cuoi' && (next === 'cung' || (word.letters === 'cuôi' && word.tone === '2')))
    return 'last';
  return word?.plain === 'first' ? 'first' : word?.plain === 'last' ? 'last' : null;
}

/** "cái ở giữa"; "giữ" and "giu" are other words. */
function isMiddle(word: Word): boolean {
  return word.plain === 'middle' || (word.letters === 'giưa' && (word.tone === '4' || word.tone === '3'));
}

function inRange(position: number, count: number): number | 'beyond' {
  return position >= 1 && position <= count ? position - 1 : 'beyond';
}

/** In a longer sentence a number counts only right after a word that points: "chọn số 2 vì …". */
function isPointedAt(words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  return before !== undefined && isPointer(before);
}

/** Tells whether a word says that a place in the list follows: "câu", "số", "option". */
export function isPointer(word: Word): boolean {
  return POINTERS.has(word.plain);
}

function isAroundPosition(word: Word): boolean {
  return (
    isPointer(word) ||
    CONNECTORS.has(word.plain) ||
    isCourtesy(word) ||
    isNegator(word) ||
    word.plain === 'phai'
  );
}
