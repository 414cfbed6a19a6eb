/** The spreadsheets that drafts were made from, and what of them did not come over. */

import type { LocalityCode } from '../core/locality.ts';
import type { Note } from '../core/xlsform/note.ts';

/** One spreadsheet that was brought in. */
export type FormImport = {
  /** Id of the draft it became. */
  readonly draft: string;
  readonly fileName: string;
  readonly notes: readonly Note[];
  /** Name of who brought it in, as others read it. */
  readonly by: string;
  readonly at: Date;
};

/** One in a list. */
export type FormImportRow = Omit<FormImport, 'notes'> & {
  /** Whose the draft is. */
  readonly place: LocalityCode;
};

/** Storage as those who bring spreadsheets in see it. */
export interface FormImportStore {
  /** Keeps it beside its draft, with which it goes; the same draft again changes nothing. */
  keep(found: FormImport): Promise<void>;
  /** @param draft any text: what is no UUID is not there */
  of(draft: string): Promise<FormImport | null>;
  /** Newest first, at most 200. */
  list(): Promise<readonly FormImportRow[]>;
}
