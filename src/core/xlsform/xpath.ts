/** Parses the expressions of forms: `${mood} = 'sad' and selected(${games}, 'chess')`. A small part of XPath. */

/** A parsed expression, with the part of the text it was read from. */
export type Xpath = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'and' | 'or'; readonly left: Xpath; readonly right: Xpath }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Xpath; readonly right: Xpath }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Xpath[] }
  | { readonly kind: 'question'; readonly name: string }
  /** `.`, the answer to the question itself. */
  | { readonly kind: 'self' }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
);

/** How two values are compared. */
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** What parsing came to; a fault tells where, from 1, and what stands there. */
export type ParsedXpath =
  | { readonly kind: 'parsed'; readonly xpath: Xpath }
  | { readonly kind: 'faulty'; readonly column: number; readonly found: string };

/** Longest expression, in UTF-16 units, and its deepest nesting. */
const MAX_LENGTH = 4000;
const MAX_DEPTH = 30;

/** Parses an expression. Arithmetic, paths and other functions than those called by name are read no further. */
export function parseXpath(text: string): ParsedXpath {
  if (text.length > MAX_LENGTH) return { kind: 'faulty', column: MAX_LENGTH + 1, found: '…' };
  try {
    const reader: Reader = { tokens: tokenize(text), at: 0 };
    const xpath = readOr(reader, 0);
    const rest = peek(reader);
    if (rest.kind !== 'end') throw new Stop(rest);
    return { kind: 'parsed', xpath };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { kind: 'faulty', column: error.token.from + 1, found: error.token.text };
  }
}

/** Gives the parts of an expression that must all hold. */
export function partsOf(xpath: Xpath): readonly Xpath[] {
  return xpath.kind === 'and' ? [...partsOf(xpath.left), ...partsOf(xpath.right)] : [xpath];
}

type Token = {
  readonly kind: 'question' | 'text' | 'number' | 'name' | 'sign' | 'end';
  /** As written; of questions and texts without what stands around them. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
};

/** Leaves the parser at the first thing it does not know; never leaves this file. */
class Stop extends Error {
  readonly token: Token;

  constructor(token: Token) {
    super(token.text);
    this.token = token;
  }
}

const TOKEN =
  /\s*(?:\$\{([^{}]+)\}|'([^']*)'|"([^"]*)"|[‘’]([^‘’']*)[’‘]|[“”]([^“”"]*)[”“]|(\d+(?:\.\d+)?|\.\d+)|([A-Za-z_][\w-]*(?::[A-Za-z_][\w-]*)?)|(!=|<=|>=|[=<>().,-])|$)/y;

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; ; ) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const space = /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    const from = at + space;
    if (match === null) {
      throw new Stop({ kind: 'sign', text: text.slice(from, from + 12).trim(), from, to: from });
    }
    const to = TOKEN.lastIndex;
    const [, question, ...rest] = match;
    const quoted = rest.slice(0, 4).find((one) => one !== undefined);
    const [number, name, sign] = rest.slice(4);
    if (question !== undefined) tokens.push({ kind: 'question', text: question.trim(), from, to });
    else if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted, from, to });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, from, to });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, from, to });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, from, to });
    else {
      tokens.push({ kind: 'end', text: '', from, to });
      return tokens;
    }
    at = to;
  }
}

type Reader = { readonly tokens: readonly Token[]; at: number };

const END: Token = { kind: 'end', text: '', from: 0, to: 0 };

function peek(reader: Reader): Token {
  return reader.tokens[reader.at] ?? reader.tokens.at(-1) ?? END;
}

function take(reader: Reader): Token {
  const token = peek(reader);
  reader.at += 1;
  return token;
}

function isNext(reader: Reader, kind: Token['kind'], text: string): boolean {
  const token = peek(reader);
  if (token.kind !== kind || token.text.toLowerCase() !== text) return false;
  reader.at += 1;
  return true;
}

function readOr(reader: Reader, depth: number): Xpath {
  let left = readAnd(reader, depth);
  while (isNext(reader, 'name', 'or')) {
    const right = readAnd(reader, depth);
    left = { kind: 'or', left, right, from: left.from, to: right.to };
  }
  return left;
}

function readAnd(reader: Reader, depth: number): Xpath {
  let left = readComparison(reader, depth);
  while (isNext(reader, 'name', 'and')) {
    const right = readComparison(reader, depth);
    left = { kind: 'and', left, right, from: left.from, to: right.to };
  }
  return left;
}

function readComparison(reader: Reader, depth: number): Xpath {
  const left = readValue(reader, depth);
  const operator = comparisonOf(peek(reader));
  if (operator === null) return left;
  reader.at += 1;
  const right = readValue(reader, depth);
  return { kind: 'compare', operator, left, right, from: left.from, to: right.to };
}

function comparisonOf({ kind, text }: Token): Comparison | null {
  if (kind !== 'sign') return null;
  return text === '=' || text === '!=' || text === '<' || text === '<=' || text === '>' || text === '>='
    ? text
    : null;
}

function readValue(reader: Reader, depth: number): Xpath {
  const token = take(reader);
  const { from, to } = token;
  if (depth > MAX_DEPTH) throw new Stop(token);
  switch (token.kind) {
    case 'question':
      return { kind: 'question', name: token.text, from, to };
    case 'text':
      return { kind: 'text', value: token.text, from, to };
    case 'number':
      return { kind: 'number', value: Number(token.text), from, to };
    case 'name':
      return readCall(reader, token, depth);
    case 'sign':
      return readSigned(reader, token, depth);
    default:
      throw new Stop(token);
  }
}

function readSigned(reader: Reader, token: Token, depth: number): Xpath {
  if (token.text === '.') return { kind: 'self', from: token.from, to: token.to };
  if (token.text === '-') {
    const number = take(reader);
    if (number.kind !== 'number') throw new Stop(token);
    return { kind: 'number', value: -Number(number.text), from: token.from, to: number.to };
  }
  if (token.text !== '(') throw new Stop(token);
  const inner = readOr(reader, depth + 1);
  const end = take(reader);
  if (end.text !== ')') throw new Stop(end);
  return { ...inner, from: token.from, to: end.to };
}

function readCall(reader: Reader, token: Token, depth: number): Xpath {
  if (!isNext(reader, 'sign', '(')) throw new Stop(token);
  const args: Xpath[] = [];
  let end = peek(reader);
  if (end.kind === 'sign' && end.text === ')') reader.at += 1;
  else {
    do args.push(readOr(reader, depth + 1));
    while (isNext(reader, 'sign', ','));
    end = take(reader);
    if (end.kind !== 'sign' || end.text !== ')') throw new Stop(end);
  }
  return { kind: 'call', name: token.text, args, from: token.from, to: end.to };
}
