/** Turns an expression of a form into a condition of ours, as far as it can be said there. */

import type { Condition } from '../flow/condition.ts';
import type { QuestionKind } from '../flow/flow.ts';
import type { Comparison, Xpath } from './xpath.ts';

/** What a name in a form stands for. */
export type NamedQuestion = {
  readonly id: string;
  readonly kind: QuestionKind;
  /** Our ids of the options by their names in the form. */
  readonly options: ReadonlyMap<string, string>;
};

/** Finds a question; `dropped` where it was left out, `unknown` where there never was one. */
export type FormLookup = (name: string) => NamedQuestion | 'dropped' | 'unknown';

/** A condition, or what is always or never true, or why it cannot be said; the wording is `console.xlsforms.reason.<why>`. */
export type XpathMeaning =
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'unsayable'; readonly why: UnsayableReason; readonly about: string };

/** @see XpathMeaning */
export type UnsayableReason =
  | 'syntax'
  | 'function'
  | 'two-questions'
  | 'no-question'
  | 'dropped-question'
  | 'unknown-question'
  | 'open-text'
  | 'count'
  | 'length'
  | 'order'
  | 'value'
  | 'too-long';

type Unsayable = Extract<XpathMeaning, { kind: 'unsayable' }>;

/** Gives the meaning of an expression. */
export function meaningOf(xpath: Xpath, lookup: FormLookup): XpathMeaning {
  switch (xpath.kind) {
    case 'and':
    case 'or':
      return joined(xpath.kind, meaningOf(xpath.left, lookup), meaningOf(xpath.right, lookup));
    case 'compare':
      return comparison(xpath, lookup);
    case 'call':
      return call(xpath, lookup);
    default:
      return unsayable('no-question', '');
  }
}

function unsayable(why: UnsayableReason, about: string): Unsayable {
  return { kind: 'unsayable', why, about };
}

function joined(kind: 'and' | 'or', left: XpathMeaning, right: XpathMeaning): XpathMeaning {
  if (left.kind === 'unsayable') return left;
  if (right.kind === 'unsayable') return right;
  const [decides, passes] = kind === 'and' ? ['never', 'always'] : ['always', 'never'];
  if (left.kind === decides || right.kind === passes) return left;
  if (right.kind === decides || left.kind === passes) return right;
  if (left.kind !== 'condition' || right.kind !== 'condition') return left;
  return condition({ kind, left: left.condition, right: right.condition });
}

function condition(of: Condition): XpathMeaning {
  return { kind: 'condition', condition: of };
}

function negated(meaning: XpathMeaning): XpathMeaning {
  if (meaning.kind === 'condition') {
    const { condition: of } = meaning;
    return condition(of.kind === 'not' ? of.of : { kind: 'not', of });
  }
  if (meaning.kind === 'unsayable') return meaning;
  return { kind: meaning.kind === 'always' ? 'never' : 'always' };
}

function call(xpath: Extract<Xpath, { kind: 'call' }>, lookup: FormLookup): XpathMeaning {
  const [first, second, ...more] = xpath.args;
  const name = xpath.name.toLowerCase();
  if (name === 'true' && first === undefined) return { kind: 'always' };
  if (name === 'false' && first === undefined) return { kind: 'never' };
  if (name === 'not' && first !== undefined && second === undefined) return negated(meaningOf(first, lookup));
  if (name === 'boolean' && first !== undefined && second === undefined) return meaningOf(first, lookup);
  if (name === 'selected' && first !== undefined && second !== undefined && more.length === 0) {
    const value = literal(second);
    const question = questionIn(first, lookup);
    if ('kind' in question && question.kind === 'unsayable') return question;
    if (value === null) return unsayable('two-questions', '');
    return equals(question, value);
  }
  return unsayable('function', `${xpath.name}()`);
}

/** The text of a literal; `null` where it is none. */
function literal(xpath: Xpath): string | null {
  if (xpath.kind === 'text') return xpath.value.trim();
  return xpath.kind === 'number' ? String(xpath.value) : null;
}

/** Functions that change nothing about a comparison. */
const TRANSPARENT: ReadonlySet<string> = new Set(['number', 'int', 'string', 'normalize-space', 'once']);

function unwrapped(xpath: Xpath): Xpath {
  const [only, ...more] =
    xpath.kind === 'call' && TRANSPARENT.has(xpath.name.toLowerCase()) ? xpath.args : [];
  return only !== undefined && more.length === 0 ? unwrapped(only) : xpath;
}

function questionIn(xpath: Xpath, lookup: FormLookup): NamedQuestion | Unsayable {
  const inner = unwrapped(xpath);
  if (inner.kind !== 'question') {
    return inner.kind === 'call' ? unsayable('function', `${inner.name}()`) : unsayable('no-question', '');
  }
  const found = lookup(inner.name);
  if (typeof found !== 'string') return found;
  return unsayable(found === 'dropped' ? 'dropped-question' : 'unknown-question', inner.name);
}

