/** One step of a walk: what a child did in, the new state and the answer out. */

import type { StepArguments, StepResult } from './step-contract.ts';
import { takeAsking } from './take-asking.ts';
import { takeOver } from './take-over.ts';

/**
 * Takes one message of a child. A function of its arguments alone: no clock, no chance, nothing kept.
 *
 * Whatever comes in, a valid state comes out and, but for a double tap, at least one message.
 */
export function step(turn: StepArguments): StepResult {
  return turn.state.phase === 'asking' ? takeAsking(turn) : takeOver(turn);
}
