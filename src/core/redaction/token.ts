/** A text as words and numbers, each with the forms under which lists know it. */

/** One word or number. */
export type Token = {
  /** Offsets in UTF-16 units of the text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Lower case, its tone written behind: `hoà` and `hòa` are both `hoa2`. */
  readonly key: string;
  /** Lower case without any diacritics; `đ` as `d`. */
  readonly folded: string;
  /** Begins with a capital letter that says something: not where everything is written in capitals. */
  readonly capital: boolean;
  /** What stands between the token before and this one. */
  readonly gap: string;
  /** Begins a sentence or a line. */
  readonly first: boolean;
};

/** A text's tokens, and whether it is written without diacritics. */
export type Tokens = {
  readonly text: string;
  readonly list: readonly Token[];
  /** Hardly any word has diacritics: then words of the lists are found without theirs. */
  readonly bare: boolean;
};

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const TONES: Readonly<Record<string, string>> = {
  '\u0300': '2',
  '\u0301': '1',
  '\u0303': '4',
  '\u0309': '3',
  '\u0323': '5',
};
/** Fewest words with diacritics, of all words, in a text that is written with them. */
const ACCENTED_SHARE = 0.2;
/** From this share of words in capitals on, capitals say nothing. */
const SHOUTED_SHARE = 0.8;

const known = new Map<string, { readonly key: string; readonly folded: string }>();
/** Forms of words are kept, so that frequent ones cost one look-up; made-up words must not fill the memory. */
const MOST_KNOWN = 4_000;

/** The forms under which lists know a word. */
export function formsOf(word: string): { readonly key: string; readonly folded: string } {
  const found = known.get(word);
  if (found !== undefined) return found;
  let tone = '';
  let bare = '';
  let folded = '';
  for (const sign of word.toLowerCase().normalize('NFD')) {
    const isTone = TONES[sign];
    if (isTone !== undefined) tone = isTone;
    else if (/\p{M}/u.test(sign)) bare += sign;
    else {
      bare += sign;
      folded += sign === 'đ' ? 'd' : sign;
    }
  }
  const forms = { key: bare.normalize('NFC') + tone, folded };
  if (known.size < MOST_KNOWN && word.length <= 12) known.set(word, forms);
  return forms;
}

/** Divides a text. */
export function tokensOf(text: string): Tokens {
  const words = [...text.matchAll(WORD)];
  const means = capitalsMean(words.map(([word]) => word));
  let accented = 0;
  let letters = 0;
  let before = 0;
  const list = words.map((match, index): Token => {
    const word = match[0];
    const { key, folded } = formsOf(word);
    if (key !== folded) accented += 1;
    if (/\D/.test(word)) letters += 1;
    const gap = text.slice(before, match.index);
    before = match.index + word.length;
    const start = word[0] ?? '';
    const capital = means && start !== start.toLowerCase();
    const first = index === 0 || /[.!?…\n:;"“”(*•]|(?:^|\s)[-–—]/u.test(gap);
    return { start: match.index, end: before, text: word, key, folded, capital, gap, first };
  });
  return { text, list, bare: accented < letters * ACCENTED_SHARE };
}

/** In a text all in capitals, or with one at each word, they tell nothing. */
function capitalsMean(words: readonly string[]): boolean {
  const plain = words.filter((word) => /\p{L}/u.test(word));
  if (plain.length < 5) return true;
  const high = plain.filter((word) => word[0] !== word[0]?.toLowerCase()).length;
  return high < plain.length * SHOUTED_SHARE;
}
