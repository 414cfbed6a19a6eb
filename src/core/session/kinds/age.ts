/** The kind `age`: completed years, of which only the band is kept. */

import { ageBandOf, MAX_AGE, MIN_AGE } from '../../age-band.ts';
import type { ReplyOption } from '../../reply/label.ts';
import { readNumber } from '../../reply/number-word.ts';
import { readWords } from '../../reply/words.ts';
import { phrase, type Turn } from '../turn.ts';
import type { Asked, Reading } from './asked.ts';
import { isNumbered } from './shown-options.ts';
import { readSpoken } from './spoken.ts';

/** Numbers beyond these are no age of someone who may have got here by mistake, but something misread. */
const YOUNGEST_READ = 3;
const OLDEST_READ = 25;
/** "lớp 3" is no age, and "sắp 9 tuổi" is not yet. */
const NO_AGE = new Set(
  'lop khoi grade class sinh born year sap gan almost nearly turning soon duoi under'.split(' '),
);
/** What the age is counted in. */
const AGE_QUESTION = 'mấy tuổi';

/**
 * Puts the question of age. Where options would be numbered none are shown: a list whose third line reads "9" would be
 * answered wrongly by many.
 */
export function askAge(turn: Turn): Asked {
  const options = optionsOf(turn);
  const isTyped = isNumbered(turn, options.length);
  return {
    options: isTyped ? [] : options,
    numbers: 'none',
    extras: [],
    hint: isTyped ? phrase(turn, 'hint.age') : null,
    entry: 'number',
    read: (text) => read(turn, text),
    tap: (option) => tap(turn, option),
  };
}

function optionsOf(turn: Turn): readonly ReplyOption[] {
  const ages = Array.from({ length: MAX_AGE - MIN_AGE + 1 }, (_, at) => MIN_AGE + at);
  return [
    ...ages.map((age) => ({ id: String(age), label: phrase(turn, 'age.years', { age }) })),
    ...outsiders(turn),
  ];
}

function outsiders(turn: Turn): readonly ReplyOption[] {
  return [
    { id: 'under', label: phrase(turn, 'age.under', { age: MIN_AGE }) },
    { id: 'over', label: phrase(turn, 'age.over', { age: MAX_AGE }) },
  ];
}

function tap(turn: Turn, option: string): Reading | null {
  if (option === 'under') return leave(turn, 'age.too-young');
  if (option === 'over') return leave(turn, 'age.too-old');
  const band = ageBandOf(Number(option));
  return band === null ? null : { kind: 'answer', value: band };
}

function read(turn: Turn, text: string): Reading {
  const words = readWords(text);
  const spoken = readSpoken(turn, { words, text });
  if (spoken !== null) return spoken;
  const outside = readOutside(turn, text);
  if (outside !== null) return outside;
  const reading = readNumber(words, text, AGE_QUESTION);
  if (reading.read === 'several') return { kind: 'miss', hint: phrase(turn, 'number.several') };
  if (reading.read === 'none' || words.some(({ plain }) => NO_AGE.has(plain))) return { kind: 'miss' };
  // "7 tuổi rưỡi": completed years are 7.
  const value = reading.read === 'number' ? reading.value : reading.whole;
  const isTold = reading.read === 'number' || words.some(({ plain }) => plain === 'tuoi');
  if (value === null || !isTold) return { kind: 'miss' };
  const band = ageBandOf(value);
  if (band !== null) return { kind: 'answer', value: band, saysMore: words.length > 5 };
  if (value < YOUNGEST_READ || value > OLDEST_READ) return { kind: 'miss' };
  return leave(turn, value < MIN_AGE ? 'age.too-young' : 'age.too-old');
}

/** "nhỏ hơn 7": only in so many words; a bare number is an age. */
function readOutside(turn: Turn, text: string): Reading | null {
  const plain = readWords(text);
  if (plain.length < 2) return null;
  const options = outsiders(turn);
  const whole = plain.map((word) => word.plain).join(' ');
  const found = options.find(
    ({ label }) =>
      readWords(label)
        .map((word) => word.plain)
        .join(' ') === whole,
  );
  return found === undefined ? null : tap(turn, found.id);
}

function leave(turn: Turn, key: string): Reading {
  return { kind: 'leave', phase: 'ineligible', text: phrase(turn, key) };
}
