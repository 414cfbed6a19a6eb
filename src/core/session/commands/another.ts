/** The command "bạn khác": another child answers on the same phone. */

import { sayText } from '../kinds/info.ts';
import type { StepResult } from '../step-contract.ts';
import { phrase, type Turn } from '../turn.ts';

/** Leaves this walk as it is; the caller begins one for the next child. */
export function welcomeAnother(turn: Turn): StepResult {
  return {
    state: turn.state,
    outbound: sayText(turn, phrase(turn, 'another')),
    effects: [{ kind: 'another-respondent' }],
  };
}
