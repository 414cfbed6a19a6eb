/** Leaving without a trace: no consent, or an age outside 7 to 15. */

import type { QuestionOf } from '../../flow/flow.ts';
import { sayText } from '../kinds/info.ts';
import type { StepResult } from '../step-contract.ts';
import { erased } from '../trail.ts';
import { flowText, moved, type Turn } from '../turn.ts';

/** Ends the walk because the child does not agree. */
export function leave(turn: Turn, consent: QuestionOf<'consent'>): StepResult {
  return leaveSaying(turn, 'refused', flowText(turn, consent.declined));
}

/** Ends the walk with a kind sentence; nothing of it is kept. */
export function leaveSaying(turn: Turn, phase: 'refused' | 'ineligible', text: string): StepResult {
  const gone = moved(turn, erased(turn.state, phase));
  const said = sayText(gone, text);
  return {
    state: gone.state,
    outbound: said.map((message, at) => (at === said.length - 1 ? { ...message, done: true } : message)),
    effects: [{ kind: 'ended', disposition: 'refusal' }],
  };
}
