/** English plurals taken back: "toilets" and "toilet" are one thing to choose. */

import type { Label } from './label.ts';
import type { Word } from './words.ts';

/** "chats", but no "yes", "class", "bus"; no Vietnamese syllable ends so. */
const PLURAL = /^[a-z]{2,}[^aisu\d]s$/;

const known = new WeakMap<readonly Label[], readonly Label[]>();

/**
 * Gives words in the singular.
 *
 * @returns the words themselves where none is a plural
 */
export function singularOf(words: readonly Word[]): readonly Word[] {
  if (!words.some(isPlural)) return words;
  return words.map((word) =>
    isPlural(word) ? { ...word, letters: word.letters.slice(0, -1), plain: word.plain.slice(0, -1) } : word,
  );
}

/**
 * Gives labels in the singular, made once for each list.
 *
 * @returns the labels themselves where none holds a plural
 */
export function singularLabels(labels: readonly Label[]): readonly Label[] {
  let single = known.get(labels);
  if (single === undefined) {
    single = labels.some(({ words }) => words.some(isPlural)) ? labels.map(inSingular) : labels;
    known.set(labels, single);
  }
  return single;
}

function inSingular(label: Label): Label {
  const words = singularOf(label.words);
  return { ...label, words, bare: singularOf(label.bare), joined: words.map(({ plain }) => plain).join('') };
}

function isPlural({ plain }: Word): boolean {
  return PLURAL.test(plain);
}
