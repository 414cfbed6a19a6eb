/** One sheet of a form as a table: its header read, its rows by the names of columns. */

import { nearestName } from '../flow/nearest-name.ts';
import type { Language } from '../language.ts';
import { columnNames, type FormSheetName, readHeader } from './form-columns.ts';
import { tidyCell, wasNormalised } from './form-text.ts';
import { languageTagOf } from './language-name.ts';
import type { Notes } from './note.ts';
import type { Sheet } from './workbook.ts';

/** Texts of a row by column: `type`, `label` (no language told), `label::vi`, `em_noi::kind`. Never empty ones. */
export type Cells = ReadonlyMap<string, string>;

/** A row under the header. */
export type FormRow = { readonly row: number; readonly cells: Cells };

/** A sheet. */
export type FormTable = {
  readonly sheet: string;
  /** Column from 1 by name, in order. */
  readonly columns: ReadonlyMap<string, number>;
  /** What is written above a column. */
  readonly headers: ReadonlyMap<string, string>;
  readonly rows: readonly FormRow[];
};

/** Longest header that is looked at, in UTF-16 units. */
const MAX_HEADER = 200;

/** A table without rows. */
export const NO_TABLE: FormTable = { sheet: '', columns: new Map(), headers: new Map(), rows: [] };

/** Makes the table of a sheet; what its columns and cells lose is noted. */
export function tableOf(sheet: Sheet, as: FormSheetName, notes: Notes): FormTable {
  const [header, ...rows] = sheet.rows;
  noteOddities(sheet, notes);
  if (header === undefined) return { ...NO_TABLE, sheet: sheet.name };
  const columns = new Map<string, number>();
  const headers = new Map<string, string>();
  const names = new Map<number, string>();
  for (const [column, written] of header.cells) {
    const title = tidyCell(written).slice(0, MAX_HEADER);
    const name = columnNamed(title, as, { sheet, row: header.row, column, notes });
    if (name === null) continue;
    if (columns.has(name)) {
      notes.add('column-twice', { sheet: sheet.name, row: header.row, column }, { header: title });
      continue;
    }
    columns.set(name, column);
    headers.set(name, title);
    names.set(column, name);
  }
  return { sheet: sheet.name, columns, headers, rows: rows.map((row) => rowOf(row, names, sheet, notes)) };
}

type HeaderSpot = {
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
  readonly notes: Notes;
};

function columnNamed(
  header: string,
  as: FormSheetName,
  { sheet, row, column, notes }: HeaderSpot,
): string | null {
  const found = readHeader(header, as);
  const spot = { sheet: sheet.name, row, column };
  switch (found.kind) {
    case 'plain':
    case 'own':
      return found.name;
    case 'text': {
      if (found.language === null) return found.name;
      const language = languageTagOf(found.language);
      if (language !== null) return `${found.name}::${language}`;
      notes.add('language-unknown', spot, { header });
      return null;
    }
    case 'unknown': {
      const base = header.split(':')[0] ?? header;
      const near = nearestName(base, columnNames(as));
      if (near === undefined) notes.add('column-unknown', spot, { header });
      else notes.add('column-misspelled', spot, { header, near });
      return null;
    }
    default:
      return found satisfies never;
  }
}

function rowOf(
  { row, cells }: Sheet['rows'][number],
  names: ReadonlyMap<number, string>,
  sheet: Sheet,
  notes: Notes,
): FormRow {
  const byName = new Map<string, string>();
  for (const [column, text] of cells) {
    const name = names.get(column);
    const tidy = tidyCell(text);
    if (name === undefined || tidy === '') continue;
    if (wasNormalised(text)) notes.add('normalised', { sheet: sheet.name, row, column });
    byName.set(name, tidy);
  }
  return { row, cells: byName };
}

function noteOddities(sheet: Sheet, notes: Notes): void {
  const { name } = sheet;
  if (sheet.isHidden) notes.add('hidden-sheet', { sheet: name });
  for (const { kind, row, column, about = '' } of sheet.oddities) {
    const spot = { sheet: name, row, column };
    if (kind === 'merged') notes.add('merged-cells', spot, { range: about });
    else if (kind === 'cell-error') notes.add('cell-error', spot, { error: about });
    else if (kind === 'date') notes.add('date-cell', spot);
    else notes.add(kind, spot);
  }
}

/** Languages that a kind of text is written in, in the order of the columns; only those with a word in them. */
export function languagesOf(table: FormTable, text: string): readonly Language[] {
  return [...table.columns.keys()].flatMap((name) => {
    const language = name.startsWith(`${text}::`) ? name.slice(text.length + 2) : null;
    return language !== null && table.rows.some(({ cells }) => cells.has(name)) ? [language] : [];
  });
}
