/** Decides which counts of a line a release publishes anew: every figure moves only in steps that hide each child. */

import { isLineProtected, type PublishedLine } from './line-audit.ts';
import { MIN_SPREAD, type RawCell, withheldOf } from './suppress.ts';

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Chooses the cells to publish anew.
 *
 * A cell moves once at least `minCell` responses came to it since it was last published, so that subtracting two releases
 * yields no small figure either; cells that stay behind protect each other; and no count that was not published, now or
 * with any release before, can be narrowed down to less than four values.
 *
 * @param history earlier releases of the line, oldest first
 * @param cells the true counts, each at least what was last published; they add up to the new number of responses
 * @param how `minCell` is the threshold k, ≥ 1; `stays` are cells that must not move for another reason
 * @returns the ids; an empty set leaves every figure as it was
 */
export function stepLine(
  history: readonly PublishedLine[],
  cells: readonly RawCell[],
  { minCell, stays = NOTHING }: { readonly minCell: number; readonly stays?: ReadonlySet<string> },
): ReadonlySet<string> {
  const pending = cells.map(({ id, count }) => ({ id, count: count - lastShown(history, id) }));
  const held = withheldOf(pending, minCell);
  const moving = pending
    .filter(({ id }) => !held.has(id) && !stays.has(id))
    .sort((a, b) => b.count - a.count);
  // The fewer have moved, the less is known: those with the fewest new responses stay first.
  for (; moving.length > 0; moving.pop()) {
    const ids = moving.map(({ id }) => id);
    if (mayShow(history, ids, { cells, minCell })) return new Set(ids);
  }
  return new Set();
}

/**
 * Tells whether a release may publish these cells of a line anew, and none of the others.
 *
 * @see stepLine
 */
export function mayShow(
  history: readonly PublishedLine[],
  ids: readonly string[],
  { cells, minCell }: { readonly cells: readonly RawCell[]; readonly minCell: number },
): boolean {
  const shown = new Map(cells.filter(({ id }) => ids.includes(id)).map(({ id, count }) => [id, count]));
  if ([...shown].some(([id, count]) => count - lastShown(history, id) < minCell)) return false;
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  const names = cells.map(({ id }) => id);
  const floors = new Map(cells.flatMap(({ id, told }) => (told === undefined ? [] : [[id, told] as const])));
  return isLineProtected([...history, { total, shown }], names, { spread: MIN_SPREAD, floors });
}

/** The count a cell was last published with; 0 where it never was. */
function lastShown(history: readonly PublishedLine[], id: string): number {
  return history.findLast(({ shown }) => shown.has(id))?.shown.get(id) ?? 0;
}
