/** The answers that the conditions of a flow can tell apart, so that all ways through it can be tried out. */

import type { AnswerValue } from '../answer.ts';
import type { Condition, ConditionFacts } from './condition.ts';
import { testsIn } from './evaluate-condition.ts';
import type { QuestionId } from './flow.ts';
import type { QuestionSource } from './question-source.ts';

/** What conditions ask about: values by question, codes of places, and whether age and language matter. */
export type Interest = {
  readonly questions: ReadonlyMap<QuestionId, ReadonlySet<string>>;
  readonly places: ReadonlySet<string>;
  readonly age: boolean;
  readonly language: boolean;
};

/** Several-choice questions with more options than this in conditions would have too many combinations to try. */
const MAX_PICKED = 6;

/** Gathers what some conditions ask about. */
export function interestOf(conditions: Iterable<Condition>): Interest {
  const questions = new Map<QuestionId, Set<string>>();
  const places = new Set<string>();
  const facts = { age: false, language: false };
  const add = (question: QuestionId, values: readonly string[]) => {
    const known = questions.get(question) ?? new Set();
    for (const value of values) known.add(value);
    questions.set(question, known);
  };
  for (const test of [...conditions].flatMap(testsIn)) {
    if (test.kind === 'compare') add(test.question, [String(test.value)]);
    else if (test.kind !== 'in') add(test.question, []);
    else if (test.subject.kind === 'answer') add(test.subject.question, test.values);
    else if (test.subject.kind === 'place') for (const code of test.values) places.add(code);
    else facts[test.subject.kind] = true;
  }
  return { questions, places, ...facts };
}

/**
 * Gives one answer for each way in which conditions can see the answers to a question, skipped included.
 *
 * @param asked values that conditions name
 * @returns `null` where there are too many to try
 */
export function answerDomain(
  source: QuestionSource,
  asked: ReadonlySet<string>,
): readonly AnswerValue[] | null {
  switch (source.kind) {
    case 'choice':
    case 'scale':
    case 'lesson':
      return [
        null,
        ...representatives(
          source.options.map(({ id }) => id),
          asked,
        ),
      ];
    case 'yes-no':
      return [null, ...representatives(['yes', 'no'], asked)];
    case 'choices':
      return picks(
        source.options.map(({ id }) => id),
        asked,
        { min: source.min ?? 1, max: source.max ?? source.options.length },
      );
    case 'rank':
      return picks(
        source.options.map(({ id }) => id),
        asked,
        { min: 1, max: source.options.length },
      );
    case 'number':
      return [null, ...numbers(source, asked)];
    case 'text':
      return [null, '…'];
    case 'consent':
      return ['yes'];
    case 'age':
    case 'place':
    case 'info':
      return [];
    default:
      return source satisfies never;
  }
}

/** The options that are named, and one for all others. */
function representatives(options: readonly string[], asked: ReadonlySet<string>): readonly string[] {
  const other = options.find((id) => !asked.has(id));
  return [...options.filter((id) => asked.has(id)), ...(other === undefined ? [] : [other])];
}

type PickBounds = { readonly min: number; readonly max: number };

function picks(
  options: readonly string[],
  asked: ReadonlySet<string>,
  { min, max }: PickBounds,
): readonly AnswerValue[] | null {
  const named = options.filter((id) => asked.has(id));
  const others = options.filter((id) => !asked.has(id));
  if (named.length > MAX_PICKED) return null;
  const answers: AnswerValue[] = [null];
  for (let bits = 0; bits < 2 ** named.length; bits++) {
    const picked = named.filter((_, at) => (bits >> at) % 2 === 1);
    const fill = others.slice(0, Math.max(min - picked.length, picked.length === 0 ? 1 : 0));
    const size = picked.length + fill.length;
    if (size >= Math.max(1, min) && size <= max) answers.push([...picked, ...fill]);
  }
  return answers;
}

/** The bounds, and every number named with its neighbours. */
function numbers(
  { min, max }: { readonly min: number; readonly max: number },
  asked: ReadonlySet<string>,
): readonly number[] {
  const around = [...asked].flatMap((text) => {
    const value = Number(text);
    return [Math.floor(value) - 1, Math.floor(value), Math.ceil(value), Math.ceil(value) + 1];
  });
  return [...new Set([min, max, ...around])].filter((value) => value >= min && value <= max);
}

/** Most places tried out. */
const MAX_PLACES = 1_000;

/**
 * Gives every way in which conditions can see a place; a commune that is named may lie in any province named, since
 * the flow does not know the map.
 *
 * @returns `null` where there are too many to try
 */
export function placeDomain({ places }: Interest): readonly ConditionFacts['place'][] | null {
  const provinces = ['elsewhere', ...[...places].filter((code) => code.length === 2)];
  const communes = ['elsewhere', ...[...places].filter((code) => code.length !== 2)];
  if (provinces.length * communes.length > MAX_PLACES) return null;
  return [null, ...provinces.flatMap((province) => communes.map((code) => ({ code, province })))];
}
