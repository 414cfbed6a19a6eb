/** Which age bands a question is never put to, as far as the conditions of the flow alone tell. */

import type { AgeBand } from '../age-band.ts';
import type { Condition } from './condition.ts';
import type { Flow, QuestionId } from './flow.ts';

/** Gives the bands of the flow that no walk leads to the question. Routes are not looked at: rather too few than too many. */
export function neverAsked(id: QuestionId, flow: Pick<Flow, 'ageBands' | 'questions'>): readonly AgeBand[] {
  return flow.ageBands.filter((band) => !mayBeAsked(id, { flow, band }));
}

type Asked = { readonly flow: Pick<Flow, 'questions'>; readonly band: AgeBand };

function mayBeAsked(id: QuestionId, by: Asked): boolean {
  const question = by.flow.questions.find((one) => one.id === id);
  return question === undefined || question.when === null || truth(question.when, by) !== false;
}

/** `null`: it depends on the walk. Conditions only look back, so that this comes to an end. */
function truth(condition: Condition, by: Asked): boolean | null {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const decides = condition.kind === 'or';
      const sides = [truth(condition.left, by), truth(condition.right, by)];
      if (sides.includes(decides)) return decides;
      return sides.includes(null) ? null : !decides;
    }
    case 'not': {
      const of = truth(condition.of, by);
      return of === null ? null : !of;
    }
    case 'in':
      if (condition.subject.kind === 'age') return condition.values.includes(by.band);
      return condition.subject.kind === 'answer' && !mayBeAsked(condition.subject.question, by)
        ? false
        : null;
    case 'compare':
    case 'answered':
      if (condition.kind === 'compare' && condition.operator === '!=') return null;
      return mayBeAsked(condition.question, by) ? null : false;
    case 'skipped':
      // Only what was asked can be skipped.
      return mayBeAsked(condition.question, by) ? null : false;
    default:
      return condition satisfies never;
  }
}
