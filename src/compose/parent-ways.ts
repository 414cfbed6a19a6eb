/** Ways in which parents agree, as words typed at the command line. */

import { PARENT_WAYS, type ParentWay } from '../core/parents.ts';

/** Reads them: each once, in the order in which they are offered; `null` where one is unknown or none is there. */
export function readParentWays(words: readonly string[]): readonly ParentWay[] | null {
  const ways = PARENT_WAYS.filter((way) => words.includes(way));
  return ways.length > 0 && ways.length === new Set(words).size ? ways : null;
}

/** All of them, as a list to show. */
export function knownParentWays(): string {
  return PARENT_WAYS.join(', ');
}
