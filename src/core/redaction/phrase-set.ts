/** A set of words and phrases, looked up at a place of a text. */

import { formsOf, type Token, type Tokens } from './token.ts';

type Phrase = readonly { readonly key: string; readonly folded: string }[];

/** A set of phrases. */
export type PhraseSet = {
  /**
   * How many tokens the longest phrase takes that begins at a token; 0 where none does. A word without diacritics stands for
   * one with them only in a text that is written without.
   */
  readonly lengthAt: (tokens: Tokens, at: number) => number;
  /** The same for a phrase that ends before a token. */
  readonly lengthBefore: (tokens: Tokens, at: number) => number;
  /** Whether one token is a phrase of the set. */
  readonly has: (tokens: Tokens, token: Token | undefined) => boolean;
};

/** Most words of a phrase. */
const LONGEST = 6;

/** Builds one. @param written phrases with diacritics; nested lists are read as one */
export function phraseSet(written: readonly (string | readonly string[])[]): PhraseSet {
  const exact = new Set<string>();
  const bare = new Set<string>();
  const begins = new Map<string, number>();
  for (const phrase of written.flat()) {
    const words: Phrase = [...phrase.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(([word]) => formsOf(word));
    const [first] = words;
    if (first === undefined) continue;
    exact.add(words.map(({ key }) => key).join(' '));
    bare.add(words.map(({ folded }) => folded).join(' '));
    begins.set(first.folded, Math.max(words.length, begins.get(first.folded) ?? 0));
  }
  const fits = (tokens: Tokens, from: number, count: number): boolean => {
    const { list } = tokens;
    let key = '';
    let folded = '';
    let isBare = tokens.bare;
    for (let at = from; at < from + count; at += 1) {
      const token = list[at];
      if (token === undefined || (at > from && !/^(?: |['’.\-–/]| [-–] |\. )$/u.test(token.gap)))
        return false;
      key += at > from ? ` ${token.key}` : token.key;
      folded += at > from ? ` ${token.folded}` : token.folded;
      if (token.key !== token.folded) isBare = false;
    }
    return exact.has(key) || (isBare && bare.has(folded));
  };
  const lengthAt = (tokens: Tokens, at: number): number => {
    const first = tokens.list[at];
    if (first === undefined) return 0;
    for (let count = begins.get(first.folded) ?? 0; count > 0; count -= 1) {
      if (fits(tokens, at, count)) return count;
    }
    return 0;
  };
  return {
    lengthAt,
    lengthBefore(tokens, at) {
      for (let count = Math.min(LONGEST, at); count > 0; count -= 1) {
        const longest = begins.get(tokens.list[at - count]?.folded ?? '') ?? 0;
        if (longest >= count && fits(tokens, at - count, count)) return count;
      }
      return 0;
    },
    has(tokens, token) {
      if (token === undefined) return false;
      return exact.has(token.key) || (tokens.bare && token.key === token.folded && bare.has(token.folded));
    },
  };
}
