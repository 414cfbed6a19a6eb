/** Cuts a text into pieces of bounded length, at paragraphs, lines or words, never through a character. */

/**
 * Cuts a text into pieces.
 *
 * @param max longest piece in UTF-16 units, at least 2
 * @returns pieces in order, none empty; the text itself where it fits
 */
export function splitText(text: string, max: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const cut = cutAt(rest, max);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces.filter((piece) => piece !== '');
}

/** Shortens a text to a bound, ending in an ellipsis where it was longer. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, cutAt(text, max - 1)).trimEnd()}…`;
}

/** The best place to cut within a bound: after a paragraph, a line, a word; else between two characters. */
export function cutAt(text: string, max: number): number {
  const head = text.slice(0, max + 1);
  for (const mark of ['\n\n', '\n', ' ']) {
    const at = head.lastIndexOf(mark);
    // A piece of less than a third would look torn off.
    if (at > max / 3) return at;
  }
  let cut = max;
  while (cut > 1 && isInsideCharacter(text, cut)) cut -= 1;
  return cut > 1 ? cut : max;
}

/** Tells whether a cut would part a surrogate pair, a letter from its marks, or an emoji from its joiner. */
function isInsideCharacter(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  if (after >= 0xdc00 && after <= 0xdfff && before >= 0xd800 && before <= 0xdbff) return true;
  return before === 0x200d || after === 0x200d || after === 0xfe0f || /^\p{M}/u.test(text.slice(at, at + 2));
}
