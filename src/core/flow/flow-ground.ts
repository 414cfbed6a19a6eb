/** Prepares a written flow to be explored: positions for names, and `unknown` for what is at fault. */

import type { Condition } from './condition.ts';
import { references } from './evaluate-condition.ts';
import type { ExpandedQuestion, Path, ScopedCondition } from './expand-blocks.ts';
import type { Ground, Guard, Stop } from './explore-flow.ts';
import { parseCondition } from './parse-condition.ts';
import { resolveCondition } from './resolve-condition.ts';
import { questionNamed, type WrittenFlow } from './written-flow.ts';

/**
 * Gives the ground of a written flow.
 *
 * @param isFaulty whether a fault was reported at a path; a condition at fault may hold or not
 */
export function groundOf(flow: WrittenFlow, isFaulty: (path: Path) => boolean): Ground {
  const stops = flow.expansion.questions.map((question, at) => stopOf(flow, question, { at, isFaulty }));
  return { stops, ages: flow.ages, languages: flow.languages };
}

type Circumstances = { readonly at: number; readonly isFaulty: (path: Path) => boolean };

function stopOf(flow: WrittenFlow, question: ExpandedQuestion, circumstances: Circumstances): Stop {
  const { id, source } = question;
  const guards = question.conditions.map((condition) => guardOf(flow, condition, circumstances.isFaulty));
  if (flow.uncertain.has(source)) {
    return { id, source, when: 'unknown', routes: anywhereAfter(flow, circumstances.at) };
  }
  return { id, source, when: conjunction(guards), routes: routesOf(flow, question, circumstances) };
}

function routesOf(
  flow: WrittenFlow,
  { source, path, scopes }: ExpandedQuestion,
  { at, isFaulty }: Circumstances,
): Stop['routes'] {
  const end = flow.expansion.questions.length;
  return (source.routes ?? []).flatMap(({ when, to }, route): Stop['routes'] => {
    const target = questionNamed(flow, to, scopes);
    const position = to === 'end' ? end : target === undefined ? undefined : flow.positions.get(target.id);
    if (position === undefined) return anywhereAfter(flow, at);
    // Leading back is reported as a circle; what comes after it counts as reached all the same.
    if (position <= at) return [{ when: 'unknown', to: at + 1 }];
    const condition = { text: when ?? '', path: [...path, 'routes', route, 'when'], scopes };
    return [{ when: when === undefined ? null : guardOf(flow, condition, isFaulty), to: position }];
  });
}

function anywhereAfter(flow: WrittenFlow, at: number): Stop['routes'] {
  const after = flow.expansion.questions.length - at;
  return Array.from({ length: after }, (_, ahead) => ({ when: 'unknown', to: at + 1 + ahead }));
}

function guardOf(
  flow: WrittenFlow,
  { text, path, scopes }: ScopedCondition,
  isFaulty: Circumstances['isFaulty'],
): Guard {
  const parsed = parseCondition(text);
  if (parsed.kind === 'faulty' || isFaulty(path)) return 'unknown';
  const condition = resolveCondition(parsed.condition, (name) => {
    const found = questionNamed(flow, name, scopes);
    return found === undefined ? undefined : { id: found.id, kind: found.source.kind };
  });
  const looksAtStandIn = references(condition).some((id) => {
    const source = flow.byId.get(id)?.source;
    return source === undefined || flow.standIns.has(source);
  });
  return looksAtStandIn ? 'unknown' : condition;
}

function conjunction(guards: readonly Guard[]): Guard {
  return guards.reduce<Condition | 'unknown' | null>((left, right) => {
    if (left === 'unknown' || right === 'unknown') return 'unknown';
    if (left === null || right === null) return left ?? right;
    return { kind: 'and', left, right };
  }, null);
}
