/** What did not come over from a spreadsheet as it stood there, where, and what happened instead. */

import { columnName } from './workbook.ts';

/** What happened: left out, replaced by something near, filled in by us, or only worth knowing. */
export type NoteOutcome = 'dropped' | 'replaced' | 'added' | 'told';

/** Every note and its outcome; wording: `console.xlsforms.note.<code>`. */
export const NOTE_OUTCOMES = {
  'appearance-dropped': 'dropped',
  'begin-without-end': 'replaced',
  'bounds-assumed': 'added',
  'bounds-rounded': 'replaced',
  'calculation-dropped': 'dropped',
  'cell-error': 'dropped',
  'choice-empty': 'dropped',
  'choice-filter-dropped': 'dropped',
  'choice-repeated': 'dropped',
  'choice-unnamed': 'replaced',
  'choices-missing': 'replaced',
  'column-dropped': 'dropped',
  'column-unknown': 'dropped',
  'column-misspelled': 'dropped',
  'column-twice': 'dropped',
  'condition-dropped': 'dropped',
  'condition-partly-dropped': 'dropped',
  'consent-added': 'added',
  'constraint-dropped': 'dropped',
  'date-cell': 'told',
  'default-dropped': 'dropped',
  'end-without-begin': 'dropped',
  'exact-outdated': 'replaced',
  'external-links': 'told',
  'formula-without-value': 'dropped',
  'flow-id-changed': 'replaced',
  'geo-dropped': 'dropped',
  'group-label-dropped': 'dropped',
  'group-too-deep': 'dropped',
  'header-assumed': 'added',
  'hidden-row': 'told',
  'hidden-sheet': 'told',
  'hint-as-simpler': 'replaced',
  'id-changed': 'replaced',
  'ids-changed': 'replaced',
  'kind-outdated': 'replaced',
  'label-missing': 'replaced',
  'language-assumed': 'added',
  'language-doubtful': 'told',
  'language-unknown': 'dropped',
  'list-unused': 'dropped',
  'macros-dropped': 'dropped',
  'markup-kept': 'told',
  'may-identify': 'told',
  'media-dropped': 'dropped',
  'merged-cells': 'told',
  'meta-dropped': 'dropped',
  'never-asked': 'dropped',
  'next-version': 'told',
  'no-vietnamese': 'told',
  normalised: 'told',
  'option-other-added': 'added',
  'own-condition-outdated': 'replaced',
  'personal-dropped': 'dropped',
  'range-step-dropped': 'dropped',
  'repeat-once': 'replaced',
  'required-dropped': 'dropped',
  'row-unnamed': 'replaced',
  'setting-dropped': 'dropped',
  'shared-block-changed': 'replaced',
  'sheet-dropped': 'dropped',
  'text-length-assumed': 'added',
  'title-assumed': 'added',
  'title-copied': 'added',
  'too-many-notes': 'told',
  'type-as-card': 'replaced',
  'type-as-number': 'replaced',
  'type-as-text': 'replaced',
  'type-dropped': 'dropped',
  'type-missing': 'dropped',
  'type-unknown': 'dropped',
} as const satisfies Readonly<Record<string, NoteOutcome>>;

/** Which note. */
export type NoteCode = keyof typeof NOTE_OUTCOMES;

/** One note: several rows where the same is true of each. */
export type Note = {
  readonly code: NoteCode;
  /** Name of the sheet; empty where it is about the whole file. */
  readonly sheet: string;
  /** From 1, in order; empty where it is about the whole sheet. */
  readonly rows: readonly number[];
  /** Letters of the column; empty where it is about whole rows. */
  readonly column: string;
  readonly facts: Readonly<Record<string, string | number>>;
};

/** Where something is. */
export type Spot = { readonly sheet: string; readonly row?: number; readonly column?: number };

/** Most notes of one file; whoever gets more has another problem. */
export const MAX_NOTES = 400;

/** Longest quotation from the file in a note, in UTF-16 units. */
const MAX_QUOTE = 120;

/** Gathers notes; the same note on several rows becomes one. */
export class Notes {
  private readonly byKey = new Map<string, Omit<Note, 'rows'> & { readonly rows: Set<number> }>();
  private lost = 0;

  /** Takes a note. Facts are shortened. */
  add(
    code: NoteCode,
    { sheet, row, column = 0 }: Spot,
    facts: Readonly<Record<string, string | number>> = {},
  ) {
    const short = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, quote(fact)]));
    const letters = columnName(column);
    const key = JSON.stringify([code, sheet, letters, short]);
    const known = this.byKey.get(key);
    if (known !== undefined) {
      if (row !== undefined) known.rows.add(row);
    } else if (this.byKey.size >= MAX_NOTES) this.lost += 1;
    else {
      const rows = new Set(row === undefined ? [] : [row]);
      this.byKey.set(key, { code, sheet, rows, column: letters, facts: short });
    }
  }

  /** Gives them in the order of the file: what is about all of it first. */
  all(): readonly Note[] {
    const notes: Note[] = [...this.byKey.values()].map((note) => ({
      ...note,
      rows: [...note.rows].sort((a, b) => a - b),
    }));
    notes.sort(
      (a, b) =>
        rankOf(a.sheet) - rankOf(b.sheet) ||
        a.sheet.localeCompare(b.sheet) ||
        (a.rows[0] ?? 0) - (b.rows[0] ?? 0) ||
        a.column.localeCompare(b.column),
    );
    if (this.lost > 0) {
      notes.push({ code: 'too-many-notes', sheet: '', rows: [], column: '', facts: { count: this.lost } });
    }
    return notes;
  }
}

/** The whole file, then its sheets as people fill them in, then what else there is. */
const SHEETS = ['', 'survey', 'choices', 'settings'];

function rankOf(sheet: string): number {
  const at = SHEETS.indexOf(sheet.trim().toLowerCase());
  return at < 0 ? SHEETS.length : at;
}

function quote(fact: string | number): string | number {
  if (typeof fact === 'number' || fact.length <= MAX_QUOTE) return fact;
  return `${fact.slice(0, MAX_QUOTE).toWellFormed()}…`;
}

/** Writes rows as people do: `2–5, 8`. */
export function printRows(rows: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && row === last[1] + 1) last[1] = row;
    else runs.push([row, row]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
