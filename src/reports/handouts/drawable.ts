/** Words as the typeface can draw them: letters it lacks are put together from parts, or left out. */

/** All that Be Vietnam Pro draws; a test holds this against the font files. */
const LETTERS =
  /^[\u0020-\u007e\u00a0-\u0107\u010a-\u0113\u0116-\u011b\u011e-\u0121\u0126-\u012b\u012e-\u0131\u0139-\u013a\u013d-\u013e\u0141-\u0144\u0147-\u0148\u014c-\u014d\u0150-\u0155\u0158-\u015b\u015e-\u016b\u016e-\u017e\u01a0-\u01a1\u01af-\u01b0\u1ea0-\u1ef9\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ab\u20ac\u2122\u2212\u2260\u2264\u2265]$/u;
const MARKS = /^[\u0300-\u0304\u0306-\u030c\u0312\u031b\u0323\u0326-\u0328]$/u;

/** Marks that mean the same as one the typeface has. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/[\u2010\u2011]/g, '-'],
  [/\u2015/g, '—'],
  [/[\u2190-\u21ff]/g, ' – '],
  [/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, ''],
];

/** Brings words to one line of composed letters, each of which has a glyph. */
export function drawable(words: string): string {
  let text = words.normalize('NFC');
  for (const [mark, instead] of ALIKE) text = text.replace(mark, instead);
  return [...text.replace(/(?:(?!\u00a0)[\s\p{Cc}])+/gu, ' ')]
    .map(drawableLetter)
    .join('')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** "ŏ" of Gia Rai and Ba Na names becomes "o" with its mark. */
function drawableLetter(letter: string): string {
  if (isInTypeface(letter)) return letter;
  return [...letter.normalize('NFKD')].filter(isInTypeface).join('');
}

/** Tells whether the typeface has a glyph for a character. */
export function isInTypeface(letter: string): boolean {
  return LETTERS.test(letter) || MARKS.test(letter);
}
