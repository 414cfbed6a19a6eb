/** Comma-separated values that spreadsheet programs open as they are meant. */

/** A value of a field. */
export type CsvValue = string | number | boolean | null;

/** The mark by which Excel knows UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/** What a spreadsheet would run as a formula; the wide forms are typed in East Asian keyboards and mean the same. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * Writes rows, the header first, each ended by CR and LF.
 *
 * A text that begins like a formula gets an apostrophe before it. Nothing is an empty field, true and false are 1 and 0.
 *
 * @param mark whether it begins with a byte order mark: spreadsheets want it, data packages do not
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function writeCsv(
  rows: readonly (readonly CsvValue[])[],
  { mark }: { readonly mark: boolean },
): string {
  const lines = rows.map((row) => `${row.map(field).join(',')}\r\n`);
  return (mark ? BYTE_ORDER_MARK : '') + lines.join('');
}

function field(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
