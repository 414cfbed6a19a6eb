/** What bringing spreadsheets in and giving them out needs, as the pages use it. */

import type { Language } from '../../../core/language.ts';
import type { LocalityCode } from '../../../core/locality.ts';
import type { Note } from '../../../core/xlsform/note.ts';
import type { DraftAtWork } from '../../../usecases/edit-flow-draft.ts';
import type { ImportOrder } from '../../../usecases/import-form.ts';
import type { FlowInPrint } from '../../../usecases/list-flows.ts';

/** What reading a file came to. */
export type ReadForm =
  | { readonly kind: 'read'; readonly source: ImportOrder['source']; readonly notes: readonly Note[] }
  | { readonly kind: 'faulty'; readonly fault: FormFaultWords; readonly notes: readonly Note[] };

/** Why a file was not taken; wording: `console.xlsforms.fault.<code>`. */
export type FormFaultWords = { readonly code: string; readonly facts: Note['facts'] };

/** A spreadsheet that was brought in. */
export type ImportedForm = {
  readonly draft: string;
  readonly fileName: string;
  readonly notes: readonly Note[];
};

/** One of a list. */
export type ImportedRow = Omit<ImportedForm, 'notes'> & {
  readonly place: LocalityCode;
  readonly by: string;
  readonly at: Date;
};

/** The use cases behind the pages. */
export type XlsFormDependencies = {
  /** The largest file in bytes, and the most rows of a sheet. */
  readonly limits: { readonly bytes: number; readonly rows: number };
  readonly readFile: (file: Uint8Array, fileName: string) => Promise<ReadForm>;
  readonly importForm: (order: ImportOrder) => Promise<DraftAtWork>;
  /** `null` where the draft came from no spreadsheet. */
  readonly imported: (draft: string) => Promise<ImportedForm | null>;
  /** Newest first. */
  readonly listImports: () => Promise<readonly ImportedRow[]>;
  readonly draft: (id: string) => Promise<DraftAtWork | null>;
  readonly version: (hash: string) => Promise<FlowInPrint | null>;
  readonly toSheet: (source: unknown) => Promise<Uint8Array>;
  readonly template: (language: Language, filled: boolean) => Promise<Uint8Array>;
};
