/** Runs the commands a child may say or tap at any moment. */

import { questionOf } from '../../flow/walk.ts';
import type { Command } from '../../reply/command.ts';
import { goOn } from '../go-on.ts';
import { withoutOwnQuestion } from '../own-question.ts';
import { present } from '../present.ts';
import { answerOf } from '../route.ts';
import type { StepResult } from '../step-contract.ts';
import { withAnswer } from '../trail.ts';
import { moved, type Turn } from '../turn.ts';
import { askAnother } from './another.ts';
import { back } from './back.ts';
import { help } from './help.ts';
import { changeLanguage } from './language.ts';
import { askRestart } from './restart.ts';
import { answerSafeWord } from './safe-word.ts';
import { skip } from './skip.ts';
import { stop } from './stop.ts';

/** Runs a command while a question is pending. */
export function runCommand(turn: Turn, command: Command | { readonly read: 'safe-word' }): StepResult {
  switch (command.read) {
    case 'safe-word':
      return answerSafeWord(turn);
    case 'skip':
      return skip(turn);
    case 'back':
      return back(turn);
    case 'stop':
      return stop(turn);
    case 'help':
      return help(turn);
    case 'language':
      return changeLanguage(turn, command.language);
    case 'restart':
      return askRestart(turn);
    case 'another':
      return askAnother(turn);
    case 'keep':
      return keep(turn);
    case 'other':
    case 'done':
    case 'more':
      return again(turn);
    default:
      return command satisfies never;
  }
}

/** Takes the earlier answer to the pending question as given again. */
function keep(turn: Turn): StepResult {
  const { state, flow } = turn;
  const old = state.asking === null ? undefined : answerOf(state, state.asking);
  if (state.asking === null || old === undefined) return again(turn);
  const question = questionOf(flow, state.asking);
  return question.kind === 'consent' ? again(turn) : goOn(moved(turn, withAnswer(state, question, old)));
}

function again(turn: Turn): StepResult {
  const plain = moved(turn, withoutOwnQuestion(turn.state));
  return { state: plain.state, outbound: present(plain), effects: [] };
}
