/** Judges a condition against what is known of a walk. */

import type { AnswerValue } from '../answer.ts';
import type { Condition, ConditionFacts, Subject } from './condition.ts';

/**
 * Tells whether a condition holds.
 *
 * A skipped or unasked answer makes every `in` and `compare` on it false, and so does an unknown age or place;
 * `!=` and `not in` are written as `not` around them and hold then. Of a several-choice or rank answer one fitting
 * pick is enough. A place condition naming a province holds for its communes.
 *
 * @param condition `null` always holds
 * @param facts only the answers on the present trail
 */
export function holds(condition: Condition | null, facts: ConditionFacts): boolean {
  if (condition === null) return true;
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, facts) && holds(condition.right, facts);
    case 'or':
      return holds(condition.left, facts) || holds(condition.right, facts);
    case 'not':
      return !holds(condition.of, facts);
    case 'in':
      return isOneOf(condition.subject, condition.values, facts);
    case 'compare': {
      const value = answerTo(condition.question, facts);
      return typeof value === 'number' && compares(value, condition.operator, condition.value);
    }
    case 'answered': {
      const value = answerTo(condition.question, facts);
      return value !== undefined && value !== null;
    }
    case 'skipped':
      return answerTo(condition.question, facts) === null;
    default:
      return condition satisfies never;
  }
}

/** Gives the answer, `null` where it was skipped, `undefined` where it was not asked. */
function answerTo(question: string, facts: ConditionFacts): AnswerValue | undefined {
  // An id such as `constructor` is allowed: only own keys count.
  return Object.hasOwn(facts.answers, question) ? facts.answers[question] : undefined;
}

function isOneOf(subject: Subject, values: readonly string[], facts: ConditionFacts): boolean {
  switch (subject.kind) {
    case 'age':
      return facts.ageBand !== null && values.includes(facts.ageBand);
    case 'place':
      return (
        facts.place !== null && (values.includes(facts.place.code) || values.includes(facts.place.province))
      );
    case 'language':
      return values.includes(facts.language);
    case 'answer':
      return answerIsOneOf(answerTo(subject.question, facts), values);
    default:
      return subject satisfies never;
  }
}

function answerIsOneOf(answer: AnswerValue | undefined, values: readonly string[]): boolean {
  if (answer === undefined || answer === null) return false;
  if (typeof answer === 'string') return values.includes(answer);
  if (typeof answer === 'number') {
    for (const value of values) if (Number(value) === answer) return true;
    return false;
  }
  for (const pick of answer) if (values.includes(pick)) return true;
  return false;
}

function compares(
  left: number,
  operator: Extract<Condition, { kind: 'compare' }>['operator'],
  right: number,
): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    default:
      return operator satisfies never;
  }
}

/** One test in a condition: everything but `and`, `or` and `not`. */
export type ConditionTest = Exclude<Condition, { kind: 'and' | 'or' } | { kind: 'not' }>;

/** Gives the tests a condition is joined from, in order. */
export function testsIn(condition: Condition | null): readonly ConditionTest[] {
  const tests: ConditionTest[] = [];
  if (condition !== null) collect(condition, tests);
  return tests;
}

function collect(condition: Condition, tests: ConditionTest[]): void {
  switch (condition.kind) {
    case 'and':
    case 'or':
      collect(condition.left, tests);
      collect(condition.right, tests);
      return;
    case 'not':
      collect(condition.of, tests);
      return;
    default:
      tests.push(condition);
  }
}

/**
 * Gives the questions a condition looks at, each once, in the order they are named.
 *
 * Facts about the walk (`age`, `place`, `language`) are not questions and are left out.
 */
export function references(condition: Condition | null): readonly string[] {
  const found = new Set<string>();
  for (const test of testsIn(condition)) {
    if (test.kind !== 'in') found.add(test.question);
    else if (test.subject.kind === 'answer') found.add(test.subject.question);
  }
  return [...found];
}
