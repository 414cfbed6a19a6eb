/** Changing an earlier answer: offered after a late tap on its buttons. */

import type { AnswerValue } from '../../answer.ts';
import type { Question } from '../../flow/flow.ts';
import { questionOf } from '../../flow/walk.ts';
import { goOn } from '../go-on.ts';
import { askQuestion } from '../kinds/ask-question.ts';
import { present } from '../present.ts';
import { answerOf } from '../route.ts';
import type { StepResult } from '../step-contract.ts';
import { atRest, backTo, halfAnswered, interrupted, uninterrupted, withAnswer } from '../trail.ts';
import { moved, phrase, type Turn } from '../turn.ts';
import { leave } from './leave.ts';

/**
 * Answers a late tap on a question of the trail: the same option again changes nothing and is not answered (a double tap);
 * another one is offered as a change; what cannot be changed by one tap puts the pending question again.
 */
export function tapLate(turn: Turn, question: Question, option: string): StepResult {
  const { state } = turn;
  const stored = state.trail.includes(question.id) ? answerOf(state, question.id) : undefined;
  const wanted = stored === undefined ? undefined : wantedValue(turn, question, { stored, option });
  if (wanted === undefined) return { state, outbound: present(turn, phrase(turn, 'late')), effects: [] };
  if (isSame(stored, wanted)) return { state, outbound: [], effects: [] };
  const asked = moved(turn, interrupted(state, { kind: 'change', question: question.id, value: wanted }));
  return { state: asked.state, outbound: present(asked), effects: [] };
}

/** Changes the answer as if the child had gone back and come again; later answers stay where the way still leads. */
export function change(turn: Turn, isSure: boolean): StepResult {
  const { state, flow } = turn;
  const { partway } = state;
  const rest = moved(turn, uninterrupted(state));
  if (partway?.kind !== 'change' || !state.trail.includes(partway.question)) return show(rest);
  if (!isSure) return show(rest, phrase(turn, 'go-on'));
  const question = questionOf(flow, partway.question);
  const cut = moved(turn, backTo(rest, question.id));
  if (question.kind === 'consent' && partway.value !== 'yes') return leave(cut, question);
  const changed = withAnswer(cut.state, question, partway.value);
  const result = goOn(moved(turn, changed), {
    lead: phrase(turn, 'change.done'),
    keepsAnswers: true,
    half: { question: state.asking, partway: halfAnswered(state) },
    seen: state.trail,
  });
  const keepsPart = state.keepPartial === true && passesConsent(turn, result.state.trail);
  return keepsPart ? { ...result, state: { ...result.state, keepPartial: true } } : result;
}

function show(turn: Turn, lead?: string): StepResult {
  return { state: turn.state, outbound: present(turn, lead), effects: [] };
}

function passesConsent({ flow }: Turn, trail: readonly string[]): boolean {
  return trail.some((id) => questionOf(flow, id).kind === 'consent');
}

/** What the answer would become; `undefined` where one tap does not tell. */
function wantedValue(
  turn: Turn,
  question: Question,
  { stored, option }: { readonly stored: AnswerValue; readonly option: string },
): AnswerValue | undefined {
  if (option === '_keep' || (option === '_partial' && turn.state.keepPartial === true)) return stored;
  if (option === '_skip') return question.kind === 'age' || question.kind === 'consent' ? undefined : null;
  if (question.kind === 'consent') return option === 'yes' || option === 'no' ? option : undefined;
  if (question.kind === 'choices') return toggled(question, stored, option);
  if (question.kind === 'rank') return Array.isArray(stored) && stored.includes(option) ? stored : undefined;
  const there = moved(turn, { ...atRest(turn.state), asking: question.id });
  const reading = askQuestion(there, question).tap(option);
  if (reading?.kind === 'answer') return reading.value;
  const isProvinceOfStored =
    question.kind === 'place' &&
    typeof stored === 'string' &&
    option === `p${turn.gazetteer.find(stored)?.parentCode}`;
  return isProvinceOfStored ? stored : undefined;
}

function toggled(
  { options, max }: Extract<Question, { kind: 'choices' }>,
  stored: AnswerValue,
  option: string,
): AnswerValue | undefined {
  if (option === '_done') return stored;
  if (!options.some(({ id }) => id === option)) return undefined;
  const picks = typeof stored === 'object' && stored !== null ? stored : [];
  if (picks.includes(option)) return stored;
  if (picks.length >= max) return max === 1 ? [option] : undefined;
  return options.flatMap(({ id }) => (id === option || picks.includes(id) ? [id] : []));
}

function isSame(one: AnswerValue | undefined, other: AnswerValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