const FLIPPED: Readonly<Record<Comparison, Comparison>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

type Compared = Extract<Xpath, { kind: 'compare' }>;

function comparison(xpath: Compared, lookup: FormLookup): XpathMeaning {
  const rightValue = literal(xpath.right);
  const leftValue = literal(xpath.left);
  if (rightValue === null && leftValue === null)
    return truth(xpath, lookup) ?? unsayable('two-questions', '');
  const [side, value, operator] =
    rightValue === null
      ? ([xpath.right, leftValue ?? '', FLIPPED[xpath.operator]] as const)
      : ([xpath.left, rightValue, xpath.operator] as const);
  const subject = unwrapped(side);
  if (subject.kind === 'call') return measured(subject, { operator, value }, lookup);
  const question = questionIn(subject, lookup);
  if ('kind' in question && question.kind === 'unsayable') return question;
  return compared(question, operator, value);
}

/** `selected(…) = true()`: what is compared with a truth is that truth, or its opposite. */
function truth(xpath: Compared, lookup: FormLookup): XpathMeaning | null {
  const { left, right, operator } = xpath;
  if ((operator !== '=' && operator !== '!=') || right.kind !== 'call' || left.kind !== 'call') return null;
  const name = right.name.toLowerCase();
  if (name !== 'true' && name !== 'false') return null;
  const meaning = meaningOf(left, lookup);
  return (name === 'true') === (operator === '=') ? meaning : negated(meaning);
}

type Test = { readonly operator: Comparison; readonly value: string };

/** `count-selected(…) > 0` and `string-length(…) > 0` ask whether there is an answer at all. */
function measured(
  xpath: Extract<Xpath, { kind: 'call' }>,
  { operator, value }: Test,
  lookup: FormLookup,
): XpathMeaning {
  const name = xpath.name.toLowerCase();
  const [only, ...more] = xpath.args;
  if ((name !== 'count-selected' && name !== 'string-length') || only === undefined || more.length > 0) {
    return unsayable('function', `${xpath.name}()`);
  }
  const question = questionIn(only, lookup);
  if ('kind' in question && question.kind === 'unsayable') return question;
  const { id } = question;
  if (['> 0', '>= 1', '!= 0'].includes(`${operator} ${value}`)) return condition(answered(id));
  if (['= 0', '< 1', '<= 0'].includes(`${operator} ${value}`)) return negated(condition(answered(id)));
  return unsayable(name === 'count-selected' ? 'count' : 'length', `${operator} ${value}`);
}

function answered(question: string): Condition {
  return { kind: 'answered', question };
}

function compared(question: NamedQuestion, operator: Comparison, value: string): XpathMeaning {
  switch (operator) {
    case '=':
      return equals(question, value);
    case '!=':
      return negated(equals(question, value));
    default:
      return ordered(question, operator, value);
  }
}

/** A number as conditions write it. */
const NUMBER = /^-?\d{1,9}(\.\d{1,6})?$/;

function equals(question: NamedQuestion, value: string): XpathMeaning {
  const { id, kind, options } = question;
  // An empty answer is one that was not given.
  if (value === '') return negated(condition(answered(id)));
  if (kind === 'text' || kind === 'place' || kind === 'info') return unsayable('open-text', value);
  if (kind !== 'number' && kind !== 'age') {
    const option = options.get(value);
    return option === undefined ? unsayable('value', value) : condition(inOne(id, option));
  }
  if (!NUMBER.test(value)) return unsayable('value', value);
  if (/^\d+$/.test(value)) return condition(inOne(id, String(Number(value))));
  return condition({ kind: 'compare', question: id, operator: '=', value: Number(value) });
}

function inOne(question: string, value: string): Condition {
  return { kind: 'in', subject: { kind: 'answer', question }, values: [value] };
}

function ordered(question: NamedQuestion, operator: '<' | '<=' | '>' | '>=', value: string): XpathMeaning {
  const { id, kind, options } = question;
  if (!NUMBER.test(value)) return unsayable('value', value);
  const bound = Number(value);
  if (kind === 'number') return condition({ kind: 'compare', question: id, operator, value: bound });
  const names = [...options.keys()];
  if (names.length === 0 || !names.every((name) => NUMBER.test(name))) return unsayable('order', value);
  const values = [...options]
    .filter(([name]) => isWithin(Number(name), operator, bound))
    .map(([, own]) => own);
  if (values.length === 0) return { kind: 'never' };
  return condition({ kind: 'in', subject: { kind: 'answer', question: id }, values });
}

function isWithin(value: number, operator: '<' | '<=' | '>' | '>=', bound: number): boolean {
  if (operator === '<') return value < bound;
  if (operator === '<=') return value <= bound;
  return operator === '>' ? value > bound : value >= bound;
}
