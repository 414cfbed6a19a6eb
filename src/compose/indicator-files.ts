/** Denominators and targets as files: read from spreadsheets and CSV, and made to be filled in. */

import type { RowKind } from '../core/indicators/indicator-row.ts';
import { readCsvSheet, writeCsv } from '../core/indicators/read-csv.ts';
import { GUIDE_SHEETS, plainWord } from '../core/indicators/row-columns.ts';
import { headersOf, rowTemplate } from '../core/indicators/template.ts';
import type { Language } from '../core/language.ts';
import type { Gazetteer } from '../core/locality.ts';
import type { Say } from '../core/say.ts';
import type { Sheet } from '../core/xlsform/workbook.ts';
import { readWorkbook } from '../reports/workbook/read-workbook.ts';
import { writeWorkbook } from '../reports/workbook/write-workbook.ts';

/** Sheets of a file, or why it cannot be read; wording: `console.indicators.file.<code>`. */
export type RowFileReading =
  | { readonly kind: 'read'; readonly sheets: readonly Sheet[] }
  | {
      readonly kind: 'faulty';
      readonly code: string;
      readonly facts: Readonly<Record<string, string | number>>;
    };

/** The tools. */
export type IndicatorFiles = ReturnType<typeof indicatorFiles>;

/** Puts them together. */
export function indicatorFiles(say: Say, gazetteer: Gazetteer) {
  const guides = GUIDE_SHEETS.map(plainWord);
  return {
    /** @param fileName as its sender calls it; the ending of a CSV file decides */
    async read(file: Uint8Array, fileName: string): Promise<RowFileReading> {
      if (/\.(csv|tsv|txt)$/i.test(fileName)) {
        const sheet = readCsvSheet(file, fileName.replace(/^.*[/\\]/, '').slice(0, 60));
        return 'code' in sheet ? { kind: 'faulty', ...sheet } : { kind: 'read', sheets: [sheet] };
      }
      const reading = await readWorkbook(file, (name) => !guides.includes(plainWord(name)));
      if (reading.kind === 'faulty') return { kind: 'faulty', ...reading.fault };
      return { kind: 'read', sheets: reading.workbook.sheets };
    },
    workbook: (language: Language): Promise<Uint8Array> =>
      writeWorkbook(rowTemplate((key) => say(language, key), gazetteer)),
    csv: (kind: RowKind): string => writeCsv([headersOf(kind)]),
  };
}
