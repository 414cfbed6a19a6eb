/** Conditions of a flow: the closed expression language behind `when`, its syntax tree. */

import type { AgeBand } from '../age-band.ts';
import type { Answers } from '../answer.ts';
import type { Language } from '../language.ts';
import type { LocalityCode } from '../locality.ts';

/**
 * A parsed condition. Written for example as
 * `mood in [sad, very-sad] and not (age in [7-8, 9-10] or place = 79)`.
 */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly of: Condition }
  /** One of the values; for several-choice and rank answers: at least one of the picks. */
  | { readonly kind: 'in'; readonly subject: Subject; readonly values: readonly string[] }
  /** Number answers, and `age` as a band's position is never compared this way. */
  | {
      readonly kind: 'compare';
      readonly question: string;
      readonly operator: '<' | '<=' | '>' | '>=' | '=' | '!=';
      readonly value: number;
    }
  | { readonly kind: 'answered'; readonly question: string }
  | { readonly kind: 'skipped'; readonly question: string };

/** What a condition looks at: an answer, or one of the three facts about the walk. */
export type Subject =
  | { readonly kind: 'answer'; readonly question: string }
  | { readonly kind: 'age' }
  | { readonly kind: 'place' }
  | { readonly kind: 'language' };

/** What a condition is judged against. Only answers on the present trail are handed in. */
export type ConditionFacts = {
  readonly answers: Answers;
  readonly ageBand: AgeBand | null;
  /** Province or commune; a condition naming a province holds for its communes too. */
  readonly place: { readonly code: LocalityCode; readonly province: LocalityCode } | null;
  readonly language: Language;
};
