/** Writes a condition as its author would: the inverse of the parser. */

import type { Condition, Subject } from './condition.ts';

/** Gives the text of a condition; parsing it gives the same condition again. */
export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'or':
      return `${printCondition(condition.left)} or ${inside(condition.right, ['or'])}`;
    case 'and':
      return `${inside(condition.left, ['or'])} and ${inside(condition.right, ['or', 'and'])}`;
    case 'not':
      return printNot(condition.of);
    case 'in':
      return printIn(condition.subject, condition.values, '');
    case 'compare':
      return `${condition.question} ${condition.operator} ${condition.value}`;
    case 'answered':
    case 'skipped':
      return `${condition.kind}(${condition.question})`;
    default:
      return condition satisfies never;
  }
}

function inside(condition: Condition, looser: readonly Condition['kind'][]): string {
  return looser.includes(condition.kind) ? `(${printCondition(condition)})` : printCondition(condition);
}

function printNot(of: Condition): string {
  if (of.kind === 'in') return printIn(of.subject, of.values, of.values.length === 1 ? '!' : 'not ');
  if (of.kind === 'compare' && of.operator === '=') return `${of.question} != ${of.value}`;
  return `not ${inside(of, ['or', 'and'])}`;
}

function printIn(subject: Subject, values: readonly string[], negation: string): string {
  const name = subject.kind === 'answer' ? subject.question : subject.kind;
  return values.length === 1
    ? `${name} ${negation}= ${values[0]}`
    : `${name} ${negation}in [${values.join(', ')}]`;
}
