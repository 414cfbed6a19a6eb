/** The kind `number`: a whole number within bounds. */

import type { QuestionOf } from '../../flow/flow.ts';
import { readNumber } from '../../reply/number-word.ts';
import { isNo } from '../../reply/shorthand.ts';
import { readWords, type Word } from '../../reply/words.ts';
import { flowText, phrase, type Turn } from '../turn.ts';
import type { Asked, Reading } from './asked.ts';
import { readSpoken } from './spoken.ts';

/** Puts a number question. The safe word `111` stays the safe word, also where 111 would be within the bounds. */
export function askNumber(turn: Turn, question: QuestionOf<'number'>): Asked {
  return {
    options: [],
    extras: [],
    hint: null,
    entry: 'number',
    read: (text) => read(turn, question, text),
    tap: () => null,
  };
}

function read(turn: Turn, question: QuestionOf<'number'>, text: string): Reading {
  const { min, max } = question;
  const words = readWords(text);
  const spoken = readSpoken(turn, { words, text });
  if (spoken !== null) return spoken;
  const hint = phrase(turn, 'number.bounds', { min, max });
  const reading = readNumber(words, text, flowText(turn, question.text));
  switch (reading.read) {
    case 'number':
      if (reading.value < min || reading.value > max) return { kind: 'miss', hint };
      return { kind: 'answer', value: reading.value, saysMore: words.length > 4 };
    case 'fraction':
      return { kind: 'miss', hint: phrase(turn, 'number.whole') };
    case 'several':
      return { kind: 'miss', hint: phrase(turn, 'number.several') };
    default:
      return min <= 0 && isNone(words) ? { kind: 'answer', value: 0 } : { kind: 'miss', hint };
  }
}

/** "không", "không có", "ko ạ": none of it. */
function isNone(words: readonly Word[]): boolean {
  const [first] = words;
  return (
    first !== undefined && isNo(first) && words.slice(1).every(({ plain }) => plain === 'co' || plain === 'a')
  );
}
