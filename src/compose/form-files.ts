/** Spreadsheets of forms as files: read into flows, written from flows, made to begin with. */

import type { Language } from '../core/language.ts';
import type { Say } from '../core/say.ts';
import { tidyCell } from '../core/xlsform/form-text.ts';
import type { Note } from '../core/xlsform/note.ts';
import { isFormSheet, readXlsForm } from '../core/xlsform/read-xlsform.ts';
import { formTemplate } from '../core/xlsform/template.ts';
import { writeXlsForm } from '../core/xlsform/write-xlsform.ts';
import { readWorkbook } from '../reports/workbook/read-workbook.ts';
import { writeWorkbook } from '../reports/workbook/write-workbook.ts';

/** What reading a file came to; what is faulty keeps the notes that explain it. */
export type FormFileReading =
  | {
      readonly kind: 'read';
      readonly source: Readonly<Record<string, unknown>>;
      readonly notes: readonly Note[];
    }
  | {
      readonly kind: 'faulty';
      readonly fault: { readonly code: string; readonly facts: Note['facts'] };
      readonly notes: readonly Note[];
    };

/** Longest name taken from a file. */
const MAX_NAME = 80;

/** Puts the tools together. */
export function formFiles(say: Say) {
  return {
    /** @param fileName as its sender calls it */
    async read(file: Uint8Array, fileName: string): Promise<FormFileReading> {
      const reading = await readWorkbook(file, isFormSheet);
      if (reading.kind === 'faulty') return { ...reading, notes: [] };
      return readXlsForm(reading.workbook, plainName(fileName), say);
    },
    /** @param source a flow as written, faults and all */
    write: (source: unknown): Promise<Uint8Array> => writeWorkbook(writeXlsForm(source)),
    template: (language: Language, filled: boolean): Promise<Uint8Array> =>
      writeWorkbook(formTemplate(say, language, filled)),
  };
}

/** The name of a file without its folder and its ending. */
function plainName(fileName: string): string {
  const name = tidyCell(fileName.replace(/^.*[/\\]/, '').replace(/\.xlsx$/i, ''));
  return name.slice(0, MAX_NAME).toWellFormed();
}
