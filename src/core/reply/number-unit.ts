/** Tells whether the unit of a number is the one a question asks for. */

import { isDigits, plainOf, readWords, type Word } from './words.ts';

/** What a question counts. */
export type AskedUnit = {
  /** The measure it asks for; `null` where it counts something else. */
  readonly measure: Measure | null;
  /** The word right after "bao nhiêu", "mấy", "how many", plain; empty where there is none. */
  readonly word: string;
};

/** A measure under all its names. */
export type Measure = 'minute' | 'hour' | 'second' | 'day' | 'week' | 'month' | 'time' | 'lesson' | 'age';

const NAMES: readonly (readonly [measure: Measure, names: string])[] = [
  ['minute', 'phut p ph minute minutes min mins m phuc'],
  ['hour', 'tieng gio h hour hours hr hrs g'],
  ['second', 'giay second seconds sec secs s'],
  ['day', 'ngay day days hom'],
  ['week', 'tuan week weeks'],
  ['month', 'thang month months'],
  ['time', 'lan times'],
  ['lesson', 'tiet buoi'],
  ['age', 'tuoi years yrs'],
];
const MEASURES = new Map(
  NAMES.flatMap(([measure, names]) => names.split(' ').map((name) => [name, measure] as const)),
);
const TIMES: ReadonlySet<Measure> = new Set<Measure>(['minute', 'hour', 'second']);
const HOW_MANY = /(?:bao nhieu|may|how many) ([a-z]+)/;
/** Short names count only right after digits. */
const SHORT_NAME = 2;

/** Reads what a question counts out of its text. */
export function askedUnitOf(question: string): AskedUnit {
  const words = readWords(question);
  const word = HOW_MANY.exec(plainOf(words))?.[1];
  if (word !== undefined) return { measure: MEASURES.get(word) ?? null, word };
  const long = words.filter(({ plain }) => plain.length > SHORT_NAME);
  const named = long.map(({ plain }) => MEASURES.get(plain));
  return { measure: named.find((measure) => measure !== undefined && TIMES.has(measure)) ?? null, word: '' };
}

/** The measure that a word names right behind a number; `null` for any other word. */
export function measureOf(word: Word | undefined, isAfterDigits: boolean): Measure | null {
  if (word === undefined || (word.plain.length <= SHORT_NAME && !isAfterDigits)) return null;
  return MEASURES.get(word.plain) ?? null;
}

/** Tells whether a measure may be what the question asks for: "2 giờ" is no number of minutes. */
export function fitsAsked(measure: Measure | null, asked: AskedUnit | null): boolean {
  if (measure === null || asked === null) return true;
  return asked.measure === null ? !TIMES.has(measure) : measure === asked.measure;
}

/** Tells whether every number in digits has a measure that fits, or none. */
export function digitsFit(words: readonly Word[], asked: AskedUnit | null): boolean {
  return words.every((word, at) => !isDigits(word) || fitsAsked(measureOf(words[at + 1], true), asked));
}
