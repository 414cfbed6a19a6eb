/** Makes up one child's walk through a flow, for a demo whose results can be seen at once. */

import { AGE_BANDS, type AgeBand } from '../core/age-band.ts';
import type { AnswerValue } from '../core/answer.ts';
import type { Flow, Question } from '../core/flow/flow.ts';
import { nextQuestion, questionOf } from '../core/flow/walk.ts';
import type { Language } from '../core/language.ts';
import type { Gazetteer, LocalityCode } from '../core/locality.ts';

/** A source of numbers: whole, 0 to below `n`. */
export type Dice = (n: number) => number;

/** What a made-up child said. */
export type SimulatedChild = {
  readonly ageBand: AgeBand;
  readonly place: LocalityCode | null;
  readonly language: Language;
  readonly answers: Readonly<Record<string, AnswerValue>>;
};

type KnownPlace = { readonly code: LocalityCode; readonly province: LocalityCode };

/** One in this many questions is skipped. */
const SKIP_ONE_IN = 14;

/** By what a child is made up. */
export type ChildGround = {
  readonly gazetteer: Gazetteer;
  readonly dice: Dice;
  /** Province the child lives in; any where it is left out. */
  readonly province?: LocalityCode;
};

/** Walks a flow by chance. Open texts stay unwritten: words are never made up. */
export function simulateChild(flow: Flow, { gazetteer, dice, province }: ChildGround): SimulatedChild {
  const bands = flow.ageBands.length === 0 ? AGE_BANDS : flow.ageBands;
  const ageBand = pick(bands, dice);
  const language = dice(12) === 0 ? pick(flow.languages, dice) : (flow.languages[0] ?? 'vi');
  const answers: Record<string, AnswerValue> = {};
  const home = province ?? pick(gazetteer.provinces(), dice).code;
  const commune = pick(gazetteer.communesOf(home), dice);
  const place = { code: commune.code, province: commune.parentCode };
  let at = nextQuestion(flow, null, { answers, ageBand, place, language });
  for (let guard = 0; at !== 'end' && guard < 1_000; guard += 1) {
    const question = questionOf(flow, at);
    const value = answer(question, place, dice);
    if (value !== undefined) answers[question.id] = value;
    at = nextQuestion(flow, at, { answers, ageBand, place, language });
  }
  const asked = flow.questions.find((question) => question.kind === 'place' && question.id in answers);
  return {
    ageBand,
    language,
    answers,
    place: asked === undefined || answers[asked.id] === null ? null : place.code,
  };
}

/** @returns `undefined` for what leaves no closed answer */
function answer(question: Question, place: KnownPlace, dice: Dice): AnswerValue | undefined {
  if (
    question.kind === 'info' ||
    question.kind === 'consent' ||
    question.kind === 'age' ||
    question.kind === 'text'
  ) {
    return undefined;
  }
  if (dice(SKIP_ONE_IN) === 0) return null;
  switch (question.kind) {
    case 'choice':
    case 'yes-no':
    case 'scale':
    case 'lesson':
      return leaning(question.options, dice).id;
    case 'choices': {
      const count = Math.min(question.max, Math.max(question.min, 1 + dice(3)));
      const picked = new Set(shuffled(question.options, dice).slice(0, count));
      return question.options.filter((option) => picked.has(option)).map(({ id }) => id);
    }
    case 'rank':
      return shuffled(question.options, dice).map(({ id }) => id);
    case 'number':
      return (
        question.min + Math.min(dice(question.max - question.min + 1), dice(question.max - question.min + 1))
      );
    case 'place':
      return question.depth === 'commune' ? place.code : place.province;
  }
}

/** Earlier options are somewhat likelier, so that pictures show a shape. */
function leaning<T>(things: readonly T[], dice: Dice): T {
  const index = Math.min(dice(things.length), dice(things.length + 1));
  return things[index] ?? pick(things, dice);
}

function pick<T>(things: readonly T[], dice: Dice): T {
  const thing = things[dice(things.length)];
  if (thing === undefined) throw new Error('nothing to pick from');
  return thing;
}

function shuffled<T>(things: readonly T[], dice: Dice): readonly T[] {
  return things
    .map((thing) => ({ thing, at: dice(1_000_000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ thing }) => thing);
}
