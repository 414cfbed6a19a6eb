/** Cuts a condition into its tokens. */

/** Where a condition goes wrong, worded for its author. */
export type ConditionFault = {
  /** Where in the condition, in UTF-16 units from 1. */
  readonly column: number;
  /** What is wrong. */
  readonly message: string;
  /** What would be right here. */
  readonly expected: string;
};

/** A token: a word (id, option, band, number or keyword) or a sign, and its column from 1. */
export type Token = {
  readonly kind: 'word' | 'sign' | 'end';
  readonly text: string;
  readonly column: number;
};

const SIGNS = ['<=', '>=', '!=', '=', '<', '>', '(', ')', '[', ']', ','];

/** What authors bring along from other languages, and what it is called here. */
const FOREIGN: readonly (readonly [string, string])[] = [
  ['==', 'a single ='],
  ['<>', '!='],
  ['≠', '!='],
  ['≤', '<='],
  ['≥', '>='],
  ['&&', 'the word and'],
  ['||', 'the word or'],
  ['&', 'the word and'],
  ['|', 'the word or'],
  ['!', 'the word not, or != for "is not"'],
  ['"', 'the value without quotes'],
  ["'", 'the value without quotes'],
  ['“', 'the value without quotes'],
  ['{', 'the id without braces'],
  ['}', 'the id without braces'],
];

const WORD = /-?[A-Za-z0-9][A-Za-z0-9._-]*/y;
const SPACE = /\s+/y;

/** Gives the tokens, the last of kind `end`, or the first place that is no token. */
export function tokenizeCondition(
  text: string,
):
  | { readonly kind: 'tokens'; readonly tokens: readonly Token[] }
  | { readonly kind: 'faulty'; readonly fault: ConditionFault } {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = matchAt(SPACE, text, at);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const token = tokenAt(text, at);
    if (token === null) return { kind: 'faulty', fault: faultAt(text, at) };
    tokens.push(token);
    at += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', column: text.length + 1 });
  return { kind: 'tokens', tokens };
}

function tokenAt(text: string, at: number): Token | null {
  const column = at + 1;
  if (foreignAt(text, at) !== undefined) return null;
  const word = matchAt(WORD, text, at);
  if (word !== null) return { kind: 'word', text: word, column };
  const sign = SIGNS.find((candidate) => text.startsWith(candidate, at));
  return sign === undefined ? null : { kind: 'sign', text: sign, column };
}

function foreignAt(text: string, at: number): readonly [string, string] | undefined {
  if (text.startsWith('!=', at) && !text.startsWith('!==', at)) return undefined;
  return FOREIGN.find(([sign]) => text.startsWith(sign, at));
}

function faultAt(text: string, at: number): ConditionFault {
  const foreign = foreignAt(text, at);
  if (foreign !== undefined) {
    const [sign, instead] = foreign;
    return { column: at + 1, message: `${sign} is not used in conditions`, expected: instead };
  }
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return {
    column: at + 1,
    message: `the character ${character} has no place in a condition`,
    expected: 'ids and options in small letters without marks, and the signs = != < <= > >= ( ) [ ] ,',
  };
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
