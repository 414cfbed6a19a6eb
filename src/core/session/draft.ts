/** Makes of a walk what can be sealed. */

import type { AnswerValue } from '../answer.ts';
import type { Flow, QuestionId } from '../flow/flow.ts';
import { questionOf } from '../flow/walk.ts';
import type { Disposition, Draft, OpenText } from '../response.ts';
import { answerOf } from './route.ts';
import type { SessionState } from './state.ts';

/**
 * Gives the draft of a walk: only answers on its trail, open texts apart. A walk that must not be sealed gives an empty one,
 * so that nothing of it can be sealed by mistake.
 */
export function draftOf(flow: Flow, state: SessionState): Draft {
  const disposition = dispositionOf(flow, state);
  if (disposition === 'break-off' || disposition === 'refusal') {
    return { disposition, answers: {}, texts: [], ageBand: null, place: null, learned: false };
  }
  const answers: Record<string, AnswerValue> = {};
  const texts: OpenText[] = [];
  let learned = false;
  for (const id of state.trail) {
    const { kind } = questionOf(flow, id);
    const value = effectiveAnswer(flow, state, id);
    if (value === undefined || kind === 'info' || kind === 'age' || kind === 'consent') continue;
    if (kind === 'text') {
      if (typeof value === 'string') texts.push({ question: id, text: value });
    } else answers[id] = value;
    if (kind === 'lesson' && value !== null) learned = true;
  }
  return { disposition, answers, texts, ageBand: state.ageBand ?? null, place: state.place ?? null, learned };
}

/**
 * Tells how a walk ended, or would end if it ended now. A part-answered walk is `partial` only where the child agreed to that
 * and answered at least one question.
 */
export function dispositionOf(flow: Flow, state: SessionState): Disposition {
  switch (state.phase) {
    case 'finished':
      return 'complete';
    case 'refused':
    case 'ineligible':
      return 'refusal';
    case 'asking':
    case 'stopped':
      return state.keepPartial === true && hasAnswered(flow, state) ? 'partial' : 'break-off';
    default:
      return state.phase satisfies never;
  }
}

function hasAnswered(flow: Flow, state: SessionState): boolean {
  return state.trail.some((id) => {
    const { kind } = questionOf(flow, id);
    return kind !== 'age' && kind !== 'consent' && (answerOf(state, id) ?? null) !== null;
  });
}

/** A place question passed silently holds the place of the invitation. */
function effectiveAnswer(flow: Flow, state: SessionState, id: QuestionId): AnswerValue | undefined {
  const value = answerOf(state, id);
  return value === undefined && questionOf(flow, id).kind === 'place' ? state.place : value;
}
