/** Numbers that labels spell in words: the 2 of "Hai lần", of "Thứ hai", of "Two days". */

import { measureOf } from './number-unit.ts';
import { parseNumberWords } from './number-words.ts';
import type { Word } from './words.ts';

/** A spelled number of a label. */
export type LabelNumber = {
  readonly value: number;
  /** Its words as the label has them. */
  readonly words: readonly Word[];
};

type Candidate = LabelNumber & {
  /** The word behind it, plain; empty for none. */
  readonly next: string;
  /** It counts or orders something for certain. */
  readonly isSure: boolean;
};

/**
 * Finds the spelled number of each label. One before a measure or behind "thứ" counts; one in front of other words only where
 * several labels count the same thing: "Ba mẹ" is no 3.
 *
 * @returns one entry a label, `null` for a label without
 */
export function labelNumbersOf(labels: readonly (readonly Word[])[]): readonly (LabelNumber | null)[] {
  const candidates = labels.map(candidateIn);
  return candidates.map((one) => {
    if (one === null || one.isSure) return one;
    const isCounting = candidates.some((other) => other !== null && other !== one && other.next === one.next);
    return isCounting ? one : null;
  });
}

function candidateIn(words: readonly Word[]): Candidate | null {
  for (let start = 0; start < words.length; start += 1) {
    const parsed = parseNumberWords(words.slice(start));
    if (parsed === null || parsed.isSeveral || parsed.value === 0) continue;
    const [next] = parsed.rest;
    const isSure = measureOf(next, false) !== null || isThu(words[start - 1]);
    if (!isSure && start > 0) continue;
    const spelled = words.slice(start, start + parsed.size);
    return { value: parsed.value, words: spelled, next: next?.plain ?? '', isSure };
  }
  return null;
}

function isThu(word: Word | undefined): boolean {
  return word?.plain === 'thu' && word.letters === 'thư' && word.tone === '2';
}
