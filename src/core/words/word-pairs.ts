/** Words that stand together in what many children wrote. */

import { LITTLE_WORDS, segmentStepwise } from './segment.ts';

/** Two words, in the order in which they stand, and in how many different texts at least. */
export type WordPair = {
  readonly words: readonly [string, string];
  /** Multiple of the threshold, ≥ the threshold. */
  readonly atLeast: number;
};

/** Most pairs given. */
const MOST = 30;

/**
 * Finds frequent pairs: two words of one sentence with nothing but little words between them. A text counts once, however
 * often it has a pair, and so do texts that are alike word for word. Who wrote a text is known to nobody: each child answers a
 * question once, but one who came again from another browser may have sent the same words again, and those tell of nobody else.
 *
 * @param texts of one question
 * @param threshold fewest texts that have a pair that is given, ≥ 2; counts are rounded down to its multiples
 * @returns the most frequent first, those alike by the alphabet
 */
export function wordPairs(texts: readonly string[], threshold: number): readonly WordPair[] {
  const steps = wordPairsStepwise(texts, threshold);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Texts of one step: a few milliseconds. */
const STEP = 500;

/** The same in small steps, so that whoever has others waiting can attend to them in between. @see wordPairs */
export function* wordPairsStepwise(
  texts: readonly string[],
  threshold: number,
): Generator<void, readonly WordPair[]> {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  const segmented = yield* segmentStepwise(texts);
  for (const [at, sentences] of segmented.entries()) {
    if (at % STEP === 0) yield;
    const text = sentences.map((sentence) => sentence.join(' ')).join('|');
    if (seen.has(text)) continue;
    seen.add(text);
    const pairs = new Set(sentences.flatMap((sentence) => pairsOf(sentence.filter(saysSomething))));
    for (const pair of pairs) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= threshold)
    .map(([pair, count]): WordPair => {
      const [one = '', other = ''] = pair.split('\t');
      return { words: [one, other], atLeast: count - (count % threshold) };
    })
    .sort(
      (one, other) =>
        other.atLeast - one.atLeast || one.words.join(' ').localeCompare(other.words.join(' '), 'vi'),
    )
    .slice(0, MOST);
}

/** Single letters are shorthand of many words. */
function saysSomething(word: string): boolean {
  return !LITTLE_WORDS.has(word) && [...word].length > 1;
}

function pairsOf(words: readonly string[]): readonly string[] {
  return words.slice(1).flatMap((word, at) => (word === words[at] ? [] : [`${words[at]}\t${word}`]));
}
