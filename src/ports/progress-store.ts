/** How a consultation is going: true counts, what was told of them, and the goals they are held against. */

import type { ConsultationId } from '../core/consultation.ts';
import type { CoverageGoal } from '../core/progress/goal.ts';
import type { KeptCut, ProgressCounts } from '../core/progress/progress-cut.ts';

/** Storage as whoever watches sees it. */
export interface ProgressStore {
  /**
   * Counts in one consistent snapshot. Reads every walk and response of the consultation: at most once a day each.
   *
   * @param day today in Asia/Ho_Chi_Minh: a walk rests once nothing came of it that day nor the day before
   */
  counts(id: ConsultationId, day: string): Promise<ProgressCounts>;
  /** What was told last; `null` where nothing was. */
  latest(id: ConsultationId): Promise<KeptCut | null>;
  /** Keeps a cut. @returns `conflict` where there is one of that day already */
  keep(id: ConsultationId, kept: KeptCut): Promise<'kept' | 'conflict'>;
  /** Goals set after the plan, by place. */
  goals(id: ConsultationId): Promise<readonly CoverageGoal[]>;
  /** Sets the goals of a consultation, all of them anew. */
  setGoals(
    id: ConsultationId,
    goals: readonly CoverageGoal[],
    change: { readonly by: string; readonly at: Date },
  ): Promise<void>;
}
