/** One step of a walk: what a child did in, the new state and the answer out. */

import { takeDanger } from './commands/danger.ts';
import type { StepArguments, StepResult } from './step-contract.ts';
import { takeAsking } from './take-asking.ts';
import { takeOver } from './take-over.ts';
import { hintToday, wasHinted } from './unsupported.ts';

/**
 * Takes one message of a child. A function of its arguments alone: no clock, no chance, nothing kept.
 *
 * Whatever comes in, a valid state comes out and, but for a double tap and for withheld words that were answered today
 * already, at least one message.
 */
export function step(turn: StepArguments): StepResult {
  if (wasHinted(turn)) return { state: turn.state, outbound: [], effects: [] };
  const danger = takeDanger(turn);
  if (danger !== null) return danger;
  const hinted = hintToday(turn);
  return hinted.state.phase === 'asking' ? takeAsking(hinted) : takeOver(hinted);
}
