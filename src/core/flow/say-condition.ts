/** Says a condition in words that people read who never wrote one. */

import { type Language, languageName } from '../language.ts';
import type { PhraseValues } from '../say.ts';
import type { Condition, Subject } from './condition.ts';
import type { Flow, Question, QuestionId } from './flow.ts';
import { readText } from './text.ts';
import { hasQuestion, questionOf } from './walk.ts';

/** How things are called. */
export type ConditionWords = {
  /** Gives a phrase of `console.condition.…` by its last part. */
  readonly phrase: (key: string, values?: PhraseValues) => string;
  readonly language: Language;
  /** How a question is referred to, e.g. `câu 5`. */
  readonly question: (id: QuestionId) => string;
  /** The name of a place; its code where there is none. */
  readonly place: (code: string) => string;
  /** Where the labels of options are. */
  readonly flow: Flow;
};

type NumberTest = Extract<Condition, { kind: 'compare' }>;

const COMPARISONS: Readonly<Record<NumberTest['operator'], string>> = {
  '<': 'below',
  '<=': 'at-most',
  '>': 'above',
  '>=': 'at-least',
  '=': 'is',
  '!=': 'is-not',
};

/** Gives it as a clause: `câu 5 là “Chưa vui” hoặc bỏ qua câu 5`. */
export function sayCondition(condition: Condition, words: ConditionWords): string {
  const { phrase, question } = words;
  switch (condition.kind) {
    case 'and':
    case 'or':
      return phrase(condition.kind, {
        left: inner(condition.left, condition.kind, words),
        right: inner(condition.right, condition.kind, words),
      });
    case 'not':
      return condition.of.kind === 'in'
        ? sayIn(condition.of, words, true)
        : phrase('not', { of: sayCondition(condition.of, words) });
    case 'in':
      return sayIn(condition, words, false);
    case 'compare':
      return phrase(COMPARISONS[condition.operator], {
        subject: question(condition.question),
        values: condition.value,
      });
    case 'answered':
    case 'skipped':
      return phrase(condition.kind, { question: question(condition.question) });
    default:
      return condition satisfies never;
  }
}

function inner(condition: Condition, outer: 'and' | 'or', words: ConditionWords): string {
  const said = sayCondition(condition, words);
  const isMixed = (condition.kind === 'and' || condition.kind === 'or') && condition.kind !== outer;
  return isMixed ? `(${said})` : said;
}

function sayIn(
  { subject, values }: Extract<Condition, { kind: 'in' }>,
  words: ConditionWords,
  isDenied: boolean,
): string {
  const { phrase } = words;
  const said = values.map((value) => valueWords(subject, value, words));
  const joined = said.length === 0 ? '' : said.reduce((left, right) => phrase('or', { left, right }));
  const picks = subject.kind === 'answer' && takesSeveral(words.flow, subject.question);
  const key = `${picks ? 'has' : 'is'}${isDenied ? '-not' : ''}`;
  return phrase(key, { subject: subjectWords(subject, words), values: joined });
}

function takesSeveral(flow: Flow, id: QuestionId): boolean {
  if (!hasQuestion(flow, id)) return false;
  const { kind } = questionOf(flow, id);
  return kind === 'choices' || kind === 'rank';
}

function subjectWords(subject: Subject, { phrase, question }: ConditionWords): string {
  return subject.kind === 'answer' ? question(subject.question) : phrase(subject.kind);
}

function valueWords(subject: Subject, value: string, words: ConditionWords): string {
  switch (subject.kind) {
    case 'age':
      return value.replace('-', '–');
    case 'place':
      return words.place(value);
    case 'language':
      return languageName(value);
    case 'answer': {
      const found = hasQuestion(words.flow, subject.question)
        ? questionOf(words.flow, subject.question)
        : null;
      return found === null ? value : optionWords(found, value, words);
    }
    default:
      return subject satisfies never;
  }
}

function optionWords(question: Question, value: string, { language, phrase }: ConditionWords): string {
  if (question.kind === 'consent') return phrase(value === 'yes' ? 'consent-yes' : 'consent-no');
  const option = 'options' in question ? question.options.find(({ id }) => id === value) : undefined;
  return option === undefined ? value : `“${readText(option.label, language, null)}”`;
}
