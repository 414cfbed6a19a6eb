/** How a parent is asked: the child chooses a way, or a parent reads the letter on this phone. */

import type { QuestionId } from '../flow/flow.ts';
import { type ParentsAsked, parentLetter, showParentCode } from '../parents.ts';
import type { ReplyOption } from '../reply/label.ts';
import type { Polarity } from '../reply/polarity.ts';
import { YES_THEN_NO } from './kinds/consent.ts';
import type { HalfAnswered } from './state.ts';
import { phrase, type Turn } from './turn.ts';

/** Asking a parent as it is put now; a question of ours. */
export type ParentQuestion = {
  readonly text: string;
  readonly options: readonly ReplyOption[];
  readonly extras: readonly [];
  readonly controls: readonly string[];
  readonly polarity?: Polarity;
  readonly about: QuestionId;
  readonly isFirm: boolean;
};

/** Where asking a parent stands. */
type At = Extract<HalfAnswered, { kind: 'parent' }>['at'];

/** Ways that are chosen in the chat, in order. */
const CHOSEN = ['same-phone', 'own-phone'] as const;

/** Puts it; `null` where no parent is asked. */
export function parentQuestion(turn: Turn, about: QuestionId, at: At): ParentQuestion | null {
  const { parents } = turn;
  if (parents === undefined) return null;
  const rest = { extras: [], controls: ['stop'], about, isFirm: true } as const;
  switch (at) {
    case 'ways':
      return { ...rest, ...chooseWay(turn, parents) };
    case 'same-phone': {
      const letter = parentLetter(turn.say, turn.state.language, parents.letter).join('\n\n');
      const text = `${phrase(turn, 'parent.hand-over')}\n\n${letter}\n\n${phrase(turn, 'parent.withdraw-here')}`;
      const options = optionsOf(turn, ['agree', 'decline', 'later']);
      return { ...rest, text, options, polarity: YES_THEN_NO };
    }
    case 'own-phone': {
      const { link, page, code } = parents;
      const text = phrase(turn, 'parent.own', { link, page, code: showParentCode(code) });
      const others = parents.ways.length > 1 ? ['other'] : [];
      return { ...rest, text, options: optionsOf(turn, ['look', ...others]) };
    }
    default:
      return at satisfies never;
  }
}

function chooseWay(turn: Turn, { ways }: ParentsAsked): Pick<ParentQuestion, 'text' | 'options'> {
  const chosen = CHOSEN.filter((way) => ways.includes(way));
  if (chosen.length === 0)
    return { text: phrase(turn, 'parent.only-list'), options: optionsOf(turn, ['look']) };
  const list = ways.includes('list') ? `\n\n${phrase(turn, 'parent.list')}` : '';
  return { text: `${phrase(turn, 'parent.ask')}${list}`, options: optionsOf(turn, chosen) };
}

function optionsOf(turn: Turn, names: readonly string[]): readonly ReplyOption[] {
  return names.map((name) => ({ id: `_p-${name}`, label: phrase(turn, `parent.option.${name}`) }));
}
