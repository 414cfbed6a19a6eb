/** Sheets of a form for tests, without a file. */

import type { Sheet, Workbook, WrittenSheet } from '../../../src/core/xlsform/workbook.ts';

/** What a reader would make of sheets that were written. */
export function asRead(sheets: readonly WrittenSheet[]): Workbook {
  return workbookOf(Object.fromEntries(sheets.map(({ name, rows }) => [name, rows])));
}

/** A workbook of these sheets, cell by cell; the first row is the header. */
export function workbookOf(
  sheets: Readonly<Record<string, readonly (readonly (string | number | null)[])[]>>,
  more: Partial<Workbook> = {},
): Workbook {
  return {
    ...{ unread: [], hasExternalLinks: false, hasMacros: false },
    sheets: Object.entries(sheets).map(([name, rows]) => sheetOf(name, rows)),
    ...more,
  };
}

function sheetOf(name: string, rows: readonly (readonly (string | number | null)[])[]): Sheet {
  return {
    ...{ name, isHidden: false, oddities: [] },
    rows: rows.flatMap((row, at) => {
      const cells = row.flatMap((cell, column) =>
        cell === null || cell === '' ? [] : [[column + 1, String(cell)] as const],
      );
      return cells.length === 0 ? [] : [{ row: at + 1, cells: new Map(cells) }];
    }),
  };
}
