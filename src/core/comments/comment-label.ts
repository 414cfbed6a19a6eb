/** What may be told of a comment's writer: age band and province, each only where enough comments share it. */

import type { AgeBand } from '../age-band.ts';
import type { LocalityCode } from '../locality.ts';

/** What is known of a comment. */
export type CommentOrigin = {
  readonly id: string;
  readonly ageBand: AgeBand | null;
  readonly province: LocalityCode | null;
};

/** What is told of it; `null`: not told. */
export type CommentLabel = Omit<CommentOrigin, 'id'>;

/** From fine to coarse: a comment gets the first that enough of those left share. */
const LEVELS: readonly ((origin: CommentOrigin) => CommentLabel)[] = [
  ({ ageBand, province }) => ({ ageBand, province }),
  ({ province }) => ({ ageBand: null, province }),
  ({ ageBand }) => ({ ageBand, province: null }),
];

/**
 * Labels all comments of a question. Who is left over at one level is counted at the next without those who were labelled,
 * so that whoever subtracts the labelled ones from what a coarser label says is left with as many again.
 *
 * @param least fewest comments that share a label, ≥ 1
 */
export function labelComments(
  origins: readonly CommentOrigin[],
  least: number,
): ReadonlyMap<string, CommentLabel> {
  const labels = new Map<string, CommentLabel>();
  let left = origins;
  for (const labelOf of LEVELS) {
    const counts = new Map<string, number>();
    for (const origin of left)
      counts.set(keyOf(labelOf(origin)), (counts.get(keyOf(labelOf(origin))) ?? 0) + 1);
    const still: CommentOrigin[] = [];
    for (const origin of left) {
      const label = labelOf(origin);
      const says = label.ageBand !== null || label.province !== null;
      if (says && (counts.get(keyOf(label)) ?? 0) >= least) labels.set(origin.id, label);
      else still.push(origin);
    }
    left = still;
  }
  for (const { id } of left) labels.set(id, { ageBand: null, province: null });
  return labels;
}

function keyOf({ ageBand, province }: CommentLabel): string {
  return `${ageBand ?? ''} ${province ?? ''}`;
}
