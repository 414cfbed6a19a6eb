/** Reads a number as the one an option names: "20" of "10 phút, 20 phút, 30 phút", "tám" of "8 tuổi". */

import { isCourtesy } from './courtesy.ts';
import type { Label } from './label.ts';
import { readNumber } from './number-word.ts';
import { parseNumberWords, readUnit } from './number-words.ts';
import { isDigits, readWords, type Word } from './words.ts';

/** What may stand around a number without changing it: roughly, and units as children shorten them. */
const AROUND = new Set(
  readWords('khoảng chừng tầm cỡ gần được là about around giờ tiếng phút lần ngày tuổi p ph m h t').map(
    ({ plain }) => plain,
  ),
);

const THU: Word = { letters: 'thư', plain: 'thu', tone: '2', opensClause: false };

/** With these a number is no longer the number: "trên 2 giờ". */
const COMPARING = 'tren duoi hon sau truoc over under more less than after before'.split(' ');

/** Longest reply that is still a number with something around it. */
const MAX_WORDS = 6;

/**
 * Finds the options whose label names the number that a reply consists of.
 *
 * @returns indexes; none where the reply says more than a number and a unit the labels use
 */
export function findNumbered(labels: readonly Label[], words: readonly Word[]): readonly number[] {
  if (words.length > MAX_WORDS || !labels.some(({ numbers }) => numbers.length > 0)) return [];
  const units = new Set(labels.flatMap((label) => label.words.map(({ plain }) => plain)));
  for (const word of COMPARING) units.delete(word);
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
function namesNumber({ numbers }: Label, value: number): boolean {
  const [from, to = from] = numbers;
  if (from === undefined || to === undefined || numbers.length > 2) return false;
  // "30 phút đến 1 giờ" changes its unit: what lies between cannot be told by the numbers.
  return from > to ? value === from || value === to : value >= from && value <= to;
}

/**
 * Writes the numbers of a reply as the labels write them: "2 lần" becomes "hai lần", and the other way round.
 *
 * @returns the words themselves where nothing changes
 */
export function numbersAsLabelled(labels: readonly Label[], words: readonly Word[]): readonly Word[] {
  if (labels.some(({ spelled }) => spelled !== null) && words.some(isDigits)) {
    return spelledOut(labels, words);
  }
  return labels.some(({ holdsDigits }) => holdsDigits) ? inDigits(words) : words;
}

function spelledOut(labels: readonly Label[], words: readonly Word[]): readonly Word[] {
  const isWeekday = labels.some(({ words: [first] }) => first?.plain === 'thu');
  return words.flatMap((word, at) => {
    // "t2" is "thứ hai".
    if (isWeekday && word.plain === 't' && isDigits(words[at + 1] ?? word)) return [THU];
    if (!isDigits(word)) return [word];
    const named = labels.find(({ spelled }) => spelled?.value === Number(word.plain));
    return named?.spelled?.words ?? [word];
  });
}

function inDigits(words: readonly Word[]): readonly Word[] {
  const written: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    if (word === undefined) break;
    const parsed = readUnit(word) === null ? null : parseNumberWords(words.slice(at));
    if (parsed === null || parsed.isSeveral) {
      written.push(word);
      at += 1;
    } else {
      const plain = String(parsed.value);
      written.push({ letters: plain, plain, tone: '', opensClause: word.opensClause });
      at += parsed.size;
    }
  }
  return written.length === words.length && written.every((word, at) => word === words[at]) ? words : written;
}
