/** Masks single words of a text, chosen by a person. */

/** What stands in place of words that a moderator took out. */
export const TAKEN_OUT = '[đã che]';

/** A text as words, each with what stands before it. */
export function wordsOf(text: string): readonly { readonly gap: string; readonly word: string }[] {
  return [...text.matchAll(/(\s*)(\[[^\]\s][^\]]{0,30}\]|[^\s[]+|\[)/gu)].map(([, gap = '', word = '']) => ({
    gap,
    word,
  }));
}

/**
 * Puts one mask in place of each stretch of chosen words.
 *
 * @param chosen places in `wordsOf`, from 0; those that are not there are passed over
 */
export function maskWords(text: string, chosen: readonly number[]): string {
  const picked = new Set(chosen);
  let masked = '';
  wordsOf(text).forEach(({ gap, word }, at) => {
    if (!picked.has(at)) masked += gap + word;
    else if (!picked.has(at - 1)) masked += gap + TAKEN_OUT;
  });
  return masked;
}
