/** The ways through a flow: from each question to those that may be asked next, and what decides. */

import type { AgeBand } from '../age-band.ts';
import type { Condition } from './condition.ts';
import { exploreFlow } from './explore-flow.ts';
import type { Flow } from './flow.ts';
import type { PlayableFlow } from './playable-flow.ts';
import { positionOf } from './walk.ts';

/** What decides that a way is taken. */
export type Reason =
  | { readonly kind: 'when'; readonly condition: Condition }
  /** Whenever no other way is taken. */
  | { readonly kind: 'otherwise' };

/** One way on. */
export type FlowWay = {
  /** Position of a question; -1 is the beginning. */
  readonly from: number;
  /** Position of a question; beyond the last is the end. */
  readonly to: number;
  /** Why this one, any of them; empty where there is no other way on. */
  readonly reasons: readonly Reason[];
};

/**
 * Gives the ways that some child may go, each pair of questions once, in order. A question that no way leads to is one
 * that nobody is asked.
 *
 * @param ages children of these bands only; all of the flow when left out
 */
export function flowWays(
  { flow, written }: Pick<PlayableFlow, 'written'> & { readonly flow: Flow },
  ages: readonly AgeBand[] = flow.ageBands,
): readonly FlowWay[] {
  const end = flow.questions.length;
  const stops = flow.questions.flatMap((question, at) => {
    const source = written[at];
    const routes = question.routes.map(({ when, to }) => ({
      when,
      to: to === 'end' ? end : positionOf(flow, to),
    }));
    return source === undefined ? [] : [{ id: question.id, source, when: question.when, routes }];
  });
  const found = new Map<number, Map<number, Set<number | null>>>();
  exploreFlow({ stops, ages, languages: flow.languages }, ({ from, to, by }) => {
    const targets = found.get(from) ?? new Map<number, Set<number | null>>();
    found.set(from, targets.set(to, (targets.get(to) ?? new Set()).add(by)));
  });
  return [...found]
    .sort(([one], [other]) => one - other)
    .flatMap(([from, targets]) => waysFrom(flow, from, targets));
}

/**
 * Gives the ways as their author wrote them, without trying out which a child can go: each question to the next and
 * along its routes. The condition of the next question stands on the way to it; that it may be passed over is not shown.
 */
export function writtenWays(flow: Flow): readonly FlowWay[] {
  const end = flow.questions.length;
  return [null, ...flow.questions].flatMap((question, at): readonly FlowWay[] => {
    const from = at - 1;
    const when = flow.questions[at]?.when ?? null;
    const routes = (question?.routes ?? []).map((route): FlowWay => {
      const to = route.to === 'end' ? end : positionOf(flow, route.to);
      return { from, to, reasons: [whenever(route.when)] };
    });
    const isLeft = question?.routes.some((route) => route.when === null) === true;
    const next: FlowWay = { from, to: at, reasons: when === null ? [] : [whenever(when)] };
    return isLeft ? routes : [next, ...routes.filter(({ to }) => to !== at)];
  });
}

function whenever(condition: Condition | null): Reason {
  return condition === null ? OTHERWISE : { kind: 'when', condition };
}

function waysFrom(
  flow: Flow,
  from: number,
  targets: ReadonlyMap<number, ReadonlySet<number | null>>,
): readonly FlowWay[] {
  const inOrder = [...targets].sort(([one], [other]) => one - other);
  return inOrder.map(([to, routes]) => {
    if (targets.size === 1) return { from, to, reasons: [] };
    const leading = (by: number | null) => inOrder.filter(([, ways]) => ways.has(by)).length;
    const reasons = [...routes].map((by) => reasonOf(flow, { from, to, by }, leading(by) > 1));
    const isOther = reasons.some(({ kind }) => kind === 'otherwise');
    return { from, to, reasons: isOther ? [OTHERWISE] : reasons };
  });
}

const OTHERWISE: Reason = { kind: 'otherwise' };

/** @param isForked whether the same route, or none, leads to several questions: then their own conditions decide */
function reasonOf(
  flow: Flow,
  { from, to, by }: { readonly from: number; readonly to: number; readonly by: number | null },
  isForked: boolean,
): Reason {
  const route = by === null ? null : (flow.questions[from]?.routes[by]?.when ?? null);
  const own = isForked ? (flow.questions[to]?.when ?? null) : null;
  if (route === null) return own === null ? OTHERWISE : { kind: 'when', condition: own };
  const condition: Condition = own === null ? route : { kind: 'and', left: route, right: own };
  return { kind: 'when', condition };
}
