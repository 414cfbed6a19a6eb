/** Where walks broke off: questions in a row, joined until enough children stopped there to be told. */

import type { QuestionId } from '../flow/flow.ts';
import { floorOf } from './floor.ts';

/** A stretch of a flow, and how many at least broke off on it. */
export type Stretch = {
  readonly from: QuestionId;
  /** The last question of the stretch; the first one where it is but one. */
  readonly to: QuestionId;
  readonly children: number;
};

/** What telling needs. */
export type StretchRules = {
  /** Every question of the flow, in order. */
  readonly questions: readonly QuestionId[];
  /** @see stepOf */
  readonly step: number;
  /** Draws how many steps a figure stays behind. @see lagOf */
  readonly lag: () => number;
};

/**
 * Joins questions from the first on until a stretch can be told, then begins the next; what is left at the end joins the
 * last stretch, whose floor holds for the longer one too.
 *
 * @param counts true counts by question
 * @returns nothing where too few broke off anywhere
 */
export function stretchesOf(
  counts: Readonly<Record<QuestionId, number>>,
  rules: StretchRules,
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let open: { from: QuestionId; children: number } | null = null;
  for (const id of rules.questions) {
    const before: { from: QuestionId; children: number } = open ?? { from: id, children: 0 };
    open = { from: before.from, children: before.children + (counts[id] ?? 0) };
    const told = floorOf(open.children, rules.step, rules.lag());
    if (told === 0) continue;
    stretches.push({ from: open.from, to: id, children: told });
    open = null;
  }
  const last = stretches.at(-1);
  const end = rules.questions.at(-1);
  if (open === null || last === undefined || end === undefined) return stretches;
  return [...stretches.slice(0, -1), { ...last, to: end }];
}
