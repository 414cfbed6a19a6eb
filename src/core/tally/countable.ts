/** Which questions can be counted off the chat, and which of them by a show of hands. */

import { AGE_BANDS, type AgeBand } from '../age-band.ts';
import type { Condition } from '../flow/condition.ts';
import { references } from '../flow/evaluate-condition.ts';
import type { Flow, Option, Question } from '../flow/flow.ts';
import { type FlowText, readText } from '../flow/text.ts';
import { pipedQuestions } from '../flow/walk.ts';
import { SOURCE_LANGUAGE } from '../language.ts';
import { binsOf } from '../release/question-cells.ts';

/** One thing that can be counted of a question. */
export type CountableCell =
  | { readonly id: string; readonly option: Option }
  /** A range of numbers. */
  | { readonly id: string; readonly from: number; readonly to: number };

/** A question with its cells. */
export type CountableQuestion = {
  readonly question: Question;
  readonly cells: readonly CountableCell[];
  /** Whether one child may stand in several cells. */
  readonly several: boolean;
};

/**
 * Gives what can be counted of a question: the same cells that results have.
 *
 * @returns `null` for cards, consent, age, place, open texts and quizzes
 */
export function countableOf(question: Question): CountableQuestion | null {
  switch (question.kind) {
    case 'choice':
    case 'choices':
    case 'yes-no':
    case 'scale':
    case 'rank':
      return {
        question,
        cells: question.options.map((option) => ({ id: option.id, option })),
        several: question.kind === 'choices',
      };
    case 'number': {
      const bins = binsOf(question.min, question.max);
      const cells = bins.map(({ from, to }) => ({
        id: from === to ? String(from) : `${from}–${to}`,
        from,
        to,
      }));
      return { question, cells, several: false };
    }
    case 'lesson':
    case 'text':
    case 'place':
    case 'age':
    case 'consent':
    case 'info':
      return null;
  }
}

/** Everything of a flow that can be counted, in order. */
export function countableIn(flow: Flow): readonly CountableQuestion[] {
  return flow.questions.flatMap((question) => {
    const countable = countableOf(question);
    return countable === null ? [] : [countable];
  });
}

/**
 * Why a question is not asked by a show of hands.
 *
 * - `kind`: hands cannot answer it. An order of several things has no hands; a quiz would show who is wrong; words, place
 *   and consent are a child's own
 * - `follows`: it depends on what this child said before, or says it again
 * - `other-age`: it is for another age
 * - `private`: it may touch what a child does not want to show in front of others
 */
export type NoHands = 'kind' | 'follows' | 'other-age' | 'private';

/** Tells why a question is not asked by a show of hands of children of a band; `null` where it is. */
export function noHandsFor(question: Question, band: AgeBand): NoHands | null {
  if (countableOf(question) === null || question.kind === 'rank') return 'kind';
  if (dependsOnAnswers(question)) return 'follows';
  if (!isAskedOf(question, band)) return 'other-age';
  return isPrivate(question) ? 'private' : null;
}

function dependsOnAnswers(question: Question): boolean {
  if (references(question.when).length > 0) return true;
  const options = 'options' in question ? question.options.map(({ label }) => label) : [];
  const wordings = [question.text, ...options].flatMap(wordingsOf);
  return wordings.some((text) => pipedQuestions(text).length > 0);
}

function isAskedOf({ when }: Question, band: AgeBand): boolean {
  return when === null || judge(when, band) !== false;
}

/** Judges by the age alone; `null` where it hangs on place or language, which is left to whoever leads the class. */
function judge(condition: Condition, band: AgeBand): boolean | null {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const decisive = condition.kind === 'or';
      const sides = [judge(condition.left, band), judge(condition.right, band)];
      if (sides.includes(decisive)) return decisive;
      return sides.includes(null) ? null : !decisive;
    }
    case 'not': {
      const of = judge(condition.of, band);
      return of === null ? null : !of;
    }
    case 'in':
      return condition.subject.kind === 'age' ? condition.values.includes(band) : null;
    case 'compare':
    case 'answered':
    case 'skipped':
      return null;
    default:
      return condition satisfies never;
  }
}

/**
 * Words of what is better answered unseen: violence and fear, family and home, body and feelings, and whoever stands in
 * front of the class. Rather one question too many is left to a phone that is passed round.
 */
const PRIVATE = [
  ...['bắt nạt', 'trêu', 'đánh', 'bạo lực', 'xâm hại', 'doạ', 'dọa', 'mắng', 'phạt'],
  ...['sợ', 'lo lắng', 'buồn', 'khóc', 'cô đơn', 'tự tử', 'bí mật', 'xấu hổ', 'nói thật', 'tin người lớn'],
  ...['bố mẹ', 'cha mẹ', 'ba mẹ', 'ông bà', 'gia đình', 'ở nhà', 'người thân', 'nghèo', 'tiền'],
  ...['cơ thể', 'chạm vào', 'sức khoẻ', 'sức khỏe', 'bệnh', 'khuyết tật', 'dân tộc', 'tôn giáo'],
  ...['thầy cô', 'cô giáo', 'thầy giáo', 'các thầy', 'các cô'],
];

/** The same, where the question itself is about it: among answers they may be no more than a wish. */
const PRIVATE_TOPICS = ['an toàn', 'nguy hiểm', 'yêu thương', 'tin tưởng'];

function isPrivate(question: Question): boolean {
  const asked = wordsOf([question.text]);
  const options = 'options' in question ? question.options.map(({ label }) => label) : [];
  const offered = wordsOf(options);
  return (
    [...PRIVATE, ...PRIVATE_TOPICS].some((hint) => asked.includes(` ${hint} `)) ||
    PRIVATE.some((hint) => offered.includes(` ${hint} `))
  );
}

/** The Vietnamese wordings, the source language that every flow has, as words between single spaces. */
function wordsOf(texts: readonly FlowText[]): string {
  const words = texts.flatMap(wordingsOf).join(' ').normalize('NFC').toLowerCase();
  return ` ${words.split(/[^\p{L}\p{M}]+/u).join(' ')} `;
}

function wordingsOf(text: FlowText): readonly string[] {
  return [null, ...AGE_BANDS].map((band) => readText(text, SOURCE_LANGUAGE, band));
}
