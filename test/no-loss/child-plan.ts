/** What each child of the proof is like and will say: drawn by chance from the seed, different from every other child. */

import { ageBandOf } from '../../src/core/age-band.ts';
import type { AnswerValue } from '../../src/core/answer.ts';
import { CHANNEL_NAMES, type ChannelName } from '../../src/core/channel.ts';
import type { Question } from '../../src/core/flow/flow.ts';
import type { Opinion } from '../e2e/child.ts';
import { createDice, type Dice } from './dice.ts';
import { FLOW, MARK, NUMBERS, PAIRS } from './walked-flow.ts';

/** How a child's walk ends. */
export type Ending =
  | { readonly kind: 'complete' }
  | { readonly kind: 'refusal' }
  /** Says "dừng", or just goes away, before the question after `answers` ones. */
  | { readonly kind: 'stop' | 'leave'; readonly answers: number };

/** One child. */
export type ChildPlan = {
  /** Known again by it in the database; the answer to the first question. */
  readonly mark: number;
  readonly opinion: Opinion;
  readonly ending: Ending;
  /** Whether a part-answered walk may be kept. */
  readonly keepsPart: boolean;
  /** Sends two answers at once where questions come in pairs, and which of the two arrives first. */
  readonly impatient: null | { readonly swapped: boolean };
};

/** A phone and the children who answer on it, one after the other. */
export type PhonePlan = {
  readonly number: number;
  readonly channel: ChannelName;
  readonly language: 'vi' | 'en';
  readonly children: readonly ChildPlan[];
  /** Dice for what the children do meanwhile. */
  readonly dice: Dice;
};

const PLACES = [
  { province: 'Cao Bằng', commune: 'Thục Phán', code: '01273' },
  { province: 'Hà Nội', commune: 'Ba Đình', code: '00004' },
];

/** Marks: above what may be a call for help (111 111), and room for the second child of a phone. */
const FIRST_MARK = 120_000;
const CHILDREN_PER_PHONE = 2;

const SHARE = {
  second: 0.15,
  refusal: 0.03,
  stop: 0.04,
  leave: 0.05,
  keepsPart: 0.6,
  impatient: 0.25,
  skip: 0.12,
};

/** The phone with this number, from 0. */
export function planPhone(seed: number, number: number): PhonePlan {
  const dice = createDice(seed, `phone ${number}`);
  const channel = CHANNEL_NAMES[number % CHANNEL_NAMES.length] ?? 'web';
  // Zalo tells no language: its children answer in Vietnamese.
  const language = !channel.startsWith('zalo') && dice.chance(0.2) ? 'en' : 'vi';
  const first = planChild(dice, number * CHILDREN_PER_PHONE, language);
  const handsOver = first.ending.kind === 'complete' && dice.chance(SHARE.second);
  const children = handsOver ? [first, planChild(dice, number * CHILDREN_PER_PHONE + 1, language)] : [first];
  return { number, channel, language, children, dice };
}

function planChild(dice: Dice, serial: number, language: 'vi' | 'en'): ChildPlan {
  const mark = FIRST_MARK + serial;
  if (mark > NUMBERS.max) throw new Error('more children than marks');
  const age = dice.between(9, 15);
  const band = ageBandOf(age);
  if (band === null) throw new Error('unreachable');
  const answers: Record<string, AnswerValue> = {};
  for (const question of FLOW.questions) answers[question.id] = opinionOn(question, dice, serial);
  for (const { id } of FLOW.questions) if (id !== MARK && dice.chance(SHARE.skip)) answers[id] = null;
  answers[MARK] = mark;
  const place = dice.chance(0.25) ? null : dice.pick(PLACES);
  return {
    mark,
    opinion: { age, band, language, answers, place },
    ending: planEnding(dice),
    keepsPart: dice.chance(SHARE.keepsPart),
    impatient: dice.chance(SHARE.impatient) ? { swapped: dice.chance(0.5) } : null,
  };
}

function planEnding(dice: Dice): Ending {
  if (dice.chance(SHARE.refusal)) return { kind: 'refusal' };
  const answers = dice.between(1, 8);
  if (dice.chance(SHARE.stop)) return { kind: 'stop', answers };
  return dice.chance(SHARE.leave) ? { kind: 'leave', answers } : { kind: 'complete' };
}

function opinionOn(question: Question, dice: Dice, serial: number): AnswerValue {
  switch (question.kind) {
    case 'choices':
      return shuffled(question.options, dice)
        .slice(0, dice.between(question.min, question.max))
        .sort((one, other) => question.options.indexOf(one) - question.options.indexOf(other))
        .map(({ id }) => id);
    case 'rank':
      return shuffled(question.options, dice).map(({ id }) => id);
    case 'number':
      return dice.between(FIRST_MARK, question.max);
    case 'text':
      // Two numbers that together no other child writes; three digits are not masked.
      return `Em mong có ${10 + Math.floor(serial / 900)} cây xanh và ${100 + (serial % 900)} quyển sách`;
    case 'info':
    case 'age':
    case 'consent':
    case 'place':
      return null;
    default:
      return dice.pick(question.options).id;
  }
}

function shuffled<T>(list: readonly T[], dice: Dice): T[] {
  return list
    .map((thing) => ({ thing, at: dice.share() }))
    .sort((one, other) => one.at - other.at)
    .map(({ thing }) => thing);
}

/** The answer that an impatient child gives ahead, in words; `null` where it has none or does not know the next one. */
export function answerAhead(plan: ChildPlan, question: string): { question: string; words: string } | null {
  const next = PAIRS[question];
  const value = next === undefined ? undefined : plan.opinion.answers[next];
  if (plan.impatient === null || next === undefined || (value !== 'yes' && value !== 'no')) return null;
  const words = { vi: { yes: 'có', no: 'không' }, en: { yes: 'yes', no: 'no' } };
  return { question: next, words: words[plan.opinion.language][value] };
}
