/** The command "quay lại": cuts the trail before the last question; its answer is offered again. */

import { present } from '../present.ts';
import type { StepResult } from '../step-contract.ts';
import { atRest, backTo, lastAsked } from '../trail.ts';
import { moved, phrase, type Turn } from '../turn.ts';
import { atWays } from './parent.ts';

/** Goes back by one: out of a chosen province first, else to the question before. */
export function back(turn: Turn): StepResult {
  const { state } = turn;
  const isInside =
    state.partway?.kind === 'place' && (state.partway.province ?? state.partway.typed) !== undefined;
  const before = lastAsked(state);
  if (state.partway?.kind === 'parent' && state.partway.at !== 'ways')
    return show(moved(turn, atWays(state.partway, state)));
  if (state.partway?.kind === 'parent') return show(moved(turn, atRest(state)));
  if (isInside || state.partway?.kind === 'partial') return show(moved(turn, atRest(state)));
  if (before === null) return show(moved(turn, atRest(state)), phrase(turn, 'back.first'));
  return show(moved(turn, backTo(turn, before)));
}

function show(turn: Turn, lead?: string): StepResult {
  return { state: turn.state, outbound: present(turn, lead), effects: [] };
}
