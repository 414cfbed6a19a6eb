/** Reads a file of comma-separated values as a sheet. */

import type { Sheet, SheetRow } from '../xlsform/workbook.ts';

/** Most rows of such a file: three ages for each of the 3,321 communes, and room. */
export const MAX_CSV_ROWS = 20_000;

/** Why it cannot be read. */
export type CsvFault = {
  readonly code: 'csv-not-utf8' | 'csv-quote' | 'csv-too-long';
  readonly facts: Readonly<Record<string, number>>;
};

/**
 * Reads it: UTF-8 with or without a byte order mark; commas, semicolons or tabs, whichever its first line has most of;
 * fields may be quoted.
 *
 * @see RFC 4180
 */
export function readCsvSheet(file: Uint8Array, name: string): Sheet | CsvFault {
  const text = decode(file);
  if (text === null) return { code: 'csv-not-utf8', facts: {} };
  const separator = separatorOf(text);
  const rows: SheetRow[] = [];
  let cells = new Map<number, string>();
  let [line, field, column] = [1, '', 1];
  let quotedSince = 0;
  const endField = (): void => {
    if (field.trim() !== '') cells.set(column, field.trim());
    [field, column] = ['', column + 1];
  };
  for (let at = 0; at <= text.length; at += 1) {
    const sign = text[at] ?? '\n';
    if (quotedSince > 0) {
      if (at === text.length) return { code: 'csv-quote', facts: { row: quotedSince } };
      if (sign !== '"') field += sign;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quotedSince = 0;
    } else if (sign === '"' && field === '') quotedSince = line;
    else if (sign === separator) endField();
    else if (sign === '\n') {
      endField();
      if (cells.size > 0) rows.push({ row: line, cells });
      if (rows.length > MAX_CSV_ROWS) return { code: 'csv-too-long', facts: { limit: MAX_CSV_ROWS } };
      [line, column, cells] = [line + 1, 1, new Map()];
    } else field += sign;
  }
  return { name, isHidden: false, rows, oddities: [] };
}

function decode(file: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file);
    return text.normalize('NFC').replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  } catch {
    return null;
  }
}

function separatorOf(text: string): string {
  const [first = ''] = text.split('\n', 1);
  const count = (sign: string): number => first.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',');
}

/** Writes rows so that spreadsheets open them with their diacritics: UTF-8 with a byte order mark. */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  const cellOf = (cell: string | number | null): string => {
    const text = String(cell ?? '');
    // A text that begins like a formula would be worked out when the file is opened.
    const safe = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",;\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}
