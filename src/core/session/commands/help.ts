/** The command "giúp": says what can be typed, and puts the question in simpler words. */

import { present } from '../present.ts';
import type { StepResult } from '../step-contract.ts';
import { phrase, type Turn } from '../turn.ts';

/** Helps; nothing changes. */
export function help(turn: Turn): StepResult {
  const { state } = turn;
  return { state, outbound: present(turn, phrase(turn, 'help'), true), effects: [] };
}
