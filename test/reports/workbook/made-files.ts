/** Spreadsheet files made by hand, so that everything in them can be wrong. */

import { strToU8, type Zippable, zipSync } from 'fflate';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** XML of sheets by name, and parts that replace or join those of an ordinary file. */
export type MadeFile = {
  readonly sheets?: Readonly<Record<string, string>>;
  /** Attributes of a sheet in the workbook, by its name. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly sharedStrings?: string;
  readonly styles?: string;
  readonly workbookPr?: string;
  readonly parts?: Zippable;
};

/** Makes a file. */
export function madeFile(made: MadeFile = {}): Uint8Array {
  const sheets = Object.entries(
    made.sheets ?? {
      survey: sheetXml([
        ['type', 'name', 'label'],
        ['note', 'n', 'Chào'],
      ]),
    },
  );
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    '_rels/.rels': strToU8(
      `<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<?xml version="1.0"?><workbook xmlns:r="${RELATIONS}">${made.workbookPr ?? ''}<sheets>${sheets
        .map(
          ([name], at) =>
            `<sheet name="${name}" sheetId="${at + 1}" r:id="s${at}" ${made.attributes?.[name] ?? ''}/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/${at}.xml`)).join('')}${relation('shared', 'sharedStrings', 'sharedStrings.xml')}${relation('styles', 'styles', '/xl/styles.xml')}</Relationships>`,
    ),
    ...Object.fromEntries(sheets.map(([, xml], at) => [`xl/worksheets/${at}.xml`, strToU8(xml)])),
    'xl/sharedStrings.xml': strToU8(made.sharedStrings ?? '<sst/>'),
    'xl/styles.xml': strToU8(made.styles ?? '<styleSheet/>'),
    ...made.parts,
  });
}

/** A sheet whose cells hold their texts themselves. */
export function sheetXml(rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) =>
    row.map(
      (text) => `<c t="inlineStr"><is><t>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</t></is></c>`,
    );
  return sheetOf(rows.map((row) => `<row>${cells(row).join('')}</row>`).join(''));
}

/** A sheet of given rows of XML. */
export function sheetOf(rows: string, after = ''): string {
  return `<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`;
}

/** Changes bytes where a mark stands in a file. @param mark as little-endian signature */
export function patched(
  file: Uint8Array,
  mark: number,
  offset: number,
  bytes: readonly number[],
): Uint8Array {
  const copy = file.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 4 <= copy.length; at++) {
    if (view.getUint32(at, true) === mark) copy.set(bytes, at + offset);
  }
  return copy;
}

/** The beginning of files of Office before 2007, with a name in the directory of the container. */
export function oleFile(name: string): Uint8Array {
  const file = new Uint8Array(2048);
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  file.set(
    [...name].flatMap((letter) => [letter.charCodeAt(0), 0]),
    1024,
  );
  return file;
}
