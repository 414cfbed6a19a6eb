/** Published tables of two variables as reports show them: the question in the rows, groups of children in the columns. */

import type { Variable } from '../core/release/table.ts';
import type { ReportTable } from '../core/report-matter.ts';
import type { TableView } from './read-table.ts';
import { isAttribute, type VariableWords } from './variable-words.ts';

/**
 * Turns a table where its rows are groups of children and its columns are not.
 *
 * Of a turned table it is not published how many of a group answered. Where every child gives one answer and nothing is
 * withheld it is the sum of the answers, else it is unknown.
 */
export function reportTable(
  view: TableView,
  unaskedOf: (question: Variable) => readonly string[],
): ReportTable {
  const { release, day, minCell, base, counts, answered } = view;
  const rows = sideOf(view.rowVariable, view.rowIds, view.rowValues);
  const columns = sideOf(view.columnVariable ?? view.rowVariable, view.columnIds, view.columnValues);
  const figures = { release, day, minCell, base };
  const unasked = (question: Variable, groups: Variable) => (groups === '@age' ? unaskedOf(question) : []);
  const isTurned = isGroup(view.rowVariable) && view.columnVariable !== null && !isGroup(view.columnVariable);
  if (!isTurned) {
    const isSplit = view.columnVariable !== null && isGroup(view.columnVariable);
    const never = unasked(rows.variable, columns.variable);
    return { ...figures, rows, columns, counts, answered, unasked: never, isSplit, isTurned };
  }
  const single = view.columnVariable?.several === false;
  return {
    ...{ ...figures, rows: columns, columns: rows, isSplit: true, isTurned },
    counts: view.columnIds.map((_, column) => view.rowIds.map((_id, row) => counts[row]?.[column] ?? null)),
    unasked: unasked(columns.variable, rows.variable),
    answered: view.rowIds.map((_, row) => (single ? sumOf(counts[row] ?? []) : null)),
  };
}

/** Tells whether a variable says who the children are. */
function isGroup({ name, cut }: VariableWords): boolean {
  return isAttribute(name) || cut !== null;
}

function sideOf(
  { name, text }: VariableWords,
  ids: readonly string[],
  values: TableView['rowValues'],
): ReportTable['rows'] {
  return { variable: name, text, ids, labels: ids.map((id, at) => values[at]?.label ?? id) };
}

function sumOf(counts: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const count of counts) {
    if (count === null) return null;
    sum += count;
  }
  return sum;
}
