/** Takes a message while a question is pending. */

import type { Question } from '../flow/flow.ts';
import { questionOf } from '../flow/walk.ts';
import { withoutCourtesy } from '../reply/courtesy.ts';
import { readReply } from '../reply/read-reply.ts';
import { isSafeWord } from '../reply/safe-word.ts';
import { plainOf, readWords } from '../reply/words.ts';
import { parseToken } from './button.ts';
import { another, isHandOver, welcomeAnother } from './commands/another.ts';
import { change, tapLate } from './commands/change.ts';
import { changeLanguage } from './commands/language.ts';
import { leaveSaying } from './commands/leave.ts';
import {
  afterConsent,
  isWaitingForParent,
  lookForParent,
  settleParent,
  takeParent,
} from './commands/parent.ts';
import { restart } from './commands/restart.ts';
import { runCommand } from './commands/run-command.ts';
import { answerSafeWord } from './commands/safe-word.ts';
import { goOn } from './go-on.ts';
import { askQuestion } from './kinds/ask-question.ts';
import type { Reading } from './kinds/asked.ts';
import { sayText } from './kinds/info.ts';
import { openText } from './kinds/text.ts';
import { type OwnQuestion, ownQuestion, withoutOwnQuestion } from './own-question.ts';
import { present } from './present.ts';
import type { Effect, StepResult } from './step-contract.ts';
import { atRest, interrupted, uninterrupted, withAnswer, withPartway } from './trail.ts';
import { moved, phrase, type Turn } from './turn.ts';
import { sayUnsupported } from './unsupported.ts';

/** Most misses counted: the state must not grow with them. */
const MAX_MISSES = 9;
/** Misses with which the child is told how to pass a question. */
const MISSES_BEFORE_WAY_OUT = 3;

/** Takes a message in the phase `asking`. */
export function takeAsking(turn: Turn): StepResult {
  const { input, state } = turn;
  if (state.asking === null) return open(turn);
  const settled = settleParent(turn);
  if (settled !== null) return settled;
  switch (input.kind) {
    case 'open':
      return show(turn, phrase(turn, 'welcome-back'));
    case 'text':
      return takeText(turn, input.text);
    case 'tap':
      return takeTap(turn, input.token);
    case 'unsupported':
      return show(turn, sayUnsupported(turn, input.what));
    default:
      return input satisfies never;
  }
}

/** A walk begins with whatever the child does first; only the safe word is heard before. */
function open(turn: Turn): StepResult {
  const { input } = turn;
  const opened = goOn(turn);
  if (input.kind !== 'text' || !isSafeWord(readWords(input.text))) return opened;
  const card = answerSafeWord(turn);
  return { state: opened.state, outbound: [...card.outbound, ...opened.outbound], effects: card.effects };
}

/** What a reminder names as the words to go on with: while something is asked they can mean nothing else. */
const GO_ON = new Set(
  ['trả lời tiếp', 'em trả lời tiếp', 'muốn trả lời tiếp', 'keep going'].map((words) =>
    plainOf(readWords(words)),
  ),
);

function takeText(turn: Turn, text: string): StepResult {
  const words = readWords(text);
  // Without courtesy "trả lời tiếp" is "tiếp", which passes the question.
  if ([words, withoutCourtesy(words)].some((form) => GO_ON.has(plainOf(form))))
    return show(turn, phrase(turn, 'welcome-back'));
  if (isHandOver(words)) return welcomeAnother(moved(turn, uninterrupted(turn.state)));
  const own = ownQuestion(turn);
  if (own !== null) {
    const numbered = numberedIn(turn, own, text);
    if (numbered !== undefined) return takeOption(turn, own.about, numbered);
    const { options, extras, polarity } = own;
    const reading = readReply({
      options,
      extras,
      reply: text,
      ...(polarity === undefined ? {} : { polarity }),
    });
    if (reading.read === 'option' && (reading.isAll || !own.isFirm)) {
      return takeOption(turn, own.about, options[reading.index]?.id ?? '');
    }
    if (reading.read !== 'option' && reading.read !== 'none' && reading.read !== 'ambiguous') {
      return runCommand(turn, reading);
    }
    if (isWaitingForParent(turn.state)) return { ...lookForParent(turn), effects: heardWords(text) };
    if (own.isFirm) return miss(turn, { kind: 'miss' }, text);
    // Under this question of ours waits another one that must not be passed.
    const before = uninterrupted(turn.state);
    if (before.partway?.kind === 'partial' || before.partway?.kind === 'parent')
      return takeText(moved(turn, before), text);
  }
  const plain = moved(turn, withoutOwnQuestion(turn.state));
  const question = pendingOf(plain);
  return apply(plain, { question, reading: askQuestion(plain, question).read(text), text });
}

/** Inside "which one?" a bare number is a place in that list, whatever numbers its labels hold. */
function numberedIn({ state }: Turn, { options }: OwnQuestion, text: string): string | undefined {
  const [word, ...more] = withoutCourtesy(readWords(text));
  const isNumber = state.partway?.kind === 'ambiguous' && word !== undefined && more.length === 0;
  return isNumber && /^\d$/.test(word.plain) ? options[Number(word.plain) - 1]?.id : undefined;
}

function takeTap(turn: Turn, token: string): StepResult {
  const button = parseToken(turn.flow, token);
  if (button === null || button.run !== turn.run) return show(turn, phrase(turn, 'late'));
  return takeOption(turn, button.question, button.option);
}

