/** Cuts what a child typed into words that can be looked up: shorthand written out, letters put together again. */

import { isSyllable } from '../reply/syllable.ts';
import { plainOf, readWords, releaseKeys, type Word } from '../reply/words.ts';

/** A word with the sentence it belongs to. */
export type SpokenWord = Word & { readonly sentence: number };

/** Full forms by the plain letters of the short one. */
export type Shorthand = ReadonlyMap<string, readonly { readonly short: Word; readonly full: readonly Word[] }[]>;

const DIGIT_LETTERS: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '@': 'a' };

/** Makes the table of shorthand. */
export function shorthandOf(lists: Readonly<Record<string, string>>): Shorthand {
  const table = new Map<string, { readonly short: Word; readonly full: readonly Word[] }[]>();
  for (const [full, shorts] of Object.entries(lists)) {
    for (const short of readWords(shorts)) {
      const known = table.get(short.plain) ?? [];
      table.set(short.plain, [...known, { short, full: readWords(full) }]);
    }
  }
  return table;
}

/**
 * Reads a stretch of text.
 *
 * @param vocabulary plain words that spelled-out letters may come to
 */
export function readSpokenWords(
  text: string,
  shorthand: Shorthand,
  vocabulary: ReadonlySet<string>,
): readonly SpokenWord[] {
  const words: SpokenWord[] = [];
  let sentence = 0;
  for (const part of text.normalize('NFC').split(/(?<!\p{L}\p{L}?)[.](?=\s*$)|(?<=\p{L}{2})[.!?;\n]+|[!?;\n]+/u)) {
    const typed = part.replace(/(?<=\p{L})[0134@](?=\p{L})/gu, (sign) => DIGIT_LETTERS[sign] ?? sign);
    const joined = join(releaseKeys(readWords(typed)), vocabulary);
    for (const word of joined) {
      for (const full of writtenOut(word, shorthand)) words.push({ ...full, sentence });
    }
    sentence += 1;
  }
  return words;
}

function writtenOut(word: Word, shorthand: Shorthand): readonly Word[] {
  const found = shorthand
    .get(word.plain)
    ?.find(({ short }) => short.letters === word.letters && short.tone === word.tone);
  return found?.full ?? [word];
}

/** Puts single letters in a row ("t ự t ử") and words that were run together ("muonchet") into syllables. */
function join(words: readonly Word[], vocabulary: ReadonlySet<string>): readonly Word[] {
  const joined: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    if (word === undefined) break;
    let end = at;
    while (end < words.length && (words[end]?.plain.length ?? 0) === 1) end += 1;
    if (end - at >= 3) {
      const cut = cutLetters(words.slice(at, end), vocabulary);
      if (cut !== null) {
        joined.push(...cut);
        at = end;
        continue;
      }
    }
    const next = words[at + 1];
    if (next !== undefined && !isSyllable(word.plain) && word.plain.length < 4 && word.plain.length > 1 && !vocabulary.has(word.plain)) {
      const both = together([word, next]);
      if (vocabulary.has(both.plain)) {
        joined.push(both);
        at += 2;
        continue;
      }
    }
    const apart = word.plain.length >= 4 && !isSyllable(word.plain) ? cutLetters(letterWords(word), vocabulary) : null;
    joined.push(...(apart ?? [word]));
    at += 1;
  }
  return joined;
}

/** Letters of one word; a tone belongs to the whole and is left out. */
function letterWords(word: Word): readonly Word[] {
  return [...word.letters].map((letter, at) => ({
    letters: letter,
    plain: word.plain[at] ?? letter,
    tone: '',
    opensClause: at === 0 && word.opensClause,
  }));
}

function together(letters: readonly Word[]): Word {
  return {
    letters: letters.map((one) => one.letters).join(''),
    plain: plainOf(letters).replaceAll(' ', ''),
    tone: letters.map((one) => one.tone).join(''),
    opensClause: letters[0]?.opensClause ?? false,
  };
}

const LONGEST_SYLLABLE = 7;

/** Cuts letters into known words, as long ones as there are; `null` where something is left over. */
function cutLetters(letters: readonly Word[], vocabulary: ReadonlySet<string>): readonly Word[] | null {
  if (letters.length > 24) return null;
  const cuts: (readonly Word[] | null)[] = [[]];
  for (let end = 1; end <= letters.length; end += 1) {
    let best: readonly Word[] | null = null;
    for (let start = Math.max(0, end - LONGEST_SYLLABLE); start < end - 1; start += 1) {
      const before = cuts[start];
      if (before === null || before === undefined) continue;
      const word = together(letters.slice(start, end));
      if (!vocabulary.has(word.plain)) continue;
      if (best === null || before.length + 1 < best.length) best = [...before, word];
    }
    cuts.push(best);
  }
  return cuts[letters.length] ?? null;
}
