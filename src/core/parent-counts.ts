/** What is kept of parents' agreements once walks are sealed: counts of a whole batch, joined to nobody. */

import { SEVERAL } from './consent-counts.ts';
import type { ParentDecision, ParentWay } from './parents.ts';
import type { SessionState } from './session/state.ts';

/** How many walks had a parent decide so. */
export type ParentCount = {
  /** Which way is told only where enough of a batch share it. */
  readonly way: ParentWay | typeof SEVERAL;
  /** Version of the letter. */
  readonly wording: number;
  readonly decision: ParentDecision;
  readonly walks: number;
};

/**
 * Counts the decisions of a batch.
 *
 * @param fewest walks that share what is told. A smaller batch tells only how many agreed, as its responses do
 */
export function countParents(
  states: readonly Pick<SessionState, 'parent'>[],
  fewest: number,
): readonly ParentCount[] {
  const said = states.flatMap(({ parent }) => (parent === undefined ? [] : [parent]));
  const shown = states.length < fewest ? said.filter(({ decision }) => decision === 'agreed') : said;
  const byWay = counted(shown);
  return counted(
    byWay.flatMap((one) =>
      Array.from({ length: one.walks }, () => (one.walks < fewest ? { ...one, way: SEVERAL } : one)),
    ),
  );
}

function counted(said: readonly Omit<ParentCount, 'walks'>[]): readonly ParentCount[] {
  const counts = new Map<string, ParentCount>();
  for (const { way, wording, decision } of said) {
    const key = `${decision} ${way} ${wording}`;
    counts.set(key, { way, wording, decision, walks: (counts.get(key)?.walks ?? 0) + 1 });
  }
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, count]) => count);
}
