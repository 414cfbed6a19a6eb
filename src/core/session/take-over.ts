/** Takes a message after a walk ended or was stopped. */

import type { OutboundMessage } from '../message.ts';
import { type Command, readCommand } from '../reply/command.ts';
import { isSafeWord } from '../reply/safe-word.ts';
import { readWords } from '../reply/words.ts';
import { parseToken } from './button.ts';
import { welcomeAnother } from './commands/another.ts';
import { answerSafeWord } from './commands/safe-word.ts';
import { sayStopped } from './commands/stop.ts';
import { goOn } from './go-on.ts';
import { sayText } from './kinds/info.ts';
import { openText } from './kinds/text.ts';
import { present } from './present.ts';
import type { Effect, StepResult } from './step-contract.ts';
import { takeAsking } from './take-asking.ts';
import { emptied } from './trail.ts';
import { moved, phrase, type Turn } from './turn.ts';
import { sayUnsupported } from './unsupported.ts';

/** Takes a message in any phase but `asking`. */
export function takeOver(turn: Turn): StepResult {
  const { input } = turn;
  if (input.kind === 'text') {
    const words = readWords(input.text);
    if (isSafeWord(words)) return answerSafeWord(turn);
    const command = readCommand(words, input.text);
    const result = afterCommand(turn, command);
    if (result !== null) return result;
    const effects = command === null ? heard(input.text) : [];
    const taken = turn.state.phase === 'stopped' ? resume(turn) : rest(turn);
    return { ...taken, effects: [...taken.effects, ...effects] };
  }
  if (turn.state.phase === 'stopped') return takeStopped(turn);
  if (input.kind === 'unsupported')
    return { ...rest(turn), outbound: ended(turn, sayUnsupported(turn, input.what)) };
  return rest(turn);
}

/** Commands that mean something after the end too; `null` for the others. */
function afterCommand(turn: Turn, command: Command | null): StepResult | null {
  const { state } = turn;
  if (command?.read === 'another') return welcomeAnother(turn);
  if (command?.read === 'stop' && state.phase === 'stopped')
    return { state, outbound: sayStopped(turn), effects: [] };
  if (command?.read === 'restart' && state.phase !== 'finished') {
    const again = goOn(moved(turn, emptied(state)), { lead: phrase(turn, 'restart.done') });
    return { ...again, effects: [{ kind: 'resumed' }, ...again.effects] };
  }
  if (command?.read === 'language' && state.phase !== 'stopped') {
    const { languages } = turn.flow;
    const language =
      command.language ?? languages.find((other) => other !== state.language) ?? state.language;
    return languages.includes(language) ? rest(moved(turn, { ...state, language })) : null;
  }
  return null;
}

function takeStopped(turn: Turn): StepResult {
  const { input, state, flow, run } = turn;
  if (input.kind === 'open') return resume(turn);
  if (input.kind === 'unsupported')
    return { state, outbound: withLead(sayStopped(turn), sayUnsupported(turn, input.what)), effects: [] };
  if (input.kind !== 'tap') return resume(turn);
  const button = parseToken(flow, input.token);
  if (button === null || button.run !== run || button.option === '_stop')
    return { state, outbound: sayStopped(turn), effects: [] };
  if (button.option === '_resume') return resume(turn);
  // An option tapped after stopping takes the walk up again and counts as if it had not stopped.
  const taken = takeAsking(moved(turn, { ...state, phase: 'asking' }));
  // A double tap on what was answered before stopping.
  if (taken.outbound.length === 0) return { state, outbound: sayStopped(turn), effects: [] };
  return { ...taken, effects: [{ kind: 'resumed' }, ...taken.effects] };
}

/** Takes a stopped walk up where it was. */
function resume(turn: Turn): StepResult {
  const asking = moved(turn, { ...turn.state, phase: 'asking' });
  const resumed: Effect = { kind: 'resumed' };
  if (asking.state.asking === null) {
    const opened = goOn(asking);
    return { ...opened, effects: [resumed, ...opened.effects] };
  }
  return { state: asking.state, outbound: present(asking, phrase(turn, 'welcome-back')), effects: [resumed] };
}

/** Thanks; nothing changes. */
function rest(turn: Turn): StepResult {
  return { state: turn.state, outbound: ended(turn, phrase(turn, `over.${turn.state.phase}`)), effects: [] };
}

function ended(turn: Turn, text: string): readonly OutboundMessage[] {
  return sayText(turn, text).map((message) => ({ ...message, done: true }));
}

function withLead(messages: readonly OutboundMessage[], lead: string): readonly OutboundMessage[] {
  return messages.map((message, at) =>
    at === 0 ? { ...message, text: `${lead}\n\n${message.text}` } : message,
  );
}

function heard(text: string): readonly Effect[] {
  const said = openText(text);
  return said === '' ? [] : [{ kind: 'free-text', question: null, text: said }];
}
