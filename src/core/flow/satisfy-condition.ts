/** Tells whether a condition can hold at all, looked at by itself. */

import type { AgeBand } from '../age-band.ts';
import type { AnswerValue } from '../answer.ts';
import { answerDomain, interestOf, placeDomain } from './answer-domain.ts';
import type { Condition, ConditionFacts } from './condition.ts';
import { holds } from './evaluate-condition.ts';
import type { QuestionId } from './flow.ts';
import type { QuestionSource } from './question-source.ts';

/** Most combinations of answers tried for one condition alone. */
const MAX_COMBINATIONS = 5_000;

/** What a condition may be about. */
export type ConditionScope = {
  readonly questions: ReadonlyMap<QuestionId, QuestionSource>;
  readonly ages: readonly AgeBand[];
  readonly languages: readonly string[];
};

/** Tells whether some answers, asked or not, make a condition hold; also `true` where there are too many to try. */
export function isSatisfiable(condition: Condition, { questions, ages, languages }: ConditionScope): boolean {
  const interest = interestOf([condition]);
  const places = placeDomain(interest);
  if (places === null) return true;
  let facts = languages.flatMap((language) => places.map((place) => factsAt(language, place)));
  if (interest.age)
    facts = facts.flatMap((known) => [known, ...ages.map((ageBand) => ({ ...known, ageBand }))]);
  for (const [id, asked] of interest.questions) {
    const domain = domainOf(questions.get(id), asked, ages);
    if (domain === null || facts.length * domain.length > MAX_COMBINATIONS) return true;
    facts = facts.flatMap((known) => [known, ...domain.map((value) => withAnswer(known, id, value))]);
  }
  return facts.some((known) => holds(condition, known));
}

function factsAt(language: string, place: ConditionFacts['place']): ConditionFacts {
  return { answers: {}, ageBand: null, place, language };
}

function withAnswer(known: ConditionFacts, question: QuestionId, value: AnswerValue): ConditionFacts {
  return { ...known, answers: { ...known.answers, [question]: value } };
}

function domainOf(
  source: QuestionSource | undefined,
  asked: ReadonlySet<string>,
  ages: readonly AgeBand[],
): readonly AnswerValue[] | null {
  if (source === undefined) return null;
  if (source.kind === 'age') return ages;
  // Whether it was answered is all that is asked of it here; where it lies is a fact.
  return source.kind === 'place' ? [null, '…'] : answerDomain(source, asked);
}
