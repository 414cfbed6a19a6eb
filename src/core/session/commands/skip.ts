/** The command "bỏ qua": goes on without an answer. */

import { questionOf } from '../../flow/walk.ts';
import { goOn } from '../go-on.ts';
import { present } from '../present.ts';
import type { StepResult } from '../step-contract.ts';
import { atRest, halfAnswered, uninterrupted, withAnswer } from '../trail.ts';
import { moved, phrase, type Turn } from '../turn.ts';
import { afterConsent, lookForParent } from './parent.ts';

/** Skips the pending question; age and consent cannot be skipped, and the child is told kindly. */
export function skip(turn: Turn): StepResult {
  const { state, flow } = turn;
  if (state.asking === null) return { state, outbound: present(turn), effects: [] };
  const question = questionOf(flow, state.asking);
  if (question.kind === 'consent' && halfAnswered(state)?.kind === 'partial') {
    // Not saying whether a part may be kept means that it may not.
    return afterConsent(turn, question, {});
  }
  if (halfAnswered(state)?.kind === 'parent') return lookForParent(moved(turn, uninterrupted(state)));
  if (question.kind === 'age' || question.kind === 'consent') {
    const rest = moved(turn, atRest(state));
    return {
      state: rest.state,
      outbound: present(rest, phrase(turn, `skip.not-${question.kind}`)),
      effects: [],
    };
  }
  return goOn(moved(turn, withAnswer(state, question, null)));
}
