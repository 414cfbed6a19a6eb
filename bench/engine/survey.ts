/** `survey-core` with the same questions, played by the same children. */

import { Model, type Question as SurveyQuestion } from 'survey-core';
import type { Condition } from '../../src/core/flow/condition.ts';
import type { Flow } from '../../src/core/flow/flow.ts';
import { readText } from '../../src/core/flow/text.ts';
import type { Children } from './ours.ts';

/** A survey as JSON, and a model of it that lives for the whole run. */
export type Survey = { readonly json: object; readonly kept: Model };

/** Writes a flow's closed questions as a survey with one on each page. */
export function prepareSurvey(flow: Flow): Survey {
  const json = {
    pages: flow.questions.flatMap((question) => {
      if (!('options' in question)) return [];
      const { id, text, when, options } = question;
      return [
        {
          elements: [
            {
              type: 'radiogroup',
              name: id,
              title: readText(text, 'vi', null),
              ...(when === null ? {} : { visibleIf: expressionOf(when) }),
              choices: options.map((option) => ({
                value: option.id,
                text: readText(option.label, 'vi', null),
              })),
            },
          ],
        },
      ];
    }),
  };
  return { json, kept: new Model(json) };
}

/** Writes a condition in the expression language of SurveyJS. */
function expressionOf(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `(${expressionOf(condition.left)} ${condition.kind} ${expressionOf(condition.right)})`;
    case 'not':
      return `!(${expressionOf(condition.of)})`;
    case 'in': {
      const { subject, values } = condition;
      if (subject.kind !== 'answer') throw new Error(`no survey has the subject ${subject.kind}`);
      return `(${values.map((value) => `{${subject.question}} = '${value}'`).join(' or ')})`;
    }
    default:
      throw new Error(`no condition of the bench is of the kind ${condition.kind}`);
  }
}

/**
 * Plays all children once, one question at a time as in a chat: each answer is set, the survey goes to the next page,
 * and the question there is read with its choices, as whoever shows it must.
 *
 * @param model `kept`: one model for all, emptied between children; `made`: a new one for each child
 * @param visited told of each child's questions in order
 * @returns the number of answers taken
 */
export function playSurvey(
  { json, kept }: Survey,
  { walks }: Children,
  model: 'kept' | 'made',
  visited?: (questions: string[]) => void,
): number {
  let taken = 0;
  let read = 0;
  for (const { answers } of walks) {
    const survey = model === 'made' ? new Model(json) : kept;
    const seen: string[] = [];
    let asked = currentOf(survey);
    for (const { option } of answers) {
      if (asked === null) throw new Error('survey-core has no more questions.');
      seen.push(asked.name);
      asked.value = option;
      taken += 1;
      if (survey.isLastPage) survey.completeLastPage();
      else survey.nextPage();
      asked = currentOf(survey);
      read += asked === null ? 1 : lengthOf(asked);
    }
    if (survey.state !== 'completed')
      throw new Error(`survey-core is ${survey.state} when all was answered.`);
    visited?.(seen);
    if (model === 'kept') survey.clear();
  }
  if (read === 0) throw new Error('Nothing was read.');
  return taken;
}

/** Sets the answers of all children and does nothing else: no check, no next page, no question read. */
export function setAnswersOnly({ kept }: Survey, { walks }: Children): number {
  let taken = 0;
  for (const { answers } of walks) {
    for (const { question, option } of answers) kept.setValue(question, option);
    taken += answers.length;
    kept.data = {};
  }
  return taken;
}

function currentOf(survey: Model): SurveyQuestion | null {
  return survey.state === 'running' ? (survey.currentPage?.questions[0] ?? null) : null;
}

function lengthOf(question: SurveyQuestion): number {
  let length = question.title.length;
  for (const choice of question['visibleChoices']) length += choice.text.length;
  return length;
}
