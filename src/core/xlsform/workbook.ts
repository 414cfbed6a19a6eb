/** A spreadsheet as far as forms need it: sheets of rows of texts, and what was odd about them. */

/** What was odd about a cell, a row or a sheet; each becomes a note. */
export type SheetOddity = {
  readonly kind: 'date' | 'formula-without-value' | 'cell-error' | 'merged' | 'hidden-row';
  /** From 1, as the spreadsheet counts. */
  readonly row: number;
  /** From 1; 0 where a whole row is meant. */
  readonly column: number;
  /** What it is about: the range of merged cells, the name of the error. */
  readonly about?: string;
};

/** A row that has a value in it. */
export type SheetRow = {
  /** From 1, as the spreadsheet counts. */
  readonly row: number;
  /** Texts by column from 1. Numbers are written as short as can be, dates as `2026-11-24`. */
  readonly cells: ReadonlyMap<number, string>;
};

/** One sheet. */
export type Sheet = {
  readonly name: string;
  readonly isHidden: boolean;
  /** Only rows with values, in order. */
  readonly rows: readonly SheetRow[];
  readonly oddities: readonly SheetOddity[];
};

/** A spreadsheet that was read. */
export type Workbook = {
  readonly sheets: readonly Sheet[];
  /** Names of the sheets that were not read, because no form uses them. */
  readonly unread: readonly string[];
  /** Whether cells refer to other files, whose values are those of the last saving. */
  readonly hasExternalLinks: boolean;
  readonly hasMacros: boolean;
};

/** A cell to be written: numbers stay numbers, everything else is text and never a formula. */
export type WrittenCell = string | number | null;

/** A sheet to be written; its first row is the header. */
export type WrittenSheet = {
  readonly name: string;
  readonly rows: readonly (readonly WrittenCell[])[];
  /** Width of each column, in characters. */
  readonly widths: readonly number[];
  /** How many rows are shown as a header: bold, and kept in view. 1 where absent; 0 for a page of text. */
  readonly headerRows?: number;
  /** Cells of the first column that lead to a sheet of the same workbook: by row from 1, the name of the sheet. */
  readonly links?: ReadonlyMap<number, string>;
};

/** Longest text of a cell, in UTF-16 units. @see https://support.microsoft.com/office/excel-specifications-and-limits */
export const MAX_CELL = 32_767;

/** Names a column as spreadsheets do: 1 is A, 27 is AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}
