/** Leaving without a trace: no consent, or an age outside 7 to 15. */

import type { QuestionOf } from '../../flow/flow.ts';
import type { OutboundMessage } from '../../message.ts';
import { makeToken } from '../button.ts';
import { sayText } from '../kinds/info.ts';
import type { StepResult } from '../step-contract.ts';
import { erased } from '../trail.ts';
import { flowText, moved, phrase, type Turn } from '../turn.ts';

/** Ends the walk because the child does not agree. */
export function leave(turn: Turn, consent: QuestionOf<'consent'>): StepResult {
  return leaveSaying(turn, 'refused', flowText(turn, consent.declined));
}

/** Ends the walk with a kind sentence; nothing of it is kept. */
export function leaveSaying(turn: Turn, phase: 'refused' | 'ineligible', text: string): StepResult {
  const gone = moved(turn, erased(turn.state, phase));
  return {
    state: gone.state,
    outbound: sayGone(gone, text),
    effects: [{ kind: 'ended', disposition: 'refusal' }],
  };
}

/** Says something after such an end, with a button to begin anew: an age is easily mistaken. */
export function sayGone(turn: Turn, text: string): readonly OutboundMessage[] {
  const { flow, run } = turn;
  const said = sayText(turn, text);
  const [first] = flow.questions;
  if (first === undefined) return said;
  const id = makeToken(flow, { run, question: first.id, option: '_restart' });
  const choices = [{ id, label: phrase(turn, 'control.restart'), role: 'control' as const }];
  const controlsLead = phrase(turn, 'controls.lead');
  return said.map((message, at) =>
    at === said.length - 1 ? { ...message, choices, controlsLead, done: true } : message,
  );
}
