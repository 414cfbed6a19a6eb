/** Which two questions no child can have answered both, as the conditions and routes of a flow tell. */

import { AGE_BANDS, type AgeBand } from '../age-band.ts';
import { neverAsked } from '../flow/asked-of-age.ts';
import type { Flow, QuestionId } from '../flow/flow.ts';
import { type AskedBy, askedBy } from './asked-by.ts';

/** What must be so for a child to have answered something: who it can be, and what it can have answered before. */
type Path = {
  readonly bands: ReadonlySet<AgeBand>;
  /** By question: options one of which was chosen; `null` stands for no answer to it. */
  readonly chosen: ReadonlyMap<QuestionId, ReadonlySet<string | null>>;
};

/** Answers whether some child can have answered both. */
export type AnsweredTogether = (one: QuestionId, other: QuestionId) => boolean;

/**
 * Builds it. Where the flow is too complex to be looked through, two questions count as answered together: rather too many are
 * shown side by side than one too few.
 */
export function answeredTogether(flow: Flow): AnsweredTogether {
  const asked = askedBy(flow);
  return (one, other) => {
    const paths = [pathTo(one, flow, asked), pathTo(other, flow, asked)];
    const bands = paths.map((path) => path.bands);
    if (![...(bands[0] ?? [])].some((band) => bands[1]?.has(band))) return false;
    const [first, second] = paths.map(({ chosen }) => chosen);
    return [...(first ?? [])].every(([question, options]) => {
      const others = second?.get(question);
      return others === undefined || [...options].some((option) => others.has(option));
    });
  };
}

/** Columns of a table by a question of single answers, whose children are never put another question. */
export function neverAskedOf(question: QuestionId, by: QuestionId, flow: Flow): readonly string[] {
  const asked = flow.questions.find(({ id }) => id === by);
  if (asked === undefined || !('options' in asked)) return [];
  const allowed = pathTo(question, flow, askedBy(flow)).chosen.get(by);
  return allowed === undefined ? [] : asked.options.map(({ id }) => id).filter((id) => !allowed.has(id));
}

function pathTo(question: QuestionId, flow: Flow, asked: ReadonlyMap<QuestionId, AskedBy>): Path {
  const never = neverAsked(question, flow);
  const all = flow.ageBands.length === 0 ? AGE_BANDS : flow.ageBands;
  const bands = new Set(all.filter((band) => !never.includes(band)));
  const chosen = new Map<QuestionId, ReadonlySet<string | null>>();
  // Whoever answered it did not skip it.
  const own = flow.questions.find(({ id }) => id === question);
  if (own !== undefined && isSingle(own)) chosen.set(question, new Set(own.options.map(({ id }) => id)));
  const { bands: open = null, on = [] } = asked.get(question) ?? {};
  if (open !== null) for (const band of bands) if (!open.has(band)) bands.delete(band);
  for (const { question: before, options, orNone } of on) {
    if (options === null) continue;
    narrow(chosen, before, new Set<string | null>([...options, ...(orNone ? [null] : [])]));
    if (orNone) continue;
    // It was answered, so it was asked.
    const path = pathTo(before, flow, asked);
    for (const band of bands) if (!path.bands.has(band)) bands.delete(band);
    for (const [earlier, allowed] of path.chosen) narrow(chosen, earlier, allowed);
  }
  return { bands, chosen };
}

function isSingle(question: Flow['questions'][number]) {
  return (
    question.kind === 'choice' ||
    question.kind === 'yes-no' ||
    question.kind === 'scale' ||
    question.kind === 'lesson'
  );
}

function narrow(
  chosen: Map<QuestionId, ReadonlySet<string | null>>,
  question: QuestionId,
  allowed: ReadonlySet<string | null>,
): void {
  const there = chosen.get(question);
  chosen.set(question, there === undefined ? allowed : new Set([...there].filter((one) => allowed.has(one))));
}
