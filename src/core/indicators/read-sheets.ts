/** Reads denominators and targets out of sheets: all of them, or a list of everything that is wrong. */

import { columnName, type Sheet, type SheetRow } from '../xlsform/workbook.ts';
import { type IndicatorContent, keyOfRow, ROW_KINDS, type RowKind } from './indicator-row.ts';
import { type RowGround, readRow } from './read-row.ts';
import { OPTIONAL_COLUMNS, plainWord, ROW_COLUMNS, ROW_SHEETS, type RowColumn } from './row-columns.ts';

/** What is wrong, and where. */
export type SheetFault = {
  readonly sheet: string;
  /** From 1; 0 where it is about the whole sheet. */
  readonly row: number;
  /** Letter and header, as `F (Số trẻ em)`; empty where it is about the whole row. */
  readonly column: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
};

/** What reading came to; nothing is taken of a file with a fault. */
export type SheetsReading =
  | { readonly kind: 'read'; readonly rows: readonly IndicatorContent[] }
  | { readonly kind: 'faulty'; readonly faults: readonly SheetFault[] };

/** Reads them. */
export function readSheets(sheets: readonly Sheet[], ground: RowGround): SheetsReading {
  const faults: SheetFault[] = [];
  const rows: IndicatorContent[] = [];
  const seen = new Map<string, string>();
  let tables = 0;
  for (const sheet of sheets) {
    const [head, ...body] = sheet.rows;
    if (head === undefined) continue;
    const table = readHeader(sheet, head, faults);
    if (table === null) continue;
    tables += 1;
    faults.push(...odditiesOf(sheet));
    for (const row of body) {
      const read = readRow(table.kind, (column) => row.cells.get(table.at(column)) ?? '', ground);
      const where = { sheet: sheet.name, row: row.row };
      if (read.kind === 'faulty') {
        const inOrder = [...read.faults].sort((one, other) => table.at(one.column) - table.at(other.column));
        faults.push(
          ...inOrder.map(({ column, code, facts }) => ({
            ...{ ...where, code, facts },
            column: columnWords(table, column),
          })),
        );
        continue;
      }
      const key = keyOfRow(read.content);
      const twin = seen.get(key);
      if (twin !== undefined) faults.push({ ...where, column: '', code: 'twin', facts: { twin } });
      else seen.set(key, `${sheet.name}, ${row.row}`);
      rows.push(read.content);
    }
  }
  // Another workbook altogether: one sentence says so, not one for each of its sheets.
  if (tables === 0 && faults.length > 1 && faults.every(({ code }) => code === 'not-a-table')) {
    return { kind: 'faulty', faults: [{ sheet: '', row: 0, column: '', code: 'no-template', facts: {} }] };
  }
  if (faults.length === 0 && rows.length === 0) {
    return { kind: 'faulty', faults: [{ sheet: '', row: 0, column: '', code: 'nothing', facts: {} }] };
  }
  return faults.length === 0 ? { kind: 'read', rows } : { kind: 'faulty', faults };
}

type Table = { readonly kind: RowKind; readonly at: (column: RowColumn) => number };

/** Which kind of rows a sheet holds, by its headers. */
function readHeader(sheet: Sheet, head: SheetRow, faults: SheetFault[]): Table | null {
  const headers = new Map([...head.cells].map(([at, text]) => [plainWord(text), at]));
  const known = ROW_KINDS.map((kind) => ({ kind, columns: columnsOf(kind) }))
    .map(({ kind, columns }) => ({
      ...{ kind, columns },
      found: columns.filter(([, header]) => headers.has(plainWord(header))).length,
    }))
    .sort((one, other) => other.found - one.found)[0];
  const where = { sheet: sheet.name, row: head.row };
  const named = ROW_KINDS.some((kind) => plainWord(ROW_SHEETS[kind]) === plainWord(sheet.name));
  if (known === undefined || known.found < 3) {
    const facts = { headers: [...head.cells.values()].slice(0, 12).join(', ').slice(0, 200) };
    faults.push({ ...where, column: '', code: named ? 'headers' : 'not-a-table', facts });
    return null;
  }
  const missing = known.columns.filter(
    ([column, header]) => !headers.has(plainWord(header)) && !OPTIONAL_COLUMNS[known.kind].includes(column),
  );
  for (const [, header] of missing) {
    faults.push({ ...where, column: '', code: 'header-missing', facts: { header } });
  }
  const wanted = new Set(known.columns.map(([, header]) => plainWord(header)));
  for (const [at, text] of head.cells) {
    if (wanted.has(plainWord(text))) continue;
    faults.push({
      ...where,
      column: columnName(at),
      code: 'header-unknown',
      facts: { header: text.slice(0, 60) },
    });
  }
  if (missing.length > 0) return null;
  const byColumn = new Map(
    known.columns.map(([column, header]) => [column, headers.get(plainWord(header)) ?? 0]),
  );
  return { kind: known.kind, at: (column) => byColumn.get(column) ?? 0 };
}

function columnsOf(kind: RowKind): readonly (readonly [RowColumn, string])[] {
  const pairs: [RowColumn, string][] = [];
  const columns: Readonly<Partial<Record<RowColumn, string>>> = ROW_COLUMNS[kind];
  for (const column of COLUMN_NAMES) {
    const header = columns[column];
    if (header !== undefined) pairs.push([column, header]);
  }
  return pairs;
}

const COLUMN_NAMES: readonly RowColumn[] = [
  ...(['code', 'name', 'ageFrom', 'ageTo', 'sex', 'children', 'measure', 'day', 'from', 'until'] as const),
  ...(['value', 'source', 'era'] as const),
];

function columnWords({ kind, at }: Table, column: RowColumn): string {
  const header = columnsOf(kind).find(([name]) => name === column)?.[1] ?? '';
  return at(column) === 0 ? header : `${columnName(at(column))} (${header})`;
}

/** A cell whose value was never worked out, or is an error, is no number to rely on. */
function odditiesOf({ name, oddities }: Sheet): readonly SheetFault[] {
  return oddities
    .filter(({ kind }) => kind === 'formula-without-value' || kind === 'cell-error' || kind === 'merged')
    .map(({ kind, row, column }) => ({
      ...{ sheet: name, row, code: `odd-${kind}`, facts: {} },
      column: column === 0 ? '' : columnName(column),
    }));
}
