/** The rules of the way through a flow: which question comes next, and how earlier answers are said again. */

import type { AgeBand } from '../age-band.ts';
import type { AnswerValue } from '../answer.ts';
import type { Language } from '../language.ts';
import type { ConditionFacts } from './condition.ts';
import { holds } from './evaluate-condition.ts';
import type { Flow, Option, Question, QuestionId } from './flow.ts';
import { readText } from './text.ts';

/** Said in place of an earlier answer that was skipped or never asked for. */
export const UNANSWERED = '…';

// A flow is kept in memory by its hash and walked by every child: its index is built once.
const indexes = new WeakMap<Flow, ReadonlyMap<QuestionId, number>>();

function indexOf(flow: Flow): ReadonlyMap<QuestionId, number> {
  let index = indexes.get(flow);
  if (index === undefined) {
    index = new Map(flow.questions.map((question, at) => [question.id, at]));
    indexes.set(flow, index);
  }
  return index;
}

/**
 * Gives the position of a question in its flow, from 0.
 *
 * @throws Error where the flow has no such question: a bug of the caller, who holds a state of another flow
 */
export function positionOf(flow: Flow, id: QuestionId): number {
  const at = indexOf(flow).get(id);
  if (at === undefined) throw new Error(`Flow ${flow.id} has no question ${id}`);
  return at;
}

/** Tells whether a flow has a question; for ids that come from outside, such as a tapped button. */
export function hasQuestion(flow: Flow, id: QuestionId): boolean {
  return indexOf(flow).has(id);
}

/**
 * Gives a question by its id.
 *
 * @throws Error where the flow has no such question: a bug of the caller, who holds a state of another flow
 */
export function questionOf(flow: Flow, id: QuestionId): Question {
  const question = flow.questions[positionOf(flow, id)];
  if (question === undefined) throw new Error(`Flow ${flow.id} has no question ${id}`);
  return question;
}

/**
 * Tells what comes after a question: the first of its routes that holds, else the next in order; from there on,
 * questions whose `when` does not hold are passed over. The routes of a question passed over are not taken.
 *
 * A question whose answer is already known (the place, from an invitation) is still given: the caller answers it
 * for the child and asks on from it, so that its routes count.
 *
 * @param from the question just left; `null` at the beginning
 * @param facts the answers on the present trail, the one to `from` among them
 * @throws Error where the flow has no question `from`
 */
export function nextQuestion(flow: Flow, from: QuestionId | null, facts: ConditionFacts): QuestionId | 'end' {
  const { questions } = flow;
  let at = from === null ? 0 : afterRoutes(flow, from, facts);
  for (; at < questions.length; at++) {
    const question = questions[at];
    if (question !== undefined && holds(question.when, facts)) return question.id;
  }
  return 'end';
}

function afterRoutes(flow: Flow, from: QuestionId, facts: ConditionFacts): number {
  const at = positionOf(flow, from);
  for (const route of flow.questions[at]?.routes ?? []) {
    if (holds(route.when, facts))
      return route.to === 'end' ? flow.questions.length : positionOf(flow, route.to);
  }
  return at + 1;
}

/** In braces it stands for the consultation's threshold k instead of an answer, also where a question has that id. */
export const THRESHOLD = 'min-cell';

/** What a text may hold: `{{` for a brace, or `{question}` for the answer to that question. */
const PIPED = /\{\{|\{([a-z][a-z0-9.-]*)\}/g;

/**
 * Puts earlier answers into a text: `{mood}` becomes what `labelOf('mood')` gives, `{{` a single brace.
 * What is put in is not looked through again.
 *
 * @param labelOf `null` where there is no answer to say; the text then reads "…"
 */
export function pipe(text: string, labelOf: (question: QuestionId) => string | null): string {
  if (!text.includes('{')) return text;
  return text.replace(PIPED, (_whole, question: string | undefined) =>
    question === undefined ? '{' : (labelOf(question) ?? UNANSWERED),
  );
}

/** Gives the questions whose answers a text puts in, in order, repeats included. */
export function pipedQuestions(text: string): readonly QuestionId[] {
  return [...text.matchAll(PIPED)].flatMap(([, name]) =>
    name === undefined || name === THRESHOLD ? [] : [name],
  );
}

/** Tells whether a text holds a brace that is neither doubled nor around the id of a question. */
export function hasLooseBrace(text: string): boolean {
  return text.replace(PIPED, '').includes('{');
}

/** Names the questions whose answers a text puts in anew; the rest of the text stays as it is. */
export function renamePiped(text: string, rename: (question: QuestionId) => QuestionId): string {
  return text.replace(PIPED, (whole, question: string | undefined) =>
    question === undefined || question === THRESHOLD ? whole : `{${rename(question)}}`,
  );
}

/** For whom a label is worded. */
export type Reader = { readonly language: Language; readonly band: AgeBand | null };

/**
 * Says an answer in words: the label of an option, several labels joined by commas, a number in digits.
 *
 * @returns `null` where there are no words for it here: skipped, an open text, a card, or a place, whose name
 *   the caller finds in the gazetteer
 */
export function answerLabel(question: Question, value: AnswerValue, reader: Reader): string | null {
  if (value === null) return null;
  if (typeof value === 'number') return question.kind === 'number' ? String(value) : null;
  if (!('options' in question)) return null;
  const picks = typeof value === 'string' ? [value] : value;
  const labels = picks.flatMap((pick) => {
    const option = question.options.find((candidate) => candidate.id === pick);
    return option === undefined ? [] : [labelOf(option, reader)];
  });
  return labels.length === 0 ? null : labels.join(', ');
}

/** Gives the words of an option, without its face. */
function labelOf(option: Option, reader: Reader): string {
  return readText(option.label, reader.language, reader.band);
}
