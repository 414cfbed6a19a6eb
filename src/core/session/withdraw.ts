/** Taking a walk back: everything that was answered is dropped, and it counts as if it had not been. */

import type { Flow } from '../flow/flow.ts';
import type { SessionState } from './state.ts';
import { erased } from './trail.ts';

/** Tells whether a walk holds anything that can be taken back. */
export function canWithdraw({ phase, asking }: SessionState): boolean {
  return phase === 'finished' || phase === 'stopped' || (phase === 'asking' && asking !== null);
}

/**
 * The state of a walk taken back. It can be begun anew, like one whose child did not agree at first; and that is what it is
 * where the child had not agreed yet.
 */
export function withdrawn(flow: Flow, state: SessionState): SessionState {
  const hasAgreed = flow.questions.some(({ id, kind }) => kind === 'consent' && state.answers[id] === 'yes');
  return { ...erased(state, 'refused'), ...(hasAgreed ? { withdrew: true } : {}) };
}
