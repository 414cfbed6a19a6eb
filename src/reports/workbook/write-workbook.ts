/** Writes an `.xlsx` file of texts and numbers: no formula, no link out of it, nothing that runs. */

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import writeSheets from 'write-excel-file/universal';
import { MAX_CELL, type WrittenCell, type WrittenSheet } from '../../core/xlsform/workbook.ts';

/** Shade of header cells, and the ink on it: legible on screens and printed without colour. */
const HEADER = { backgroundColor: '#E3F1EC', textColor: '#12372A', fontWeight: 'bold' } as const;

/** Writes the sheets, in order. A text that begins like a formula stays a text. */
export async function writeWorkbook(sheets: readonly WrittenSheet[]): Promise<Uint8Array> {
  const written = sheets.map(({ name, rows, widths, headerRows = 1 }) => ({
    sheet: name,
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: headerRows,
    data: rows.map((row, at) => row.map((cell) => cellOf(cell, at < headerRows))),
  }));
  const blob = await writeSheets(written).toBlob();
  return withLinks(new Uint8Array(await blob.arrayBuffer()), sheets);
}

/** What may stand behind links in a sheet. @see ECMA-376 part 1, 18.3.1.99 (CT_Worksheet) */
const AFTER_LINKS =
  /<(printOptions|pageMargins|pageSetup|headerFooter|drawing|legacyDrawing|tableParts|extLst)[ />]|<\/worksheet>/;

/** The library writes links out of a file only; those within it are put in afterwards. */
function withLinks(bytes: Uint8Array, sheets: readonly WrittenSheet[]): Uint8Array {
  if (sheets.every(({ links }) => links === undefined)) return bytes;
  const parts = unzipSync(bytes);
  for (const [at, { links }] of sheets.entries()) {
    const path = `xl/worksheets/sheet${at + 1}.xml`;
    const part = parts[path];
    if (links === undefined || links.size === 0 || part === undefined) continue;
    const written = [...links].map(
      ([row, sheet]) =>
        `<hyperlink ref="A${row}" location="${escapeXml(`'${sheet.replaceAll("'", "''")}'!A1`)}"/>`,
    );
    const text = strFromU8(part);
    const end = text.search(AFTER_LINKS);
    const xml = `<hyperlinks>${written.join('')}</hyperlinks>`;
    parts[path] = strToU8(`${text.slice(0, end)}${xml}${text.slice(end)}`);
  }
  return zipSync(parts);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function cellOf(value: WrittenCell, isHeader: boolean) {
  if (value === null || value === '') return null;
  const look = { wrap: true, alignVertical: 'top', ...(isHeader ? HEADER : {}) } as const;
  // Finite numbers only: a spreadsheet has no other.
  if (typeof value === 'number' && Number.isFinite(value)) return { ...look, type: Number, value };
  return { ...look, type: String, value: escapeText(String(value).slice(0, MAX_CELL)) };
}

/** Half of a pair, and what XML forbids or the library would leave out. */
const UNFIT =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be found.
  /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\0-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffd-\uffff]|[\ud83f\ud87f\ud8bf\ud8ff\ud93f\ud97f\ud9bf\ud9ff\uda3f\uda7f\udabf\udaff\udb3f\udb7f\udbbf\udbff][\udffe\udfff]/g;

/**
 * Writes characters that XML cannot hold as `_x000D_`, and what looks like that already in the same way.
 *
 * @see ECMA-376 part 1, 22.9.2.19 (ST_Xstring)
 */
function escapeText(text: string): string {
  const code = (letter: string) => `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  // The library takes a text such as `valueOf` for a property of its list of texts, and writes an empty cell.
  if (text in Object.prototype) return `${code(text)}${text.slice(1)}`;
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(UNFIT, (found) => [...Array(found.length).keys()].map((at) => code(found.charAt(at))).join(''));
}
