/** The labels of options, made ready for comparing. */

import { withoutCourtesy } from './courtesy.ts';
import { facesIn } from './face.ts';
import { isNo } from './shorthand.ts';
import { readWords, type Word } from './words.ts';

/** An option as a reply is read against it. */
export type ReplyOption = {
  readonly id: string;
  readonly label: string;
  /** An emoji shown before the label. */
  readonly face?: string;
};

/** A label made ready. */
export type Label = {
  readonly index: number;
  readonly words: readonly Word[];
  /** The words without courtesy around them: "không rõ" of "Em không rõ". */
  readonly bare: readonly Word[];
  /** Plain letters without spaces. */
  readonly joined: string;
  readonly faces: readonly string[];
  readonly holdsDigits: boolean;
  /** It says no: its first word is "không", "chưa", "no". */
  readonly isNegative: boolean;
};

// Options of a flow live as long as the flow and are read against by every child.
const ready = new WeakMap<readonly ReplyOption[], readonly Label[]>();

/** Gives the labels of options, made ready once for each list. */
export function labelsOf(options: readonly ReplyOption[]): readonly Label[] {
  let labels = ready.get(options);
  if (labels === undefined) {
    labels = options.map(labelOf);
    ready.set(options, labels);
  }
  return labels;
}

/** Tells whether a word denies: "không", "chưa", "chẳng", "đừng", "not" and their short forms. */
export function isNegator(word: Word): boolean {
  return isNo(word) || NEGATORS.has(word.letters + word.tone) || UNMARKED_NEGATORS.has(word.plain);
}

const NEGATORS = new Set(
  readWords('chưa chẳng chả đừng ghét chán trừ').map(({ letters, tone }) => letters + tone),
);
const UNMARKED_NEGATORS = new Set([
  ...[
    'not',
    'no',
    'never',
    'dont',
    'doesnt',
    'isnt',
    'arent',
    'didnt',
    'wasnt',
    'cant',
    'wont',
    'aint',
    'hate',
  ],
  ...['nor', 'without', 'except', 'chua', 'chang', 'chx', 'dislike', 'neither'],
]);

function labelOf(option: ReplyOption, index: number): Label {
  const words = readWords(option.label);
  const first = words[0];
  return {
    index,
    words,
    bare: withoutCourtesy(words),
    joined: words.map(({ plain }) => plain).join(''),
    faces: [...new Set([...facesIn(option.label), ...facesIn(option.face ?? '')])],
    holdsDigits: words.some(({ plain }) => /\d/.test(plain)),
    isNegative: first !== undefined && isNegator(first),
  };
}
