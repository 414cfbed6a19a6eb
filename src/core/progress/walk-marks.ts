/** What is kept of walks once they are sealed, besides the answers: counts of a whole batch, joined to nobody. */

import type { QuestionId } from '../flow/flow.ts';
import type { SessionState } from '../session/state.ts';
import { type MinuteCounts, readMinuteClass } from './minutes.ts';

/** Counts by mark: `took:<fewest minutes>` and `stopped:<question>`. */
export type WalkMarks = Readonly<Record<string, number>>;

/**
 * Counts how long the walks of a batch took and where they broke off.
 *
 * @param fewest each of the two is kept only where at least so many walks of the batch share in it
 */
export function marksOf(states: readonly SessionState[], fewest: number): WalkMarks {
  const took = states.flatMap(({ pace }) =>
    pace !== undefined && 'took' in pace ? [`took:${pace.took}`] : [],
  );
  const stopped = states.flatMap((state) => (isUnfinished(state) ? [`stopped:${state.asking}`] : []));
  const marks: Record<string, number> = {};
  for (const kind of [took, stopped]) {
    if (kind.length < fewest) continue;
    for (const mark of kind) marks[mark] = (marks[mark] ?? 0) + 1;
  }
  return marks;
}

function isUnfinished({ phase, asking }: SessionState): boolean {
  return (phase === 'asking' || phase === 'stopped') && asking !== null;
}

/** Reads the minutes out of stored marks. */
export function minutesIn(marks: WalkMarks): MinuteCounts {
  return Object.fromEntries(
    named(marks, 'took:').flatMap(([name, walks]) => {
      const least = readMinuteClass(name);
      return least === null ? [] : [[least, walks]];
    }),
  );
}

/** Reads where walks broke off out of stored marks. */
export function stopsIn(marks: WalkMarks): Readonly<Record<QuestionId, number>> {
  return Object.fromEntries(named(marks, 'stopped:'));
}

function named(marks: WalkMarks, prefix: string): readonly (readonly [string, number])[] {
  return Object.entries(marks).flatMap(([mark, walks]) =>
    mark.startsWith(prefix) ? [[mark.slice(prefix.length), walks] as const] : [],
  );
}
