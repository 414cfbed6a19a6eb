/** What was published before of the cells of a table, under whichever name. */

import type { LocalityCode } from '../locality.ts';
import { type CellPast, NO_PAST } from './rounding.ts';
import type { PublishedTable, TableName, Variable } from './table.ts';

/** The variable by which a place and those right below it share cells. */
export const PLACE: Variable = '@place';

/** What was published of a column of a table with one release. */
export type PastColumn = {
  readonly release: number;
  readonly counts: readonly (number | null)[];
  /** By row: whether it is withheld in a way that says that it is small. */
  readonly tellsSmall: readonly boolean[];
  readonly answered: number | null;
};

/** What was published of a column up to now. */
export type ColumnPast = { readonly cells: readonly CellPast[]; readonly answered: CellPast };

/** Earlier tables, to be looked up. */
export type TablesPast = {
  /** One column of a table; of a table of one variable the column whose id is `''`. */
  readonly column: (
    name: TableName,
    by: { readonly id: string; readonly rows: readonly string[] },
  ) => ColumnPast;
  /** Number of responses of a place. */
  readonly responses: (scope: LocalityCode) => CellPast;
  /** Number of responses with which the tables of a place were last cut, as shown; `null` where none were. */
  readonly lastCut: (scope: LocalityCode) => number | null;
  /** Number of responses of a place as the place above shows it with this very release; `undefined` where it does not. */
  readonly responsesAbove: (scope: LocalityCode, release: number) => number | null | undefined;
  /** A place's column in question × `@place` of the place above, if that was cut with this very release. */
  readonly above: (scope: LocalityCode, rows: Variable, release: number) => PastColumn | null;
};

type Series = Map<string, PastColumn[]>;

/** How the place above shows a place by itself with a release: not at all, beside others, or as the only one. */
export function shownAbove(
  earlier: readonly PublishedTable[],
  scope: LocalityCode,
  release: number,
): 'no' | 'beside-others' | 'alone' {
  let found: 'no' | 'beside-others' | 'alone' = 'no';
  for (const table of earlier) {
    if (table.release !== release || table.columns !== PLACE) continue;
    const at = table.columnIds.indexOf(scope);
    const isShown = (column: number): boolean => table.counts.some((row) => (row[column] ?? null) !== null);
    if (at < 0 || !isShown(at)) continue;
    if (table.columnIds.some((_, column) => column !== at && isShown(column))) return 'beside-others';
    found = 'alone';
  }
  return found;
}

/** Sorts earlier tables, oldest first, by what they tell of a place. */
function sortTables(earlier: readonly PublishedTable[], scope: LocalityCode) {
  const columns: Series = new Map();
  const above: Series = new Map();
  const sizes = new Map<LocalityCode, { release: number; value: number | null; above: boolean }[]>();
  const lastCut = new Map<LocalityCode, number>();
  for (const table of earlier.toSorted((a, b) => a.release - b.release)) {
    lastCut.set(table.scope, table.responses ?? 0);
    push(sizes, table.scope, { release: table.release, value: table.responses, above: false });
    if (table.rows === PLACE && table.columns === null) {
      table.rowIds.forEach((place, row) => {
        push(sizes, place, { release: table.release, value: table.counts[row]?.[0] ?? null, above: true });
      });
    }
    table.columnIds.forEach((id, index) => {
      // Of the place above only the column of this one: it may have hundreds.
      if (table.columns === PLACE && table.scope !== scope && id !== scope) return;
      const column = pastColumn(table, index);
      push(columns, keyOf(table, id), column);
      if (table.columns === PLACE) {
        const below = keyOf({ scope: id, rows: table.rows, columns: null }, '');
        push(columns, below, column);
        push(above, below, column);
      } else if (table.columns === null) {
        push(columns, belowKey(table), column);
      }
    });
  }
  return { columns, above, sizes, lastCut };
}

/** Reads what earlier tables tell of a place. */
export function tablesPast(earlier: readonly PublishedTable[], scope: LocalityCode): TablesPast {
  const { columns, above, sizes, lastCut } = sortTables(earlier, scope);
  const responses = (scope: LocalityCode): CellPast =>
    cellPast((sizes.get(scope) ?? []).map(({ value }) => ({ value, small: true })));
  return {
    column: (name, { id, rows }) => {
      const own = columns.get(keyOf(name, id)) ?? [];
      const below =
        name.columns === PLACE ? (columns.get(belowKey({ scope: id, rows: name.rows })) ?? []) : [];
      const past = [...own, ...below].sort((a, b) => a.release - b.release);
      const places = name.rows === PLACE && name.columns === null;
      return {
        cells: rows.map((row, at) =>
          places
            ? responses(row)
            : cellPast(
                past.map(({ counts, tellsSmall }) => ({
                  value: counts[at] ?? null,
                  small: tellsSmall[at] === true,
                })),
              ),
        ),
        answered: cellPast(past.map(({ answered }) => ({ value: answered, small: true }))),
      };
    },
    responses,
    responsesAbove: (scope, release) =>
      sizes.get(scope)?.find((size) => size.above && size.release === release)?.value,
    lastCut: (scope) => lastCut.get(scope) ?? null,
    above: (scope, rows, release) =>
      above
        .get(keyOf({ scope, rows, columns: null }, ''))
        ?.findLast((column) => column.release === release) ?? null,
  };
}

function keyOf({ scope, rows, columns }: TableName, id: string): string {
  return `${scope} ${rows} ${columns ?? ''} ${id}`;
}

/** Names of places are unique, so a place's own table needs not say which place is above. */
function belowKey({ scope, rows }: Pick<TableName, 'scope' | 'rows'>): string {
  return `below ${scope} ${rows}`;
}

function push<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [one]);
  else list.push(one);
}

function cellPast(past: readonly { readonly value: number | null; readonly small: boolean }[]): CellPast {
  const shown = past.findLast(({ value }) => value !== null)?.value ?? null;
  if (shown !== null) return { shown, wasSmall: false };
  return past.some(({ small }) => small) ? { shown, wasSmall: true } : NO_PAST;
}

/**
 * A withheld cell of two variables is small if its row and its column each show a figure; a row or column that shows none
 * tells nothing of its cells. Of one variable all withheld cells count as small, which only holds them back longer.
 */
function pastColumn({ release, counts, columns, answered }: PublishedTable, at: number): PastColumn {
  const column = counts.map((row) => row[at] ?? null);
  const columnTells = column.some((count) => count !== null);
  return {
    release,
    counts: column,
    tellsSmall: column.map(
      (count, row) =>
        count === null &&
        columnTells &&
        (columns === null || counts[row]?.some((one) => one !== null) === true),
    ),
    answered: answered[at] ?? null,
  };
}
