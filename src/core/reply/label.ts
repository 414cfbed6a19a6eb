/** The labels of options, made ready for comparing. */

import { withoutCourtesy } from './courtesy.ts';
import { facesIn } from './face.ts';
import { type LabelNumber, labelNumbersOf } from './label-number.ts';
import { readUnit } from './number-words.ts';
import { isNo } from './shorthand.ts';
import { isDigits, readWords, type Word } from './words.ts';

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
  /** The numbers it names: of "1-2 giờ" 1 and 2, of "Hai lần" 2; none of "Ba mẹ". */
  readonly numbers: readonly number[];
  /** Its number where it is spelled in words: "Hai lần". */
  readonly spelled: LabelNumber | null;
  /** Words of it that by themselves may point at a place in the list: "cuối" of "Cuối năm", "a" of "Lớp A". */
  readonly pointers: readonly Word[];
  /** It says no: its first word is "không", "chưa", "no". */
  readonly isNegative: boolean;
};

// Options of a flow live as long as the flow and are read against by every child.
const ready = new WeakMap<readonly ReplyOption[], readonly Label[]>();

/** Gives the labels of options, made ready once for each list. */
export function labelsOf(options: readonly ReplyOption[]): readonly Label[] {
  let labels = ready.get(options);
  if (labels === undefined) {
    const spelled = labelNumbersOf(options.map(({ label }) => readWords(label)));
    labels = options.map((option, index) => labelOf(option, index, spelled[index] ?? null));
    ready.set(options, labels);
  }
  return labels;
}

/** Tells whether a word denies: "không", "chưa", "chẳng", "đừng", "not" and their short forms. */
export function isNegator(word: Word): boolean {
  if (isNo(word) || UNMARKED_NEGATORS.has(word.plain)) return true;
  return (
    MARKED_NEGATORS.get(word.plain)?.some(
      ({ letters, tone }) => letters === word.letters && tone === word.tone,
    ) === true
  );
}

const MARKED_NEGATORS = new Map<string, readonly Word[]>();
for (const word of readWords('chưa chẳng chả đừng ghét chán trừ')) {
  MARKED_NEGATORS.set(word.plain, [...(MARKED_NEGATORS.get(word.plain) ?? []), word]);
}
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

function labelOf(option: ReplyOption, index: number, spelled: LabelNumber | null): Label {
  const words = readWords(option.label);
  const first = words[0];
  const digits = words.filter(isDigits).map(({ plain }) => Number(plain));
  return {
    index,
    words,
    bare: withoutCourtesy(words),
    joined: words.map(({ plain }) => plain).join(''),
    faces: [...new Set([...facesIn(option.label), ...facesIn(option.face ?? '')])],
    holdsDigits: words.some(({ plain }) => /\d/.test(plain)),
    numbers: digits.length === 0 && spelled !== null ? [spelled.value] : digits,
    spelled,
    pointers: words.filter((word, at) => isLikePointer(word, at, words.length)),
    isNegative: first !== undefined && isNegator(first),
  };
}

/** Ends and the middle anywhere, a number word in front, a letter behind. */
function isLikePointer(word: Word, at: number, length: number): boolean {
  if (length < 2) return false;
  if (['dau', 'cuoi', 'giua', 'first', 'last', 'middle'].includes(word.plain)) return true;
  if (at === 0) return (readUnit(word) ?? 0) > 0;
  return at === length - 1 && /^[a-z]$/.test(word.letters) && word.tone === '';
}
