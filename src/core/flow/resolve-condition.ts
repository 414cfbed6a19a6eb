/** Turns the names in a condition into the questions they mean. */

import type { Condition } from './condition.ts';
import type { QuestionId, QuestionKind } from './flow.ts';

/** What a name means: a question and its kind; `undefined` where there is none. */
export type NameLookup = (
  name: string,
) => { readonly id: QuestionId; readonly kind: QuestionKind } | undefined;

/**
 * Gives the condition with every name replaced by the full id of its question; unknown names stay.
 *
 * A test of the answer to an `age` or `place` question becomes a test of the fact itself: it may be known without
 * the question having been asked, and a commune must count as lying in its province.
 */
export function resolveCondition(condition: Condition, lookup: NameLookup): Condition {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return {
        kind: condition.kind,
        left: resolveCondition(condition.left, lookup),
        right: resolveCondition(condition.right, lookup),
      };
    case 'not':
      return { kind: 'not', of: resolveCondition(condition.of, lookup) };
    case 'in': {
      if (condition.subject.kind !== 'answer') return condition;
      const found = lookup(condition.subject.question);
      if (found === undefined) return condition;
      if (found.kind === 'age' || found.kind === 'place')
        return { ...condition, subject: { kind: found.kind } };
      return { ...condition, subject: { kind: 'answer', question: found.id } };
    }
    case 'compare':
    case 'answered':
    case 'skipped':
      return { ...condition, question: lookup(condition.question)?.id ?? condition.question };
    default:
      return condition satisfies never;
  }
}
