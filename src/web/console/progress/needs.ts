/** What in a consultation needs somebody's attention. */

import type { ConsultationStatus } from '../../../core/consultation.ts';
import type { Gazetteer } from '../../../core/locality.ts';
import { coverProvinces, totalGoal } from '../../../core/progress/coverage.ts';
import { type CoverageGoal, reachedOf } from '../../../core/progress/goal.ts';
import type { ProgressCut } from '../../../core/progress/progress-cut.ts';

/** What attention is called to; its phrase is `console.progress.need.<kind>`. */
export type Need =
  /** Open, and nothing can be told yet. */
  | { readonly kind: 'quiet' }
  /** Places with a goal that are not half way. */
  | { readonly kind: 'behind'; readonly number: number }
  /** Provinces asked of which nothing can be told. */
  | { readonly kind: 'unheard'; readonly number: number }
  /** Closes within three days. */
  | { readonly kind: 'closing' }
  | { readonly kind: 'paused' };

/** What the list and the first page look at. */
export type NeedGround = {
  readonly status: ConsultationStatus;
  readonly closesAt: Date | null;
  readonly places: readonly string[];
  readonly cut: ProgressCut | null;
  readonly goals: readonly CoverageGoal[];
};

const SOON_MS = 3 * 24 * 60 * 60 * 1000;

/** Finds it. @returns nothing for one that is closed or has not begun */
export function needsOf(ground: NeedGround, gazetteer: Gazetteer, now: Date): readonly Need[] {
  if (ground.status === 'paused') return [{ kind: 'paused' }];
  if (ground.status !== 'open') return [];
  const needs: Need[] = [];
  const { cut, closesAt } = ground;
  if (closesAt !== null && closesAt.getTime() - now.getTime() < SOON_MS) needs.push({ kind: 'closing' });
  if (cut === null || cut.answered === 0) return [...needs, { kind: 'quiet' }];
  const behind = ground.goals.filter((goal) => reachedOf(cut.places[goal.place] ?? 0, goal.children) < 50);
  if (behind.length > 0) needs.push({ kind: 'behind', number: behind.length });
  const unheard = coverProvinces({ ...ground, gazetteer }).filter(({ told }) => told === 0);
  if (unheard.length > 0) needs.push({ kind: 'unheard', number: unheard.length });
  return needs;
}

/** How much of all goals together is reached, in whole percent; `null` without goals. */
export function shareReached(ground: Pick<NeedGround, 'cut' | 'goals'>, gazetteer: Gazetteer): number | null {
  const goal = totalGoal(ground.goals, gazetteer);
  return goal === null ? null : reachedOf(ground.cut?.answered ?? 0, goal);
}
