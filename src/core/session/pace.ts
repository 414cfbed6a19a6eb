/** How long a walk takes: kept so coarsely that it tells no hour of the day, and less still once the walk has ended. */

import { minuteClassOf } from '../progress/minutes.ts';
import type { SessionState } from './state.ts';

/** Minutes on the dial: 9:05, 13:05 and 17:05 are the same. A walk over a longer break may be put into a wrong class. */
const DIAL_MINUTES = 240;

/** The state with its pace: begun with the first question, ended with the last. */
export function withPace(state: SessionState, now: Date): SessionState {
  const { pace } = state;
  if (state.phase === 'asking' && state.asking !== null && pace === undefined) {
    return { ...state, pace: { from: dialOf(now) } };
  }
  if (state.phase !== 'finished' || pace === undefined || 'took' in pace) return state;
  const minutes = (dialOf(now) - pace.from + DIAL_MINUTES) % DIAL_MINUTES;
  return { ...state, pace: { took: minuteClassOf(minutes) } };
}

function dialOf(now: Date): number {
  return Math.floor(now.getTime() / 60_000) % DIAL_MINUTES;
}
