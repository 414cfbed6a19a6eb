/** Brings a published table into the order a page wants: a question's answers down, groups of children across. */

import type { PublishedTable, Variable } from '../release/table.ts';
import type { SplitTable } from './differences.ts';
import { slackOf } from './figures.ts';

/**
 * Gives the table with `rows` as its rows.
 *
 * Turned round, the children of a group who answered are its cells added up, where each child gave one answer and all cells
 * are known; else they are not known, and no shares are told. What rounding may have changed adds up as well.
 *
 * @param several whether one child may have given several answers to `rows`
 */
export function withRows(table: PublishedTable, rows: Variable, several: boolean): SplitTable {
  const { columns, base } = table;
  if (table.rows === rows || columns === null) return { ...table, columns: columns ?? '' };
  const answered = table.rowIds.map((_, group) => {
    const cells = table.counts[group] ?? [];
    if (several || cells.some((count) => count === null)) return null;
    return cells.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  });
  const slack = slackOf(base) * table.columnIds.length;
  return {
    ...{
      rows: columns,
      columns: table.rows,
      rowIds: table.columnIds,
      columnIds: table.rowIds,
      base,
      answered,
    },
    counts: table.columnIds.map((_, row) =>
      table.rowIds.map((_, group) => table.counts[group]?.[row] ?? null),
    ),
    answeredSlack: slack,
  };
}
