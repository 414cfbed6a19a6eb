/** Conditions and ways on in words, as far as a draft can be read. */

import type { Flow } from '../../../core/flow/flow.ts';
import { parseCondition } from '../../../core/flow/parse-condition.ts';
import { playableFlow } from '../../../core/flow/playable-flow.ts';
import { sayCondition } from '../../../core/flow/say-condition.ts';
import type { DraftSource } from '../../../core/flow-draft/draft-source.ts';
import { numberQuestions } from '../../../core/flow-draft/number-entries.ts';
import type { Visit } from '../console-route.ts';
import { placeWords } from './flow-words.ts';

/** Says conditions of one draft. */
export type ConditionSpeech = {
  /** The condition as a clause; as it is written where it cannot be read. */
  readonly condition: (text: string) => string;
  /** How a question is called: `câu 5`; by its id where it has no number. */
  readonly question: (name: string) => string;
};

/** Prepares the words for a draft: it is read once for all its conditions. */
export function conditionSpeech(visit: Visit, source: DraftSource): ConditionSpeech {
  const numbers = numberQuestions(source);
  const flow: Flow | null = playableFlow(source).flow;
  const question = (name: string) => {
    const number = numbers.get(name);
    return number === undefined ? `“${name}”` : visit.phrase('console.flows.question-number', { number });
  };
  return {
    question,
    condition(text) {
      const parsed = parseCondition(text);
      if (parsed.kind === 'faulty' || flow === null) return text;
      return sayCondition(parsed.condition, {
        phrase: (key, values) => visit.phrase(`console.condition.${key}`, values),
        language: visit.language,
        question,
        place: (code) => placeWords(visit, code),
        flow,
      });
    },
  };
}
