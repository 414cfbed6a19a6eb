/** Words of degree: "rất", "hơi", "lắm". */

import type { Label } from './label.ts';
import { agreementOf, plainOf, readWords, type Word } from './words.ts';

const STRONG = readWords('rất cực siêu quá lắm ghê dữ vô very super really extremely so');
const WEAK = readWords('hơi khá ít chút tí xíu bit little slightly quite rather');
/** "cực kỳ", "vô cùng", "rất là": the second word says nothing by itself. */
const BEHIND = new Map([
  ['cuc', 'ki'],
  ['vo', 'cung'],
  ['rat', 'la'],
]);

/** How strongly a word says it: `null` for a word that is none of degree. */
export function degreeOf(word: Word): 'strong' | 'weak' | null {
  if (isIn(STRONG, word)) return 'strong';
  return isIn(WEAK, word) ? 'weak' : null;
}

/** The words that are left of a label without those of degree. */
export function coreOf(words: readonly Word[]): string {
  return plainOf(
    words.filter(
      (word, at) => degreeOf(word) === null && BEHIND.get(words[at - 1]?.plain ?? '') !== word.plain,
    ),
  );
}

/**
 * Finds the options that say the same as one, more strongly or weakly: "Rất vui" for "Vui".
 *
 * @param degree which degree is wanted
 */
export function siblingsOf(
  label: Label,
  labels: readonly Label[],
  degree: 'strong' | 'weak',
): readonly number[] {
  const core = coreOf(label.words);
  if (core === '') return [];
  return labels
    .filter((other) => other.index !== label.index && coreOf(other.words) === core)
    .filter((other) => other.words.some((word) => degreeOf(word) === degree))
    .map(({ index }) => index);
}

function isIn(forms: readonly Word[], word: Word): boolean {
  return forms.some((form) => form.plain === word.plain && agreementOf(word, form) !== 'clash');
}
