/** The command "dừng": ends the walk early; it can be taken up again. */

import type { OutboundMessage } from '../../message.ts';
import { makeToken } from '../button.ts';
import { dispositionOf } from '../draft.ts';
import { sayText } from '../kinds/info.ts';
import type { StepResult } from '../step-contract.ts';
import { uninterrupted } from '../trail.ts';
import { moved, phrase, type Turn } from '../turn.ts';

/** Stops; what is half answered stays so. A part-answered walk is kept only where the child agreed to that. */
export function stop(turn: Turn): StepResult {
  const state = { ...uninterrupted(turn.state), phase: 'stopped' as const };
  const stopped = moved(turn, state);
  const effects = [{ kind: 'ended', disposition: dispositionOf(turn.flow, state) } as const];
  return { state, outbound: sayStopped(stopped, 'stop.done'), effects };
}

/** Says that the walk rests and can be taken up again, with a button for it. */
export function sayStopped(
  turn: Turn,
  key: 'stop.done' | 'stop.rests' = 'stop.rests',
): readonly OutboundMessage[] {
  const { flow, run, state } = turn;
  const said = sayText(turn, phrase(turn, key));
  if (state.asking === null) return said;
  const id = makeToken(flow, { run, question: state.asking, option: '_resume' });
  const choices = [{ id, label: phrase(turn, 'control.resume'), role: 'control' as const }];
  return said.map((message, at) =>
    at === said.length - 1 ? { ...message, choices, controlsLead: phrase(turn, 'controls.lead') } : message,
  );
}
