/** The safe word: the helpline card at once; the walk stays exactly where it was. */

import { sayText } from '../kinds/info.ts';
import { present } from '../present.ts';
import type { StepResult } from '../step-contract.ts';
import { phrase, type Turn } from '../turn.ts';

/**
 * Shows the helpline card, then offers the pending question again. The card believes, does not blame, promises no secrecy
 * and asks nothing.
 *
 * @see https://tongdai111.vn (line 111: free, day and night; read 2026-11-23)
 * @see https://www.unicef.org/documents/safer-chatbots
 */
export function answerSafeWord(turn: Turn): StepResult {
  const { state } = turn;
  const card = sayText(turn, phrase(turn, 'safe-word.card'));
  const rest =
    state.phase === 'asking' && state.asking !== null ? present(turn, phrase(turn, 'safe-word.go-on')) : [];
  return { state, outbound: [...card, ...rest], effects: [{ kind: 'safe-word' }] };
}
