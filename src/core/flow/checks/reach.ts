/** Rules of the way: every question can be reached, and no child is led past them all. */

import type { ExpandedQuestion } from '../expand-blocks.ts';
import type { Exploration } from '../explore-flow.ts';
import type { WrittenFlow } from '../written-flow.ts';
import { looksAtAge } from './conditions.ts';
import type { Fault } from './fault.ts';

/** Questions asked of no child, and children who are asked nothing. */
export function reachFaults(flow: WrittenFlow, exploration: Exploration): readonly Fault[] {
  const unreachable = flow.expansion.questions.flatMap((question, at) =>
    exploration.asked.has(at) || flow.standIns.has(question.source)
      ? []
      : [unreachableFault(question, at, exploration)],
  );
  return [...unreachable, ...deadEnds(flow, exploration)];
}

function unreachableFault(question: ExpandedQuestion, at: number, { passed }: Exploration): Fault {
  const { id, path, conditions } = question;
  const bands = passed.get(at);
  if (bands === undefined) {
    return {
      code: 'unreachable-question',
      path,
      variant: 'jumped',
      message: `no way leads to ${id}: before it, every way ends or jumps over it`,
      advice: 'Give a route before it a condition, or remove the question.',
    };
  }
  const when = conditions.map(({ text }) => text).join(' and ');
  const tooEarly =
    ![...bands].some((band) => band !== null) && conditions.some(({ text }) => looksAtAge(text));
  return {
    code: 'unreachable-question',
    path,
    ...(tooEarly ? { variant: 'early' } : {}),
    message: `${id} is asked of no child, since its condition never holds here: ${when}`,
    advice: tooEarly
      ? 'The age is not known yet at this place: move the question behind the one of kind age.'
      : 'Compare the condition with those of the questions and routes before it, or remove the question.',
  };
}

function deadEnds(flow: WrittenFlow, { askedNothing, exact }: Exploration): readonly Fault[] {
  if (!exact || askedNothing.size === 0 || flow.questions.length === 0) return [];
  const bands = [...askedNothing].filter((band) => band !== null);
  const who =
    bands.length === 0 || bands.length === flow.ages.length
      ? 'some children'
      : `some children of ${bands.join(', ')}`;
  return [
    {
      code: 'dead-end',
      path: ['questions'],
      message: `${who} reach the end without having been asked a single question`,
      advice: 'Check the conditions and routes: every child who agrees must be asked something.',
    },
  ];
}
