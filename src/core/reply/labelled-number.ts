/** Reads a number as the one an option names: "20" of "10 phút, 20 phút, 30 phút", "tám" of "8 tuổi". */

import { isCourtesy } from './courtesy.ts';
import type { Label } from './label.ts';
import { readNumber } from './number-word.ts';
import { readUnit } from './number-words.ts';
import { isDigits, plainOf, readWords, type Word } from './words.ts';

/** What may stand around a number without changing it: roughly, and units as children shorten them. */
const AROUND = new Set(
  readWords('khoảng chừng tầm cỡ gần được là about around giờ tiếng phút lần ngày tuổi p ph m h t').map(
    ({ plain }) => plain,
  ),
);

/** Longest reply that is still a number with something around it. */
const MAX_WORDS = 6;

/**
 * Finds the options whose label names the number that a reply consists of.
 *
 * @returns indexes; none where the reply says more than a number and a unit the labels use
 */
export function findNumbered(labels: readonly Label[], words: readonly Word[]): readonly number[] {
  if (words.length > MAX_WORDS || !labels.some(({ holdsDigits }) => holdsDigits)) return [];
  const units = new Set(labels.flatMap((label) => label.words.map(({ plain }) => plain)));
  const isPlain = words.every(
    (word) => holdsNumber(word) || isCourtesy(word) || AROUND.has(word.plain) || units.has(word.plain),
  );
  if (!isPlain) return [];
  const value = numberIn(words);
  return value === null ? [] : labels.filter((label) => namesNumber(label, value)).map(({ index }) => index);
}

/** "20p" is one word to a child and holds its number in front. */
function numberIn(words: readonly Word[]): number | null {
  const glued = words
    .map(({ plain }) => /^(\d{1,4})[a-z]{1,2}$/.exec(plain)?.[1])
    .filter((digits) => digits !== undefined);
  if (glued.length === 1) return Number(glued[0]);
  const reading = readNumber(words, words.map(({ plain }) => plain).join(' '));
  return reading.read === 'number' ? reading.value : null;
}

function holdsNumber(word: Word): boolean {
  return /^\d+[a-z]{0,2}$/.test(word.plain) || readUnit(word) !== null;
}

/** A label with one number names it; one with two ("3–5 lần") names all between. */
function namesNumber(label: Label, value: number): boolean {
  const numbers = label.words.filter(isDigits).map(({ plain }) => Number(plain));
  const [from, to = from] = numbers;
  if (from === undefined || to === undefined || numbers.length > 2) return false;
  return plainOf(label.words) === String(value) || (value >= from && value <= to);
}
