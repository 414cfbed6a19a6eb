/** Parses the condition language: `mood in [sad, very-sad] and not (age = 7-8 or place = 79)`. */

import type { Condition, Subject } from './condition.ts';
import { MAX_CONDITION_LENGTH } from './question-source.ts';
import { type ConditionFault, type Token, tokenizeCondition } from './tokenize-condition.ts';

/** Deepest nesting of parentheses and `not`; people lose the thread long before. */
export const MAX_CONDITION_DEPTH = 20;

/** Words that mean something in conditions or routes, so that no question can be called by them. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'in',
  'answered',
  'skipped',
  'language',
  'end',
]);

/** A parsed condition, or the first thing that is wrong with it. */
export type ParsedCondition =
  | { readonly kind: 'parsed'; readonly condition: Condition }
  | { readonly kind: 'faulty'; readonly fault: ConditionFault };

/**
 * Parses a condition.
 *
 * `and` binds tighter than `or`, `not` tighter than both. `a != b` and `a not in [b]` become `not`
 * around `in`, so that they hold for a skipped answer too. `q = 3` is an `in` as well: an option id may be `3`, and an
 * `in` also fits number answers; what can only be a number (`-1`, `2.5`) becomes a `compare`.
 */
export function parseCondition(text: string): ParsedCondition {
  if (text.length > MAX_CONDITION_LENGTH) {
    return faulty(
      MAX_CONDITION_LENGTH + 1,
      'this condition is too long',
      `at most ${MAX_CONDITION_LENGTH} characters`,
    );
  }
  const cut = tokenizeCondition(text);
  if (cut.kind === 'faulty') return cut;
  const reader: Reader = { tokens: cut.tokens, at: 0 };
  try {
    const condition = readOr(reader, 0);
    const rest = peek(reader);
    if (rest.kind !== 'end')
      throw new Refusal(rest, 'does not belong here', 'and, or, or the end of the condition');
    return { kind: 'parsed', condition };
  } catch (error) {
    if (error instanceof Refusal) return faulty(error.token.column, error.message, error.expected);
    throw error;
  }
}

function faulty(column: number, message: string, expected: string): ParsedCondition {
  return { kind: 'faulty', fault: { column, message, expected } };
}

/** Leaves the recursion at the first fault; never leaves this file. */
class Refusal extends Error {
  readonly token: Token;
  readonly expected: string;

  constructor(token: Token, complaint: string, expected: string) {
    super(token.kind === 'end' ? 'the condition ends too early' : `"${token.text}" ${complaint}`);
    this.token = token;
    this.expected = expected;
  }
}

type Reader = { readonly tokens: readonly Token[]; at: number };

const END: Token = { kind: 'end', text: '', column: 1 };

function peek(reader: Reader): Token {
  return reader.tokens[reader.at] ?? END;
}

function take(reader: Reader): Token {
  const token = peek(reader);
  reader.at += 1;
  return token;
}

function takeIf(reader: Reader, text: string): boolean {
  if (peek(reader).text !== text) return false;
  reader.at += 1;
  return true;
}

function demand(reader: Reader, text: string, meaning: string): void {
  const token = take(reader);
  if (token.text !== text) throw new Refusal(token, 'does not fit here', `${text} ${meaning}`);
}

function readOr(reader: Reader, depth: number): Condition {
  let left = readAnd(reader, depth);
  while (takeIf(reader, 'or')) left = { kind: 'or', left, right: readAnd(reader, depth) };
  return left;
}

function readAnd(reader: Reader, depth: number): Condition {
  let left = readUnary(reader, depth);
  while (takeIf(reader, 'and')) left = { kind: 'and', left, right: readUnary(reader, depth) };
  return left;
}

function readUnary(reader: Reader, depth: number): Condition {
  if (depth > MAX_CONDITION_DEPTH) {
    throw new Refusal(
      peek(reader),
      'is nested too deep',
      `at most ${MAX_CONDITION_DEPTH} levels of not and parentheses`,
    );
  }
  if (takeIf(reader, 'not')) return { kind: 'not', of: readUnary(reader, depth + 1) };
  if (takeIf(reader, '(')) {
    const inner = readOr(reader, depth + 1);
    demand(reader, ')', 'to close the parenthesis');
    return inner;
  }
  return readTest(reader);
}

