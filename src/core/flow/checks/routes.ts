/** Rules of routes: they lead to a known question, and only forward. */

import type { ExpandedQuestion } from '../expand-blocks.ts';
import { didYouMean } from '../nearest-name.ts';
import { questionNamed, type WrittenFlow } from '../written-flow.ts';
import { namesWithin } from './conditions.ts';
import type { Fault } from './fault.ts';

/** Unknown targets, circles, and routes that can never be taken because one without a condition stands before. */
export function routeFaults(flow: WrittenFlow): readonly Fault[] {
  return flow.expansion.questions.flatMap((question, at) => [
    ...(question.source.routes ?? []).flatMap(({ to }, route): readonly Fault[] => {
      const fault = to === 'end' ? null : targetFault(flow, question, { to, at });
      return fault === null ? [] : [{ ...fault, path: [...question.path, 'routes', route, 'to'] }];
    }),
    ...deadRoutes(question),
  ]);
}

function targetFault(
  flow: WrittenFlow,
  question: ExpandedQuestion,
  { to, at }: { readonly to: string; readonly at: number },
): Omit<Fault, 'path'> | null {
  const target = questionNamed(flow, to, question.scopes);
  if (target === undefined) {
    // It may be among those left out.
    if (flow.expansion.isCut) return null;
    const first = flow.expansion.questions.find(({ id }) => id.startsWith(`${to}.`));
    const hint =
      first === undefined
        ? didYouMean(to, [...namesWithin(flow, question.scopes), 'end'])
        : `The block begins with ${first.id}. `;
    const advice = `${hint}Write the id of a later question, or end.`;
    const said = { variant: 'route', facts: { name: to }, advice };
    return { code: 'unknown-reference', message: `there is no question called ${to} to go on to`, ...said };
  }
  if ((flow.positions.get(target.id) ?? 0) > at) return null;
  const message =
    target.id === question.id
      ? `the route leads back to ${question.id} itself, so a child would go in circles`
      : `the route leads back to ${to}, which comes before, so a child would go in circles`;
  return {
    code: 'loop',
    ...(target.id === question.id ? { variant: 'itself' } : {}),
    facts: { name: to },
    message,
    advice: 'Lead to a later question or to end. A child can always go back by herself.',
  };
}

function deadRoutes({ source, path, id }: ExpandedQuestion): readonly Fault[] {
  const routes = source.routes ?? [];
  const open = routes.findIndex(({ when }) => when === undefined);
  if (open === -1 || open === routes.length - 1) return [];
  return [
    {
      code: 'bad-condition',
      path: [...path, 'routes', open],
      variant: 'dead-route',
      message: `this route of ${id} has no condition, so those after it are never taken`,
      advice: 'Put it last, or give it a "when".',
    },
  ];
}
