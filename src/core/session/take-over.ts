/** Takes a message after a walk ended or was stopped. */

import { languageName } from '../language.ts';
import type { OutboundMessage } from '../message.ts';
import { type Command, readCommand } from '../reply/command.ts';
import { withoutCourtesy } from '../reply/courtesy.ts';
import { readReply } from '../reply/read-reply.ts';
import { isSafeWord } from '../reply/safe-word.ts';
import { plainOf, readWords } from '../reply/words.ts';
import { parseToken } from './button.ts';
import { isHandOver, welcomeAnother } from './commands/another.ts';
import { sayGone } from './commands/leave.ts';
import { settleParent } from './commands/parent.ts';
import { askRestart } from './commands/restart.ts';
import { answerSafeWord } from './commands/safe-word.ts';
import { sayStopped } from './commands/stop.ts';
import { goOn } from './go-on.ts';
import { YES_THEN_NO } from './kinds/consent.ts';
import { sayText } from './kinds/info.ts';
import { openText } from './kinds/text.ts';
import { ownQuestion } from './own-question.ts';
import { present } from './present.ts';
import type { Effect, StepResult } from './step-contract.ts';
import { takeAsking } from './take-asking.ts';
import { emptied, uninterrupted } from './trail.ts';
import { moved, phrase, type Turn } from './turn.ts';
import { sayUnsupported } from './unsupported.ts';

/** Words that take a stopped walk up again, courtesy left out ("em muốn trả lời tiếp ạ"). */
const GO_ON = new Set(
  [
    'tiếp, tiếp tục, làm tiếp, trả lời tiếp, tiếp đi, muốn tiếp tục, muốn trả lời tiếp, muốn làm tiếp, cho em trả lời tiếp',
    'go on, continue, resume, keep going, i want to go on, i want to continue',
  ].flatMap((list) => list.split(', ').map((words) => plainOf(readWords(words)))),
);

/** Takes a message in any phase but `asking`. */
export function takeOver(turn: Turn): StepResult {
  return turn.state.phase === 'stopped' ? takeStopped(turn) : takeEnded(turn);
}

function takeEnded(turn: Turn): StepResult {
  const { input, state } = turn;
  if (input.kind === 'text') {
    const words = readWords(input.text);
    if (isSafeWord(words)) return answerSafeWord(turn);
    const command = readCommand(words, input.text);
    const result = isHandOver(words) ? welcomeAnother(turn) : afterCommand(turn, command);
    if (result !== null) return result;
    const taken = rest(turn);
    return command === null ? { ...taken, effects: [...taken.effects, ...heard(input.text)] } : taken;
  }
  if (input.kind === 'unsupported')
    return { ...rest(turn), outbound: ended(turn, sayUnsupported(turn, input.what)) };
  const isRestart = input.kind === 'tap' && isOwnTap(turn, input.token, '_restart');
  return isRestart && state.phase !== 'finished' ? startOver(turn) : rest(turn);
}

/** Commands that mean something after the end too; `null` for the others. */
function afterCommand(turn: Turn, command: Command | null): StepResult | null {
  const { state } = turn;
  if (command?.read === 'another') return welcomeAnother(turn);
  if (command?.read === 'restart' && state.phase !== 'finished') return startOver(turn);
  if (command?.read === 'language') {
    const language = languageOf(turn, command.language);
    return language === null ? null : rest(moved(turn, { ...state, language }));
  }
  return null;
}

/** The language meant; `null` where the flow does not have it. */
function languageOf({ flow, state }: Turn, wanted: string | null): string | null {
  const language = wanted ?? flow.languages.find((other) => other !== state.language) ?? state.language;
  return flow.languages.includes(language) ? language : null;
}

function startOver(turn: Turn): StepResult {
  const again = goOn(moved(turn, emptied(turn.state)), { lead: phrase(turn, 'restart.done') });
  return { ...again, effects: [{ kind: 'resumed' }, ...again.effects] };
}

function isOwnTap({ flow, run }: Turn, token: string, option: string): boolean {
  const button = parseToken(flow, token);
  return button !== null && button.run === run && button.option === option;
}

