/** Rules of what we owe a child: to be asked first, to be free to skip, to be asked in words of her age. */

import type { Exploration } from '../explore-flow.ts';
import { type WrittenFlow, wordingsOf, writtenQuestions, writtenTexts } from '../written-flow.ts';
import { looksAtAge } from './conditions.ts';
import type { Fault } from './fault.ts';

/** No consent before the first question, and no question about the age. */
export function dutyFaults(flow: WrittenFlow, exploration: Exploration): readonly Fault[] {
  return [...consentFaults(flow, exploration), ...ageFaults(flow)];
}

function consentFaults(flow: WrittenFlow, { beforeConsent, exact }: Exploration): readonly Fault[] {
  const { questions } = flow.expansion;
  const first = questions.findIndex(({ source }) => source.kind === 'consent');
  if (first === -1) return questions.length === 0 || hasUnreadableKind(flow) ? [] : [noConsent];
  return questions
    .flatMap(({ id, path }, at): readonly Fault[] => {
      if (!beforeConsent.has(at) || (at > first && !exact)) return [];
      const message =
        at < first
          ? `${id} is asked before the child has agreed`
          : `some children come to ${id} without having been asked to agree`;
      const advice =
        at < first
          ? 'Move it behind the question of kind consent; only cards and the age may come before.'
          : 'Ask every child: no condition on the question of kind consent, and no route around it.';
      const said = at < first ? {} : { variant: 'around' };
      return [{ code: 'no-consent-first', path, ...said, message, advice }];
    })
    .slice(0, 1);
}

const noConsent: Fault = {
  code: 'no-consent-first',
  path: ['questions'],
  variant: 'missing',
  message: 'nothing asks the child to agree',
  advice: 'Add a question of kind consent before the first question.',
};

/** A question whose kind could not be read may be the one that is missed. */
function hasUnreadableKind(flow: WrittenFlow): boolean {
  return [...flow.standIns].some((entry) => !('use' in entry) && entry.kind === 'info');
}

/** Questions that cannot be skipped. */
export function skipFaults(flow: WrittenFlow): readonly Fault[] {
  return writtenQuestions(flow).flatMap(({ source, path }): readonly Fault[] =>
    source.skip !== false || source.kind === 'age' || source.kind === 'consent'
      ? []
      : [
          {
            code: 'no-skip',
            path: [...path, 'skip'],
            message: `${source.id} cannot be skipped, but answering is voluntary`,
            advice: 'Remove "skip: false".',
          },
        ],
  );
}

function ageFaults(flow: WrittenFlow): readonly Fault[] {
  const asksAge = flow.expansion.questions.some(({ source }) => source.kind === 'age');
  if (asksAge || hasUnreadableKind(flow)) return [];
  const reason = reasonToAskAge(flow);
  if (reason === null) return [];
  return [
    {
      code: 'no-age',
      path: ['questions'],
      message: `nothing asks for the age, although ${reason}`,
      advice: 'Add a question of kind age near the beginning.',
    },
  ];
}

function reasonToAskAge(flow: WrittenFlow): string | null {
  if (new Set(flow.ages).size > 1) return 'the flow is for several age bands';
  const hasWordings = writtenTexts(flow).some(({ text }) =>
    Object.keys(text).some((language) => wordingsOf(text, language).length > 1),
  );
  if (hasWordings) return 'some texts are worded for an age band';
  const asked = flow.expansion.questions.some(({ conditions, source }) =>
    [...conditions.map(({ text }) => text), ...(source.routes ?? []).map(({ when }) => when ?? '')].some(
      looksAtAge,
    ),
  );
  return asked ? 'a condition looks at it' : null;
}
