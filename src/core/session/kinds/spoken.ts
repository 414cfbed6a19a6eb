/** Reads the safe word and commands where no options are shown. */

import { type Extra, readCommand } from '../../reply/command.ts';
import { isSafeWord } from '../../reply/safe-word.ts';
import type { Word } from '../../reply/words.ts';
import { hasOldAnswer } from '../route.ts';
import type { Turn } from '../turn.ts';
import type { Reading } from './asked.ts';

/**
 * Reads a whole message as the safe word or a command.
 *
 * @returns `null` where it is neither
 */
export function readSpoken(
  turn: Turn,
  said: { readonly words: readonly Word[]; readonly text: string },
  extras: readonly Extra[] = [],
): Extract<Reading, { kind: 'command' }> | null {
  if (isSafeWord(said.words)) return { kind: 'command', command: { read: 'safe-word' } };
  const command = readCommand(said.words, said.text, hasOldAnswer(turn.state) ? [...extras, 'keep'] : extras);
  return command === null ? null : { kind: 'command', command };
}