/** A tap, or a typed reply to a question of ours, which means the same. */
function takeOption(turn: Turn, id: string, option: string): StepResult {
  const { state, flow } = turn;
  const control = takeControl(turn, id, option);
  if (control !== null) return control;
  if (id !== state.asking) return tapLate(turn, questionOf(flow, id), option);
  const plain = moved(turn, withoutOwnQuestion(state));
  const question = pendingOf(plain);
  // The child agreed already; only its no changes anything now.
  if (plain.state.partway?.kind === 'parent' && option === 'yes') return show(plain);
  const reading = askQuestion(plain, question).tap(option);
  return reading === null ? show(turn, phrase(turn, 'late')) : apply(plain, { question, reading });
}

/** Controls and the options of our own questions; `null` for anything else. */
function takeControl(turn: Turn, id: string, option: string): StepResult | null {
  const { state } = turn;
  const open = state.partway?.kind;
  if (option === '_stop') return runCommand(turn, { read: 'stop' });
  if (option === '_change' || option === '_change-no') {
    const isOpen = state.partway?.kind === 'change' && state.partway.question === id;
    return isOpen ? change(turn, option === '_change') : show(turn, phrase(turn, 'late'));
  }
  if (id !== state.asking) return null;
  switch (option) {
    case '_skip':
      return runCommand(turn, { read: 'skip' });
    case '_back':
      return runCommand(turn, { read: 'back' });
    case '_keep':
      return runCommand(turn, { read: 'keep' });
    case '_go-on':
    case '_other':
    case '_resume':
      return runCommand(turn, { read: 'other' });
    case '_restart':
    case '_restart-no':
      return open === 'restart' ? restart(turn, option === '_restart') : show(turn, phrase(turn, 'late'));
    case '_another':
    case '_another-no':
      return open === 'another' ? another(turn, option === '_another') : show(turn, phrase(turn, 'late'));
    case '_partial':
    case '_partial-no':
      return open === 'partial' ? keepPart(turn, option === '_partial') : show(turn, phrase(turn, 'late'));
    default:
      if (option.startsWith('_p-')) return takeParent(turn, option);
      return option.startsWith('_l-') ? changeLanguage(turn, option.slice(3)) : null;
  }
}

/** Whether a part-answered walk may be kept. */
function keepPart(turn: Turn, isKept: boolean): StepResult {
  return afterConsent(turn, pendingOf(turn), { keepPartial: isKept });
}

type Read = { readonly question: Question; readonly reading: Reading; readonly text?: string };

/** Does what a reading comes to. */
function apply(turn: Turn, { question, reading, text }: Read): StepResult {
  const { state } = turn;
  const saysMore = 'saysMore' in reading && reading.saysMore === true && text !== undefined;
  const heard = saysMore && question.kind !== 'text' ? heardWords(text) : [];
  switch (reading.kind) {
    case 'answer': {
      const { value, lead, reply } = reading;
      const isText = question.kind === 'text' && typeof value === 'string';
      const effects: readonly Effect[] = isText
        ? [{ kind: 'free-text', question: question.id, text: value }]
        : heard;
      if (question.kind === 'consent') return afterConsent(turn, question, { effects });
      const before = reply === undefined ? [] : sayText(turn, reply);
      return goOn(moved(turn, withAnswer(state, question, value)), { lead, before, effects });
    }
    case 'partway': {
      const next = reading.partway === undefined ? atRest(state) : withPartway(state, reading.partway);
      return { ...show(moved(turn, next), reading.lead), effects: heard };
    }
    case 'ambiguous': {
      const asked = moved(turn, interrupted(state, { kind: 'ambiguous', options: reading.options }));
      return { ...show(asked), effects: text === undefined ? [] : heardWords(text) };
    }
    case 'miss':
      return miss(turn, reading, text ?? '');
    case 'command':
      return runCommand(turn, reading.command);
    case 'leave':
      return leaveSaying(turn, reading.phase, reading.text);
    default:
      return reading satisfies never;
  }
}

/** Asks again, kindly; what was half answered stays so. */
function miss(turn: Turn, { hint }: Extract<Reading, { kind: 'miss' }>, text: string): StepResult {
  const { state } = turn;
  const misses = Math.min(MAX_MISSES, (state.misses ?? 0) + 1);
  const missed = moved(turn, { ...state, misses });
  const lead = [hint, missWords(missed, misses, hint !== undefined)].filter(Boolean).join(' ');
  return { state: missed.state, outbound: present(missed, lead), effects: heardWords(text) };
}

/** From the third miss on a way out is named: nobody should have to try for ever. */
function missWords(turn: Turn, misses: number, hasHint: boolean): string {
  const { kind } = pendingOf(turn);
  if (misses >= MISSES_BEFORE_WAY_OUT)
    return phrase(turn, kind === 'age' || kind === 'consent' ? 'miss.stop' : 'miss.skip');
  return hasHint ? '' : phrase(turn, misses === 1 ? 'miss.first' : 'miss.again');
}

/** Words outside an answer may still tell of danger. */
function heardWords(text: string): readonly Effect[] {
  const { text: said } = openText(text);
  return said === '' ? [] : [{ kind: 'free-text', question: null, text: said }];
}

function pendingOf({ flow, state }: Turn): Question {
  if (state.asking === null) throw new Error('No question is pending');
  return questionOf(flow, state.asking);
}

function show(turn: Turn, lead?: string): StepResult {
  return { state: turn.state, outbound: present(turn, lead), effects: [] };
}