function takeStopped(turn: Turn): StepResult {
  const { input } = turn;
  if (input.kind === 'open') return resume(turn);
  if (input.kind === 'unsupported') return resting(turn, sayUnsupported(turn, input.what));
  return input.kind === 'tap' ? tapStopped(turn, input.token) : hearStopped(turn, input.text);
}

/** A child who stopped is let alone: only clear words go on, all others are told how to. */
function hearStopped(turn: Turn, text: string): StepResult {
  const { state } = turn;
  const words = readWords(text);
  if (isSafeWord(words)) return answerSafeWord(turn);
  if (isHandOver(words)) return welcomeAnother(moved(turn, uninterrupted(state)));
  const own = state.partway?.kind === 'restart' ? ownQuestion(turn) : null;
  if (own !== null) {
    const { options } = own;
    const reading = readReply({ options, reply: text, polarity: YES_THEN_NO });
    if (reading.read === 'option') return reading.index === 0 ? startOver(turn) : resting(turn);
  }
  if ([words, withoutCourtesy(words)].some((form) => GO_ON.has(plainOf(form)))) return resume(turn);
  const command = readCommand(words, text);
  switch (command?.read) {
    case 'another':
      return welcomeAnother(moved(turn, uninterrupted(state)));
    case 'restart':
      return askRestart(turn);
    case 'help':
      return resting(turn, phrase(turn, 'help'));
    case 'language': {
      const language = languageOf(turn, command.language);
      if (language === null)
        return resting(turn, phrase(turn, 'language.none', { names: languageNames(turn) }));
      return resting(moved(turn, { ...state, language }));
    }
    default:
      return { ...resting(turn), effects: command === null ? heard(text) : [] };
  }
}

function tapStopped(turn: Turn, token: string): StepResult {
  const { state, flow, run } = turn;
  const button = parseToken(flow, token);
  if (button === null || button.run !== run || button.option === '_stop') return resting(turn);
  if (button.option === '_resume') return resume(turn);
  if (button.option === '_restart' || button.option === '_restart-no')
    return state.partway?.kind === 'restart' && button.option === '_restart'
      ? startOver(turn)
      : resting(turn);
  // An option tapped after stopping takes the walk up again and counts as if it had not stopped.
  const taken = takeAsking(moved(turn, { ...uninterrupted(state), phase: 'asking' }));
  // A double tap on what was answered before stopping.
  if (taken.outbound.length === 0) return resting(turn);
  return { ...taken, effects: [{ kind: 'resumed' }, ...taken.effects] };
}

/** Stays stopped, and says how to go on. */
function resting(turn: Turn, lead?: string): StepResult {
  const rested = moved(turn, uninterrupted(turn.state));
  const said = sayStopped(rested);
  return { state: rested.state, outbound: lead === undefined ? said : withLead(said, lead), effects: [] };
}

function languageNames({ flow }: Turn): string {
  return flow.languages.map(languageName).join(', ');
}

/** Takes a stopped walk up where it was. */
function resume(turn: Turn): StepResult {
  const asking = moved(turn, { ...uninterrupted(turn.state), phase: 'asking' });
  const resumed: Effect = { kind: 'resumed' };
  if (asking.state.asking === null) {
    const opened = goOn(asking);
    return { ...opened, effects: [resumed, ...opened.effects] };
  }
  const settled = settleParent({ ...asking, input: { kind: 'open' } });
  if (settled !== null) return { ...settled, effects: [resumed, ...settled.effects] };
  return { state: asking.state, outbound: present(asking, phrase(turn, 'welcome-back')), effects: [resumed] };
}

/** Thanks; nothing changes. */
function rest(turn: Turn): StepResult {
  const { state } = turn;
  // A parent did not agree: the child refused nothing.
  if (state.phase === 'refused' && state.parent !== undefined)
    return { state, outbound: ended(turn, phrase(turn, 'over.parent')), effects: [] };
  const text = phrase(turn, `over.${state.phase}`);
  const isGone = state.phase === 'refused' || state.phase === 'ineligible';
  return { state, outbound: isGone ? sayGone(turn, text) : ended(turn, text), effects: [] };
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
  const { text: said } = openText(text);
  return said === '' ? [] : [{ kind: 'free-text', question: null, text: said }];
}
