/** Taking a walk back: everything that was answered is dropped, and it counts as if it had not been. */

import type { SessionState } from './state.ts';
import { erased } from './trail.ts';

/** Tells whether a walk holds anything that can be taken back. */
export function canWithdraw({ phase, asking }: SessionState): boolean {
  return phase === 'finished' || phase === 'stopped' || (phase === 'asking' && asking !== null);
}

/** The state of a walk taken back. It can be begun anew, like one whose child did not agree at first. */
export function withdrawn(state: SessionState): SessionState {
  return { ...erased(state, 'refused'), withdrew: true };
}
