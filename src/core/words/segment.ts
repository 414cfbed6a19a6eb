/** Divides Vietnamese text into words, which may have several syllables. */

import { lists } from './lists.generated.ts';

/** A sentence as its words: lower case, syllables joined by spaces. */
export type Sentence = readonly string[];

/** Most syllables of a word in the list. */
const LONGEST = 6;

const COMPOUNDS: ReadonlySet<string> = new Set(
  Object.values(lists.compounds)
    .flat(2)
    .map((word) => word.normalize('NFC')),
);

/** Words that say nothing by themselves. */
export const LITTLE_WORDS: ReadonlySet<string> = new Set(lists.little.words.flat());

/** How many words of several syllables the list has. */
export const LISTED = COMPOUNDS.size;

/** Two syllables are one word where they stand together in this share of the texts that have the rarer of them … */
const TOGETHER = 0.6;
/** … and in at least as many texts as this. */
const FEWEST_TEXTS = 5;

/** By the first syllable, most syllables of a word that begins with it. */
const LONGEST_FROM: ReadonlyMap<string, number> = new Map(
  [...COMPOUNDS]
    .map((word) => word.split(' '))
    .sort((one, other) => one.length - other.length)
    .map((syllables) => [syllables[0] ?? '', Math.min(LONGEST, syllables.length)]),
);

/** Whether the list has a word of several syllables, in lower case. */
export function isCompound(word: string): boolean {
  return COMPOUNDS.has(word);
}

/** Divides a text into sentences of syllables; masks, numbers and signs end one. */
export function syllablesOf(text: string): readonly Sentence[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split(/\[[^\]]*\]|[^\p{L}\p{M}\s'’-]+|\n/u)
    .map((sentence) => sentence.split(/[\s'’-]+/u).filter((syllable) => syllable !== ''))
    .filter((sentence) => sentence.length > 0);
}

/**
 * Divides texts into words: the longest of the list first, then two syllables that hardly ever stand apart, of which no
 * list can know ("thuốc lá điện tử" it knows, the name of a new game it does not).
 *
 * @returns for each text its sentences
 */
export function segment(texts: readonly string[]): readonly (readonly Sentence[])[] {
  const steps = segmentStepwise(texts);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Texts of one step: a few milliseconds. */
const STEP = 250;

/** The same in small steps, so that whoever has others waiting can attend to them in between. */
export function* segmentStepwise(
  texts: readonly string[],
): Generator<void, readonly (readonly Sentence[])[]> {
  const listed: (readonly Sentence[])[] = [];
  for (const text of texts) {
    listed.push(syllablesOf(text).map(longestMatches));
    if (listed.length % STEP === 0) yield;
  }
  const grown = yield* grownTogether(listed);
  return listed.map((sentences) => sentences.map((sentence) => joinPairs(sentence, grown)));
}

function longestMatches(syllables: Sentence): Sentence {
  const words: string[] = [];
  let at = 0;
  while (at < syllables.length) {
    let count = Math.min(LONGEST_FROM.get(syllables[at] ?? '') ?? 1, syllables.length - at);
    while (count > 1 && !COMPOUNDS.has(syllables.slice(at, at + count).join(' '))) count -= 1;
    words.push(syllables.slice(at, at + count).join(' '));
    at += count;
  }
  return words;
}

/** Pairs of single syllables that are one word, with the share of texts in which they stand together. */
function* grownTogether(
  texts: readonly (readonly Sentence[])[],
): Generator<void, ReadonlyMap<string, number>> {
  const single = new Map<string, number>();
  const pairs = new Map<string, number>();
  for (const [at, sentences] of texts.entries()) {
    if (at % STEP === 0) yield;
    const words = new Set(sentences.flat());
    for (const word of words) single.set(word, (single.get(word) ?? 0) + 1);
    const here = new Set(
      sentences.flatMap((sentence) => sentence.slice(1).map((word, at) => `${sentence[at]} ${word}`)),
    );
    for (const pair of here) pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  const grown = new Map<string, number>();
  for (const [pair, count] of pairs) {
    const [one = '', other = '', ...rest] = pair.split(' ');
    if (count < FEWEST_TEXTS || rest.length > 0) continue;
    if (LITTLE_WORDS.has(one) || LITTLE_WORDS.has(other)) continue;
    const share = count / Math.max(single.get(one) ?? 0, single.get(other) ?? 0);
    if (share >= TOGETHER) grown.set(pair, share);
  }
  return grown;
}

/** Of two pairs that share a syllable the closer one is joined. */
function joinPairs(words: Sentence, grown: ReadonlyMap<string, number>): Sentence {
  if (grown.size === 0) return words;
  const shareAt = (at: number): number => grown.get(`${words[at]} ${words[at + 1]}`) ?? 0;
  const joined: string[] = [];
  let at = 0;
  while (at < words.length) {
    const joins = shareAt(at) > 0 && shareAt(at) >= shareAt(at + 1);
    joined.push(joins ? `${words[at]} ${words[at + 1]}` : (words[at] ?? ''));
    at += joins ? 2 : 1;
  }
  return joined;
}
