/** The command "bạn khác": another child answers on the same phone. */

import { plainOf, readWords, type Word } from '../../reply/words.ts';
import { sayText } from '../kinds/info.ts';
import { present } from '../present.ts';
import type { StepResult } from '../step-contract.ts';
import { interrupted, uninterrupted } from '../trail.ts';
import { moved, phrase, type Turn } from '../turn.ts';

/** Said by a page that has already asked whether the child is sure. */
const SURE = plainOf(readWords('chuyển máy cho bạn khác'));

/** Tells whether a whole message hands the phone over with no more asking. */
export function isHandOver(words: readonly Word[]): boolean {
  return words.length > 1 && plainOf(words) === SURE;
}

/** Asks whether another child should answer: these are common words, and the phone may be handed over only once. */
export function askAnother(turn: Turn): StepResult {
  const asked = moved(turn, interrupted(turn.state, { kind: 'another' }));
  return { state: asked.state, outbound: present(asked), effects: [] };
}

/** Hands over, or goes on as before. */
export function another(turn: Turn, isSure: boolean): StepResult {
  const rest = moved(turn, uninterrupted(turn.state));
  if (isSure) return welcomeAnother(rest);
  return { state: rest.state, outbound: present(rest, phrase(turn, 'go-on')), effects: [] };
}

/** Leaves this walk as it is; the caller begins one for the next child. */
export function welcomeAnother(turn: Turn): StepResult {
  return {
    state: turn.state,
    outbound: sayText(turn, phrase(turn, 'another.welcome')),
    effects: [{ kind: 'another-respondent' }],
  };
}
