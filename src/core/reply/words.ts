/** Cuts human text into words whose Vietnamese marks can be compared, loosely or exactly. */

/** One word of a reply or a label. */
export type Word = {
  /** Letters with their quality marks (â ă ê ô ơ ư đ) and without tone; lower case. */
  readonly letters: string;
  /** Letters without any mark; lower case. */
  readonly plain: string;
  /** Tone marks in order, wherever they were written (hoà and hòa are the same word); empty for none. */
  readonly tone: string;
  /** Punctuation that ends a clause stands before this word. */
  readonly opensClause: boolean;
};

/** How two words with the same plain letters agree in their marks. */
export type Agreement = 'same' | 'open' | 'clash';

/** A letter taken apart. */
type Glyph = { readonly letter: string; readonly plain: string; readonly tone: string };

const TONES: ReadonlyMap<string, string> = new Map([
  ['\u0300', '1'],
  ['\u0301', '2'],
  ['\u0309', '3'],
  ['\u0303', '4'],
  ['\u0323', '5'],
]);
const QUALITIES = new Set(['\u0302', '\u0306', '\u031b']);
const CLAUSE_MARKS = new Set([...',.;:!?()…–—\n"“”']);
const LETTER = /^[\p{L}\p{M}]$/u;
const DIGIT = /^\p{Nd}$/u;
const MARK = /^\p{M}$/u;
/** Syllables that are written with i or y by taste: "lí/lý", "kĩ/kỹ". */
const Y_BY_TASTE = new Set(['hy', 'ky', 'ly', 'my', 'sy', 'ty', 'vy', 'quy']);

/** Three of a letter anywhere, or two at the end. */
const HELD = /([a-z])\1(?:\1|$)/;
const HELD_ALL = /(\p{L})\1+(?:$|(?<=\1{3}))/gu;

/** Most distinct characters kept taken apart; a stranger's text must not grow memory. */
const MAX_GLYPHS = 2000;
const glyphs = new Map<string, Glyph>();

/**
 * Cuts a text into words: letters or digits in a row, any script, compatibility forms unified (full-width, circled),
 * decomposed text composed. Digits and letters that touch become two words ("8h").
 *
 * @param text of any length; only the first 1,000 units are looked at
 */
export function readWords(text: string): readonly Word[] {
  const words: Word[] = [];
  let run = '';
  let runIsDigits = false;
  let opensClause = false;
  const close = () => {
    if (run === '') return;
    words.push(wordOf(run, opensClause));
    run = '';
    opensClause = false;
  };
  for (const char of text.slice(0, 1000).normalize('NFKC').toLowerCase()) {
    const isDigit = char >= '0' && char <= '9' ? true : DIGIT.test(char);
    if (isInvisible(char)) continue;
    if (isDigit || isLetter(char)) {
      if (run !== '' && isDigit !== runIsDigits) close();
      runIsDigits = isDigit;
      run += char;
    } else if (char !== "'" && char !== '’') {
      close();
      if (CLAUSE_MARKS.has(char)) opensClause = true;
    }
  }
  close();
  return words;
}

/**
 * Compares the marks of two words with the same plain letters.
 *
 * @param typed what a child typed; marks may be missing
 * @param meant the word of a label
 * @returns `same`; `open` when typed only leaves marks out (or mixes hỏi and ngã); `clash` when it has others
 */
export function agreementOf(typed: Word, meant: Word): Agreement {
  if (typed.letters === meant.letters && typed.tone === meant.tone) return 'same';
  if (typed.tone !== '' && typed.tone !== meant.tone && !areBothCurled(typed.tone, meant.tone))
    return 'clash';
  if (typed.letters === meant.letters) return 'open';
  for (let at = 0; at < typed.letters.length; at += 1) {
    const letter = typed.letters[at];
    if (letter !== meant.letters[at] && letter !== typed.plain[at]) return 'clash';
  }
  return 'open';
}

/** Tells whether a word was typed without any mark. */
export function isUnmarked(word: Word): boolean {
  return word.tone === '' && word.letters === word.plain;
}

/**
 * Takes back keys that were held down: "khônggg", "dạaaa", "nooo".
 *
 * @returns the words themselves where none was
 */
export function releaseKeys(words: readonly Word[]): readonly Word[] {
  if (!words.some(({ plain }) => HELD.test(plain))) return words;
  return words.map((word) =>
    HELD.test(word.plain)
      ? { ...word, letters: word.letters.replace(HELD_ALL, '$1'), plain: word.plain.replace(HELD_ALL, '$1') }
      : word,
  );
}

/** The plain letters of words, one space between. */
export function plainOf(words: readonly Word[]): string {
  let joined = '';
  for (const word of words) joined += joined === '' ? word.plain : ` ${word.plain}`;
  return joined;
}

/** Hỏi and ngã are one sound in half the country, and mixed up in writing everywhere. */
function areBothCurled(one: string, other: string): boolean {
  return (one === '3' && other === '4') || (one === '4' && other === '3');
}

/** Joiners, direction marks, soft hyphens: they come along with pasted text and part no word. */
function isInvisible(char: string): boolean {
  return (
    char === '\u00ad' ||
    char === '\ufeff' ||
    (char >= '\u200b' && char <= '\u200f') ||
    (char >= '\u202a' && char <= '\u202e') ||
    char === '\u2060'
  );
}

function isLetter(char: string): boolean {
  if (char >= 'a' && char <= 'z') return true;
  return char > '\u007f' && LETTER.test(char) && !isVariationMark(char);
}

/** Selectors and key caps belong to emoji, not to words. */
function isVariationMark(char: string): boolean {
  return char === '\ufe0f' || char === '\ufe0e' || char === '\u20e3';
}

function wordOf(run: string, opensClause: boolean): Word {
  let letters = '';
  let plain = '';
  let tone = '';
  for (const char of run) {
    const glyph = glyphOf(char);
    letters += glyph.letter;
    plain += glyph.plain;
    tone += glyph.tone;
  }
  if (Y_BY_TASTE.has(plain)) {
    letters = `${letters.slice(0, -1)}i`;
    plain = `${plain.slice(0, -1)}i`;
  }
  return { letters, plain, tone, opensClause };
}

function glyphOf(char: string): Glyph {
  const known = glyphs.get(char);
  if (known !== undefined) return known;
  const glyph = takeApart(char);
  if (glyphs.size < MAX_GLYPHS) glyphs.set(char, glyph);
  return glyph;
}

function takeApart(char: string): Glyph {
  if (char === 'đ') return { letter: 'đ', plain: 'd', tone: '' };
  if (MARK.test(char)) return { letter: '', plain: '', tone: TONES.get(char) ?? '' };
  const digit = DIGIT.test(char) ? digitOf(char) : null;
  if (digit !== null) return { letter: digit, plain: digit, tone: '' };
  let letter = '';
  let plain = '';
  let tone = '';
  for (const part of char.normalize('NFD')) {
    if (!MARK.test(part)) {
      letter += part;
      plain += part;
    } else if (QUALITIES.has(part)) letter += part;
    else tone += TONES.get(part) ?? '';
  }
  const composed = letter.normalize('NFC');
  // Letters of other scripts may need several units; then marks are not compared letter by letter.
  return composed.length === plain.length
    ? { letter: composed, plain, tone }
    : { letter: plain, plain, tone };
}

/** Digits of any script are ten in a row, beginning with the nought. */
function digitOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

/** Tells whether a word consists of digits. */
export function isDigits(word: Word): boolean {
  const first = word.plain[0] ?? '';
  return first >= '0' && first <= '9';
}