function readTest(reader: Reader): Condition {
  const name = take(reader);
  if (name.text === 'answered' || name.text === 'skipped') {
    demand(reader, '(', `and a question, as in ${name.text}(mood)`);
    const question = readQuestion(take(reader), reader);
    demand(reader, ')', 'after the question');
    return { kind: name.text, question };
  }
  return readComparison(reader, subjectOf(readQuestion(name, reader)), name);
}

/** Checks that a token can be a question's id. */
function readQuestion(token: Token, reader: Reader): string {
  const lower = token.text.toLowerCase();
  if (RESERVED_WORDS.has(lower) && lower !== 'language') {
    const hint = lower === token.text ? '' : `; write ${lower} in small letters`;
    throw new Refusal(token, 'is a word of the condition language', `the id of a question${hint}`);
  }
  if (token.kind === 'word' && /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/.test(token.text)) return token.text;
  const fits =
    token.kind === 'word' && peek(reader).kind === 'sign'
      ? ' on the left side, and the value on the right'
      : '';
  throw new Refusal(
    token,
    'is not the id of a question',
    `the id of a question, age, place or language${fits}`,
  );
}

function subjectOf(name: string): Subject {
  return name === 'age' || name === 'place' || name === 'language'
    ? { kind: name }
    : { kind: 'answer', question: name };
}

function readComparison(reader: Reader, subject: Subject, name: Token): Condition {
  const operator = take(reader);
  switch (operator.text) {
    case '=':
      return equals(subject, readValue(reader));
    case '!=':
      return { kind: 'not', of: equals(subject, readValue(reader)) };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return readOrder(reader, subject, operator);
    case 'in':
      return { kind: 'in', subject, values: readList(reader) };
    case 'not': {
      demand(reader, 'in', 'and a list, as in not in [a, b]');
      return { kind: 'not', of: { kind: 'in', subject, values: readList(reader) } };
    }
    default: {
      const lower = operator.text.toLowerCase();
      const hint =
        lower !== operator.text && (lower === 'in' || lower === 'not') ? `, ${lower} in small letters` : '';
      throw new Refusal(
        operator,
        'does not fit here',
        `a test of ${name.text}: =, !=, <, <=, >, >=, in or not in${hint}`,
      );
    }
  }
}

function equals(subject: Subject, value: Token): Condition {
  if (subject.kind === 'answer' && /^-|^\d+\.\d+$/.test(value.text)) {
    return { kind: 'compare', question: subject.question, operator: '=', value: readNumber(value) };
  }
  return { kind: 'in', subject, values: [value.text] };
}

function readOrder(reader: Reader, subject: Subject, operator: Token): Condition {
  if (subject.kind !== 'answer') {
    const instead =
      subject.kind === 'age' ? 'age in [7-8, 9-10]' : `${subject.kind} = … or ${subject.kind} in […]`;
    throw new Refusal(operator, `cannot be used with ${subject.kind}`, instead);
  }
  const value = take(reader);
  const kind = operator.text;
  if (kind !== '<' && kind !== '<=' && kind !== '>' && kind !== '>=')
    throw new Refusal(operator, 'is no order', '<');
  return { kind: 'compare', question: subject.question, operator: kind, value: readNumber(value) };
}

function readNumber(token: Token): number {
  if (!/^-?\d{1,9}(\.\d{1,6})?$/.test(token.text))
    throw new Refusal(token, 'is not a number', 'a number in digits');
  return Number(token.text);
}

function readList(reader: Reader): readonly string[] {
  demand(reader, '[', 'and a list, as in [a, b]');
  const values: string[] = [];
  do values.push(readValue(reader).text);
  while (takeIf(reader, ','));
  demand(reader, ']', 'or a comma and another value');
  return values;
}

function readValue(reader: Reader): Token {
  const token = take(reader);
  if (token.kind !== 'word')
    throw new Refusal(token, 'is not a value', 'an option id, a band, a place, a language or a number');
  return token;
}
