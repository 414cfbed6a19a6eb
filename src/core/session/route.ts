/** The way of a walk through its flow: what holds on it, what is still expected, how far it is. */

import type { AgeBand } from '../age-band.ts';
import type { AnswerValue } from '../answer.ts';
import type { ConditionFacts } from '../flow/condition.ts';
import type { Flow, Question, QuestionId } from '../flow/flow.ts';
import { nextQuestion, questionOf } from '../flow/walk.ts';
import { type Gazetteer, isProvinceCode, type LocalityCode } from '../locality.ts';
import type { SessionState } from './state.ts';

/** A walk with all that its way depends on. */
export type Way = { readonly flow: Flow; readonly state: SessionState; readonly gazetteer: Gazetteer };

/** Facts that grow while a way is followed. */
type GrowingFacts = {
  readonly answers: Record<string, AnswerValue>;
  ageBand: AgeBand | null;
  place: ConditionFacts['place'];
  readonly language: string;
};

/** Where a walk stands among the questions that count: from 1, never beyond `of`. */
export type ProgressMark = { readonly at: number; readonly of: number };

/** The next question or card after the trail; `'end'` when there is none. */
export function nextOn(way: Way): QuestionId | 'end' {
  return nextQuestion(way.flow, way.state.trail.at(-1) ?? null, growingFacts(way));
}

/**
 * The questions and cards expected after the trail, the pending one first, judged by all answers known so far,
 * those gone back over included.
 */
export function expectedRest(way: Way): readonly QuestionId[] {
  const { flow, state, gazetteer } = way;
  const facts = growingFacts(way);
  const rest: QuestionId[] = [];
  let last = state.trail.at(-1) ?? null;
  for (let next = nextQuestion(flow, last, facts); next !== 'end'; next = nextQuestion(flow, last, facts)) {
    rest.push(next);
    learn(facts, gazetteer, { question: questionOf(flow, next), known: answerOf(state, next) });
    last = next;
  }
  return rest;
}

/**
 * Tells how far the walk is. Cards, age, consent and a place known from the invitation do not count.
 *
 * @param rest of `expectedRest`
 * @returns `undefined` where the pending question does not count
 */
export function progressOf({ flow, state }: Way, rest: readonly QuestionId[]): ProgressMark | undefined {
  const { asking } = state;
  if (asking === null || !isCounted(questionOf(flow, asking))) return undefined;
  let at = 1;
  for (const id of state.trail)
    if (Object.hasOwn(state.answers, id) && isCounted(questionOf(flow, id))) at += 1;
  let of = at;
  for (const id of rest) {
    const question = questionOf(flow, id);
    if (id !== asking && isCounted(question) && !isKnownPlace(question, state.invited)) of += 1;
  }
  return { at, of };
}

/** The stored answer to a question, also off the trail; `undefined` where there is none. */
export function answerOf(state: SessionState, id: QuestionId): AnswerValue | undefined {
  return Object.hasOwn(state.answers, id) ? state.answers[id] : undefined;
}

/** Tells whether the pending question was answered before the child went back over it. */
export function hasOldAnswer({ asking, answers }: SessionState): boolean {
  return asking !== null && Object.hasOwn(answers, asking);
}

/** Tells whether a place question is answered by a place already known. */
export function isKnownPlace(question: Question, place: LocalityCode | undefined): boolean {
  if (question.kind !== 'place' || place === undefined) return false;
  return question.depth === 'province' || !isProvinceCode(place);
}

/** A place with the province it lies in. */
export function placeFacts(code: LocalityCode, gazetteer: Gazetteer): NonNullable<ConditionFacts['place']> {
  if (isProvinceCode(code)) return { code, province: code };
  return { code, province: gazetteer.find(code)?.parentCode ?? code };
}

function growingFacts({ flow, state, gazetteer }: Way): GrowingFacts {
  const facts: GrowingFacts = {
    answers: {},
    ageBand: state.ageBand ?? null,
    place: state.place === undefined ? null : placeFacts(state.place, gazetteer),
    language: state.language,
  };
  for (const id of state.trail) {
    const value = answerOf(state, id);
    if (value !== undefined) facts.answers[id] = value;
    else if (state.place !== undefined && questionOf(flow, id).kind === 'place')
      facts.answers[id] = state.place;
  }
  return facts;
}

function learn(
  facts: GrowingFacts,
  gazetteer: Gazetteer,
  { question, known }: { readonly question: Question; readonly known: AnswerValue | undefined },
): void {
  if (isKnownPlace(question, facts.place?.code)) facts.answers[question.id] = facts.place?.code ?? null;
  if (known === undefined) return;
  facts.answers[question.id] = known;
  if (question.kind === 'place' && typeof known === 'string') facts.place = placeFacts(known, gazetteer);
  if (question.kind === 'age') facts.ageBand = bandOf(known);
}

/** The band an age answer holds. */
export function bandOf(value: AnswerValue | undefined): AgeBand | null {
  return value === '7-8' || value === '9-10' || value === '11-13' || value === '14-15' ? value : null;
}

function isCounted({ kind }: Question): boolean {
  return kind !== 'info' && kind !== 'age' && kind !== 'consent';
}
