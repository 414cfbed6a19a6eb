/** Puts the pending question to the child: its words, options, controls and progress. */

import type { Question } from '../flow/flow.ts';
import { questionOf } from '../flow/walk.ts';
import type { OutboundChoice, OutboundMessage } from '../message.ts';
import type { Extra } from '../reply/command.ts';
import type { ReplyOption } from '../reply/label.ts';
import { makeToken } from './button.ts';
import { askQuestion } from './kinds/ask-question.ts';
import type { Asked } from './kinds/asked.ts';
import { sayText } from './kinds/info.ts';
import { isNumbered } from './kinds/shown-options.ts';
import { ownQuestion } from './own-question.ts';
import { answerOf, expectedRest, hasOldAnswer, progressOf } from './route.ts';
import { shorten } from './split-text.ts';
import { lastAsked } from './trail.ts';
import { answerWords, flowText, phrase, type Turn } from './turn.ts';

/** Misses after which a question is put in simpler words. */
const MISSES_BEFORE_SIMPLER = 2;
/** Room for the number before an option in a list, and the words around controls, in UTF-16 units. */
const OPTION_ROOM = 6;
const CONTROLS_ROOM = 120;

/**
 * Puts what is pending: a question of ours where one is open, else the question of the flow.
 *
 * @param lead said before it, in the same message where it fits
 * @param isSimple in simpler words with an example, as after two misses
 * @returns at least one message, unless nothing is pending
 */
export function present(turn: Turn, lead?: string, isSimple = hasMissed(turn)): readonly OutboundMessage[] {
  const { asking } = turn.state;
  if (asking === null) return lead === undefined ? [] : sayText(turn, lead);
  const own = ownQuestion(turn);
  if (own !== null) {
    const hint = isNumbered(turn, own.options.length) ? phrase(turn, 'hint.number') : null;
    const choices = choicesOf(turn, { about: own.about, options: own.options, controls: own.controls });
    return messages(turn, [lead, own.text, hint], { choices });
  }
  const question = questionOf(turn.flow, asking);
  const asked = askQuestion(turn, question);
  const progress = progressOf(turn, expectedRest(turn));
  const controls = [
    ...(isOffered(turn, question) ? ['keep'] : []),
    ...asked.extras,
    ...usualControls(turn, question),
  ];
  const choices = choicesOf(turn, { about: asking, asked, options: asked.options, controls });
  // The simpler words hold an example of their own.
  const hint = isSimple && question.simpler === undefined ? null : asked.hint;
  return messages(turn, [lead, offerOf(turn, question), ...wordsOf(turn, question, isSimple), hint], {
    choices,
    ...(asked.numbers === 'none' ? { numbered: false } : {}),
    ...(progress === undefined ? {} : { progress }),
    ...(asked.entry === undefined ? {} : { entry: asked.entry }),
  });
}

/** The words of the question, and simpler ones with an example. */
function wordsOf(turn: Turn, question: Question, isSimple: boolean): readonly string[] {
  if (!isSimple) return [flowText(turn, question.text)];
  if (question.simpler !== undefined)
    return [flowText(turn, question.text), flowText(turn, question.simpler)];
  return [flowText(turn, question.text), phrase(turn, `simpler.${question.kind}`, exampleOf(question))];
}

function hasMissed({ state }: Turn): boolean {
  return (state.misses ?? 0) >= MISSES_BEFORE_SIMPLER;
}

function exampleOf(question: Question): Record<string, number> {
  if (question.kind !== 'number') return {};
  return { example: Math.round((question.min + Math.min(question.max, question.min + 20)) / 2) };
}

/** "Em đã chọn … — giữ hay chọn lại?" for a question gone back over. */
function offerOf(turn: Turn, question: Question): string | undefined {
  if (!isOffered(turn, question)) return undefined;
  const answer = answerWords(turn, question, answerOf(turn.state, question.id) ?? null);
  if (answer === null) return phrase(turn, 'offer.skipped');
  return phrase(turn, question.kind === 'text' ? 'offer.text' : 'offer.answer', { answer });
}

/** Consent is always asked afresh. */
function isOffered({ state }: Turn, question: Question): boolean {
  return hasOldAnswer(state) && question.kind !== 'consent' && state.partway === undefined;
}

function usualControls({ state }: Turn, { kind }: Question): readonly string[] {
  const skip = kind === 'age' || kind === 'consent' ? [] : ['skip'];
  const back = lastAsked(state) === null ? [] : ['back'];
  return [...skip, ...back, 'stop'];
}

type Choices = {
  readonly about: string;
  readonly options: readonly ReplyOption[];
  readonly asked?: Asked;
  readonly controls: readonly (Extra | string)[];
};

function choicesOf(turn: Turn, { about, options, asked, controls }: Choices): readonly OutboundChoice[] {
  const { flow, run, limits } = turn;
  const token = (option: string) => makeToken(flow, { run, question: about, option });
  const numbers = asked?.numbers === 'none' ? undefined : asked?.numbers;
  const shown = options.map((option, at): OutboundChoice => {
    const number = numbers?.[at];
    const choice = {
      id: token(option.id),
      label: shorten(labelWith(option), limits.maxLabel),
      role: 'option',
      ...(number === undefined ? {} : { number }),
    } as const;
    return asked?.picked === undefined ? choice : { ...choice, picked: asked.picked.includes(option.id) };
  });
  const words = controls.map(
    (control): OutboundChoice => ({
      id: token(`_${control}`),
      label: phrase(turn, `control.${control}`),
      role: 'control',
    }),
  );
  return [...shown, ...words];
}

function labelWith({ label, face }: ReplyOption): string {
  return (face === undefined ? label : `${face} ${label}`).normalize('NFC');
}

/** One message where the parts fit beside the options; else the last part goes with the options and the others before. */
function messages(
  turn: Turn,
  parts: readonly (string | null | undefined)[],
  rest: Omit<OutboundMessage, 'text'>,
): readonly OutboundMessage[] {
  const { language } = turn.state;
  const said = parts.filter((part) => part !== null && part !== undefined && part !== '');
  const room = Math.max(200, turn.limits.maxText - roomFor(rest.choices ?? []));
  const together = said.join('\n\n');
  const pieces =
    together.length <= room
      ? [together]
      : sayText({ ...turn, limits: { ...turn.limits, maxText: room } }, together).map(({ text }) => text);
  const controlsLead = phrase(turn, 'controls.lead');
  return pieces.map((text, at) =>
    at === pieces.length - 1 ? { text, ...rest, controlsLead, language } : { text, language },
  );
}

/** What the options take in the text where they are written out as a list. */
function roomFor(choices: readonly OutboundChoice[]): number {
  return choices.reduce((room, { label }) => room + label.length + OPTION_ROOM, CONTROLS_ROOM);
}
