/** The command "làm lại từ đầu": begins anew, after asking. */

import { goOn } from '../go-on.ts';
import { present } from '../present.ts';
import type { StepResult } from '../step-contract.ts';
import { emptied, interrupted, uninterrupted } from '../trail.ts';
import { moved, phrase, type Turn } from '../turn.ts';

/** Asks whether to start over. */
export function askRestart(turn: Turn): StepResult {
  const asked = moved(turn, interrupted(turn.state, { kind: 'restart' }));
  return { state: asked.state, outbound: present(asked), effects: [] };
}

/** Starts over, or goes on as before. */
export function restart(turn: Turn, isSure: boolean): StepResult {
  if (isSure) return goOn(moved(turn, emptied(turn.state)), { lead: phrase(turn, 'restart.done') });
  const rest = moved(turn, uninterrupted(turn.state));
  return { state: rest.state, outbound: present(rest, phrase(turn, 'go-on')), effects: [] };
}
