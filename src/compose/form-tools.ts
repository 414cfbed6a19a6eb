/** What an author can do with spreadsheets without a database. */

import { checkFlow } from '../core/flow/check-flow.ts';
import type { Finding } from '../core/flow/finding.ts';
import type { Language } from '../core/language.ts';
import { sayFormFault, sayNote, sayOutcome, sayWhere } from '../core/xlsform/say-note.ts';
import { createSay } from '../i18n/say.ts';
import { MAX_FILE_BYTES } from '../reports/workbook/limits.ts';
import { yamlFlowFormat } from '../storage/flow-format.ts';
import { printFlow } from '../storage/print-flow.ts';
import { formFiles } from './form-files.ts';

/** A note in words. */
export type WordedNote = { readonly where: string; readonly what: string; readonly text: string };

/** What a spreadsheet came to. */
export type FormAsFile =
  | {
      readonly kind: 'read';
      /** The flow file. */
      readonly yaml: string;
      readonly findings: readonly Finding[];
      readonly notes: readonly WordedNote[];
    }
  | { readonly kind: 'faulty'; readonly fault: string; readonly notes: readonly WordedNote[] };

/** The tools. */
export type FormTools = ReturnType<typeof formTools>;

/** Puts them together. */
export function formTools() {
  const say = createSay();
  const files = formFiles(say);
  return {
    maxBytes: MAX_FILE_BYTES,
    async read(file: Uint8Array, fileName: string, language: Language): Promise<FormAsFile> {
      const reading = await files.read(file, fileName);
      const notes = reading.notes.map((note) => ({
        where: sayWhere(say, language, note) || say(language, 'console.xlsforms.result.whole'),
        what: sayOutcome(say, language, note),
        text: sayNote(say, language, note),
      }));
      if (reading.kind === 'faulty') {
        return { kind: 'faulty', fault: sayFormFault(say, language, reading.fault), notes };
      }
      const { findings } = checkFlow({ data: reading.source });
      return { kind: 'read', yaml: printFlow(reading.source), findings, notes };
    },
    write: files.write,
    parse: yamlFlowFormat().parse,
  };
}
