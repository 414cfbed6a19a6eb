/** Cuts what a child typed into words that can be looked up: shorthand written out, letters put together again. */

import { isSyllable } from '../reply/syllable.ts';
import { agreementOf, plainOf, readWords, releaseKeys, type Word } from '../reply/words.ts';

/** A word with the sentence it belongs to. */
export type SpokenWord = Word & { readonly sentence: number };

/** Full forms by the plain letters of the short one. */
type Shorts = ReadonlyMap<string, readonly { readonly short: Word; readonly full: readonly Word[] }[]>;

/** What children shorten. */
export type Shorthand = {
  readonly shorts: Shorts;
  /** Full forms by a word with stars for letters, several stars in a row as one. */
  readonly starred: ReadonlyMap<string, string>;
};

/** Words that may be looked up, by their plain letters. */
type Vocabulary = ReadonlyMap<string, readonly Word[]>;

const DIGIT_LETTERS: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '@': 'a' };

/** Makes the table of shorthand. */
export function shorthandOf(lists: Readonly<Record<string, string>>): Shorthand {
  const table = new Map<string, { readonly short: Word; readonly full: readonly Word[] }[]>();
  const starred = new Map<string, string>();
  for (const [full, shorts] of Object.entries(lists)) {
    const stars = shorts.split(' ').filter((short) => short.includes('*'));
    for (const short of stars) starred.set(short, full);
    for (const short of readWords(
      shorts
        .split(' ')
        .filter((one) => !one.includes('*'))
        .join(' '),
    )) {
      const known = table.get(short.plain) ?? [];
      table.set(short.plain, [...known, { short, full: readWords(full) }]);
    }
  }
  return { shorts: table, starred };
}

/**
 * Reads a stretch of text.
 *
 * @param vocabulary plain words that spelled-out letters may come to
 */
export function readSpokenWords(
  text: string,
  shorthand: Shorthand,
  vocabulary: Vocabulary,
): readonly SpokenWord[] {
  const words: SpokenWord[] = [];
  let sentence = 0;
  for (const part of unmasked(text.normalize('NFC'), shorthand, vocabulary).split(
    /(?<!\p{L}\p{L}?)[.](?=\s*$)|(?<=\p{L}{2})[.!?;\n]+|[!?;\n]+/u,
  )) {
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
  const found = shorthand.shorts
    .get(word.plain)
    ?.find(({ short }) => short.letters === word.letters && short.tone === word.tone);
  return found?.full ?? [word];
}

const VOWEL = /[aeiouy]/;

/** Takes out signs that hide a word: "đ.ánh", "ch*t", "t-ự t-ử". Words that would be none are left as they were. */
function unmasked(text: string, { starred }: Shorthand, vocabulary: Vocabulary): string {
  if (!/\p{L}[.*_·|/-]+\p{L}|\p{L}\*/u.test(text)) return text;
  const open = text.replace(/\p{L}{1,6}\*{1,6}\p{L}{0,6}/gu, (typed) => {
    const full = starred.get(typed.toLowerCase().replace(/\*+/g, '*'));
    return full ?? typed.replaceAll('*', '');
  });
  return open.replace(
    /(?<!\p{L})(\p{L}{1,3})[._·|/-]{1,3}(\p{L}{1,6})(?!\p{L})/gu,
    (typed, left: string, right: string) => {
      const [word] = readWords(left);
      if (word === undefined || (left.length > 1 && VOWEL.test(word.plain))) return typed;
      const [whole] = readWords(left + right);
      return whole !== undefined && vocabulary.has(whole.plain) ? left + right : typed;
    },
  );
}

/** Puts single letters in a row ("t ự t ử") and words that were run together ("muonchet") into syllables. */
function join(words: readonly Word[], vocabulary: Vocabulary): readonly Word[] {
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
    if (next !== undefined && !VOWEL.test(word.plain) && isBroken(word, next, vocabulary)) {
      joined.push(together([word, next]));
      at += 2;
      continue;
    }
    if (
      next !== undefined &&
      !isSyllable(word.plain) &&
      word.plain.length < 4 &&
      word.plain.length > 1 &&
      !vocabulary.has(word.plain)
    ) {
      const both = together([word, next]);
      if (vocabulary.has(both.plain)) {
        joined.push(both);
        at += 2;
        continue;
      }
    }
    const apart =
      word.plain.length >= 4 && !isSyllable(word.plain) ? cutLetters(letterWords(word), vocabulary) : null;
    joined.push(...(apart ?? [word]));
    at += 1;
  }
  return joined;
}

/** "t ử", "ch ết": an onset, then the rest of a word that is known with just these marks. */
function isBroken(onset: Word, rest: Word, vocabulary: Vocabulary): boolean {
  if (rest.tone === '' || isKnown(rest, vocabulary)) return false;
  return isKnown(together([onset, rest]), vocabulary);
}

function isKnown(word: Word, vocabulary: Vocabulary): boolean {
  return vocabulary.get(word.plain)?.some((known) => agreementOf(word, known) === 'same') ?? false;
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
function cutLetters(letters: readonly Word[], vocabulary: Vocabulary): readonly Word[] | null {
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
