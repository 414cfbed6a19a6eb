/** Which languages a form is written in, and which one its columns without a language are. */

import { type Language, SOURCE_LANGUAGE } from '../language.ts';
import { OWN } from './form-columns.ts';
import { type FormTable, languagesOf } from './form-table.ts';
import { looksVietnamese } from './form-text.ts';
import { languageTagOf } from './language-name.ts';
import type { Notes } from './note.ts';

/** The languages of a form. */
export type FormLanguages = {
  /** The first is the one to begin with; `vi` is among them. */
  readonly all: readonly Language[];
  /** Of a plain `label` column. */
  readonly plain: Language;
};

/** The sheets of a form that hold texts. */
export type FormTables = {
  readonly survey: FormTable;
  readonly choices: FormTable;
  readonly settings: FormTable;
};

/** Finds the languages; what had to be assumed is noted. */
export function findLanguages({ survey, choices, settings }: FormTables, notes: Notes): FormLanguages {
  const cells = settings.rows[0]?.cells;
  const own = cells?.get(`${OWN}languages`);
  const named = [survey, choices].flatMap((table) => [
    ...languagesOf(table, 'label'),
    ...languagesOf(table, 'hint'),
  ]);
  const told = cells?.get('default_language');
  const preferred = told === undefined ? null : languageTagOf(told);
  if (told !== undefined && preferred === null) {
    const spot = { sheet: settings.sheet, column: settings.columns.get('default_language') ?? 0 };
    notes.add('language-unknown', spot, { header: told });
  }
  const plainWords = [survey, choices].flatMap((table) => wordsIn(table, 'label'));
  const plain = preferred ?? SOURCE_LANGUAGE;
  if (plainWords.length > 0 && preferred === null && own === undefined) {
    const column = survey.columns.get('label') ?? 0;
    const spot = { sheet: survey.sheet, ...(survey.rows[0] && { row: survey.rows[0].row }), column };
    notes.add(plainWords.some(looksVietnamese) ? 'language-assumed' : 'language-doubtful', spot);
  }
  const written = [
    ...(preferred === null ? [] : [preferred]),
    ...(plainWords.length > 0 ? [plain] : []),
    ...named,
  ];
  const all = own === undefined ? orderOf(written, preferred) : own.split(/\s+/);
  if (own === undefined && !written.includes(SOURCE_LANGUAGE)) {
    notes.add('no-vietnamese', { sheet: survey.sheet }, { languages: [...new Set(written)].join(', ') });
  }
  return { all, plain };
}

function orderOf(written: readonly Language[], preferred: Language | null): readonly Language[] {
  const first = preferred ?? SOURCE_LANGUAGE;
  return [...new Set([first, SOURCE_LANGUAGE, ...written])];
}

function wordsIn(table: FormTable, column: string): readonly string[] {
  return table.rows.flatMap(({ cells }) => cells.get(column) ?? []);
}
