/** What conditions can look at, with the answers to pick from. */

import { YES_NO_LABELS } from '../../../core/flow/compile-flow.ts';
import type { QuestionSource } from '../../../core/flow/question-source.ts';
import {
  type DraftSource,
  type EntryAddress,
  itemsOf,
  MAIN_LIST,
} from '../../../core/flow-draft/draft-source.ts';
import type { EasyTest } from '../../../core/flow-draft/easy-condition.ts';
import { numberEntries, numberQuestions } from '../../../core/flow-draft/number-entries.ts';
import { type LinkedQuestion, linksOf } from '../../../core/flow-draft/question-links.ts';
import { languageName } from '../../../core/language.ts';
import type { Visit } from '../console-route.ts';
import type { Choice } from '../fields.tsx';
import { bandWords, headlineOf, wordsOf } from './flow-words.ts';

/** Something that conditions can look at. */
export type ConditionSubject = {
  readonly name: string;
  readonly label: string;
  /** How it can be tested; the first is where a new line begins. */
  readonly tests: readonly EasyTest[];
  /** What can be picked; `number` for a number to type, nothing where only whether it was answered can be asked. */
  readonly values: readonly Choice[] | 'number';
};

/** The subjects of conditions at a question, and the targets of its routes. */
export type LinkChoices = {
  /** For the condition of the question itself. */
  readonly before: readonly ConditionSubject[];
  /** For the conditions of its routes: its own answer too. */
  readonly after: readonly ConditionSubject[];
  readonly targets: readonly Choice[];
};

const PICKED: readonly EasyTest[] = ['in', 'not-in', 'answered', 'skipped'];
const FACT: readonly EasyTest[] = ['in', 'not-in'];
const NUMBER: readonly EasyTest[] = ['>=', '<=', '>', '<', '=', '!=', 'answered', 'skipped'];
const WORDS: readonly EasyTest[] = ['answered', 'skipped'];

/** Gives them for a question. */
export function linkChoices(visit: Visit, source: DraftSource, address: EntryAddress): LinkChoices {
  const { earlier, own, later } = linksOf(source, address);
  const called = callerOf(visit, source, address);
  const subject = (question: LinkedQuestion) => subjectOf(visit, question, called(question));
  const facts = factSubjects(visit, source);
  const before = earlier.flatMap(subject);
  return {
    before: [...facts, ...before],
    after: [...facts, ...before, ...own.flatMap(subject)],
    targets: [
      ...later.map((question) => ({ value: question.name, label: called(question) })),
      { value: 'end', label: visit.phrase('console.flows.route.end') },
    ],
  };
}

function callerOf(visit: Visit, source: DraftSource, { list }: EntryAddress) {
  const main = list === MAIN_LIST ? numberQuestions(source) : new Map<string, number>();
  const own = list === MAIN_LIST ? null : numberEntries(source, list);
  return ({ name, source: question }: LinkedQuestion): string => {
    const number = own === null ? main.get(name) : own.get(name)?.first;
    return visit.phrase('console.flows.numbered', {
      number: number ?? '?',
      words: headlineOf(visit, question, 60),
    });
  };
}

/** Cards have no answer; age and place are asked for as what is known of the child; consent was given. */
function subjectOf(
  visit: Visit,
  { name, source }: LinkedQuestion,
  label: string,
): readonly ConditionSubject[] {
  switch (source.kind) {
    case 'info':
    case 'age':
    case 'place':
    case 'consent':
      return [];
    case 'number':
      return [{ name, label, tests: NUMBER, values: 'number' }];
    case 'text':
      return [{ name, label, tests: WORDS, values: [] }];
    default:
      return [{ name, label, tests: PICKED, values: answersOf(visit, source) }];
  }
}

function answersOf(visit: Visit, source: QuestionSource): readonly Choice[] {
  if ('options' in source) {
    return source.options.map(({ id, label, face }) => ({
      value: id,
      label: [face, wordsOf(label, visit.language)].filter((part) => part !== undefined).join(' '),
    }));
  }
  if (source.kind !== 'yes-no') return [];
  return (['yes', 'no'] as const).map((answer) => ({
    value: answer,
    label: wordsOf({ ...YES_NO_LABELS[answer], ...source[answer] }, visit.language),
  }));
}

function factSubjects(visit: Visit, source: DraftSource): readonly ConditionSubject[] {
  const fact = (name: string, values: readonly Choice[]): ConditionSubject => ({
    ...{ name, values, tests: FACT, label: visit.phrase(`console.flows.subject.${name}`) },
  });
  const texts = (key: string) => itemsOf(source, key).filter((one) => typeof one === 'string');
  const provinces = visit.ground.gazetteer.provinces();
  return [
    fact(
      'age',
      texts('ages').map((band) => ({ value: band, label: bandWords(band) })),
    ),
    fact(
      'place',
      provinces.map(({ code, name }) => ({ value: code, label: name })),
    ),
    fact(
      'language',
      texts('languages').map((language) => ({ value: language, label: languageName(language) })),
    ),
  ];
}
