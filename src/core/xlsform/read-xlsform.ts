/** Reads a form written as a spreadsheet (XLSForm) into a flow, and tells everything that did not come over as it stood. */

import { AGE_BANDS } from '../age-band.ts';
import { CHANNEL_NAMES } from '../channel.ts';
import { nearestName } from '../flow/nearest-name.ts';
import type { FlowTextSource } from '../flow/question-source.ts';
import type { Say } from '../say.ts';
import { EXACT, readExact, sayTheSame } from './exact.ts';
import { OWN } from './form-columns.ts';
import { joinFlow } from './form-frame.ts';
import { type FormLanguages, findLanguages } from './form-languages.ts';
import { flowIdOf } from './form-name.ts';
import type { FormReading } from './form-reading.ts';
import { type FormTable, NO_TABLE, tableOf } from './form-table.ts';
import { type Note, Notes } from './note.ts';
import { readType } from './question-type.ts';
import { readChoices } from './read-choices.ts';
import { readSurvey, type SurveyReading } from './read-survey.ts';
import { type StandardWords, standardOpening, standardWords } from './standard-words.ts';
import type { Sheet, Workbook } from './workbook.ts';
import { headerCells, isOwnSettings, readOwnHeader } from './write-header.ts';
import { type Fields, fieldsOf } from './write-question.ts';

/** Why a workbook is no form; wording: `console.xlsforms.fault.<code>`. */
export type FormFault = {
  readonly code: 'no-survey' | 'no-type-column' | 'no-rows' | 'too-many-questions' | 'nothing-carried';
  readonly facts: Readonly<Record<string, string | number>>;
};

/** What reading a form came to. */
export type FormOutcome =
  | {
      readonly kind: 'read';
      /** As a flow file would be written; it may have faults, which the check tells. */
      readonly source: Fields;
      readonly notes: readonly Note[];
    }
  | { readonly kind: 'faulty'; readonly fault: FormFault; readonly notes: readonly Note[] };

/** Sheet of our blocks: questions that are used in several places. */
export const BLOCKS_SHEET = 'em_noi_blocks';

const SHEETS = ['survey', 'choices', 'settings', BLOCKS_SHEET] as const;

/** Tells whether a sheet of this name is read. */
export function isFormSheet(name: string): boolean {
  return SHEETS.some((known) => known === plainName(name));
}

/**
 * Reads a form.
 *
 * @param fileName stands in where the form has neither title nor id
 * @param say gives the words of what a form lacks
 */
export function readXlsForm(workbook: Workbook, fileName: string, say: Say): FormOutcome {
  const notes = new Notes();
  const sheet = (name: string) => workbook.sheets.find((one) => plainName(one.name) === name);
  const survey = sheet('survey');
  if (survey === undefined) return faulty(noSurvey(workbook), notes);
  noteWorkbook(workbook, notes);
  const table = tableOf(survey, 'survey', notes);
  const rest = (found: Sheet | undefined, as: 'choices' | 'settings') =>
    found === undefined ? NO_TABLE : tableOf(found, as, notes);
  const tables = {
    survey: table,
    choices: rest(sheet('choices'), 'choices'),
    settings: rest(sheet('settings'), 'settings'),
  };
  const settings = tables.settings.rows[0]?.cells;
  const isOwn = isOwnSettings(settings);
  const fault = faultOfSurvey(table, survey);
  // A draft of ours may be empty still.
  if (fault !== null && !(isOwn && fault.code === 'no-rows')) return faulty(fault, notes);
  const languages = findLanguages(tables, notes);
  const blocks = sheet(BLOCKS_SHEET);
  const blockTable = blocks === undefined ? null : tableOf(blocks, 'survey', notes);
  if (countItems([table, blockTable]) > MAX_ITEMS) {
    return faulty({ code: 'too-many-questions', facts: { limit: MAX_ITEMS } }, notes);
  }
  const kept = keptLists([table, ...(blockTable === null ? [] : [blockTable])]);
  const lists = readChoices(tables.choices, { languages, notes, kept });
  const words = standardWords(say, languages.all);
  const reading: FormReading = { table, languages, lists, isOwn, notes, words };
  const header = isOwn && settings !== undefined ? ownHeader(settings) : null;
  const found = readSurvey(reading, blockTable, header ?? { languages: languages.all });
  if (!isOwn && found.questions.length === 0) return faulty({ code: 'nothing-carried', facts: {} }, notes);
  noteUnusedLists(tables.choices, [table, ...(blockTable === null ? [] : [blockTable])], notes);
  const source =
    header === null
      ? draftOfForm(found, { tables, languages, notes, fileName, words })
      : joinFlow({ header, blocks: found.blocks, questions: found.questions });
  return { kind: 'read', source, notes: notes.all() };
}

function faulty(fault: FormFault, notes: Notes): FormOutcome {
  return { kind: 'faulty', fault, notes: notes.all() };
}

function plainName(name: string): string {
  return name.trim().toLowerCase();
}

function noSurvey({ sheets, unread }: Workbook): FormFault {
  const names = [...sheets.map(({ name }) => name), ...unread];
  const near = names.find((name) => nearestName(plainName(name), ['survey']) !== undefined) ?? '';
  return { code: 'no-survey', facts: { sheets: names.join(', ').slice(0, 200), near } };
}

function faultOfSurvey(table: FormTable, sheet: Sheet): FormFault | null {
  if (!table.columns.has('type')) {
    const headers = [...(sheet.rows[0]?.cells.values() ?? [])];
    const near = headers.find((header) => nearestName(header.trim(), ['type']) !== undefined) ?? '';
    return {
      code: 'no-type-column',
      facts: { sheet: sheet.name, near, headers: headers.join(', ').slice(0, 200) },
    };
  }
  const isEmpty = !table.rows.some(({ cells }) => cells.size > 0);
  return isEmpty ? { code: 'no-rows', facts: { sheet: sheet.name } } : null;
}

function noteWorkbook({ unread, hasExternalLinks, hasMacros }: Workbook, notes: Notes): void {
  if (hasExternalLinks) notes.add('external-links', { sheet: '' });
  if (hasMacros) notes.add('macros-dropped', { sheet: '' });
  // Our own page of explanations is no loss.
  for (const name of unread.filter((one) => !plainName(one).startsWith('em_noi'))) {
    notes.add('sheet-dropped', { sheet: name });
  }
}

/** Most questions and groups of a form: a flow has at most 200, and some can still be cut. */
const MAX_ITEMS = 400;

function countItems(tables: readonly (FormTable | null)[]): number {
  const rows = tables.flatMap((table) => table?.rows ?? []);
  return rows.filter(({ cells }) => {
    const { kind } = readType(cells.get('type') ?? '');
    return kind === 'select' || kind === 'simple' || kind === 'begin';
  }).length;
}

/** Lists of the rows that have beside them what they were. */
function keptLists(tables: readonly FormTable[]): ReadonlySet<string> {
  const rows = tables.flatMap((table) => table.rows).filter(({ cells }) => cells.has(EXACT));
  return new Set(
    rows.flatMap(({ cells }) => {
      const type = readType(cells.get('type') ?? '');
      return type.kind === 'select' ? [type.list] : [];
    }),
  );
}

function noteUnusedLists(choices: FormTable, tables: readonly FormTable[], notes: Notes): void {
  const types = tables
    .flatMap(({ rows }) => rows)
    .map(({ cells }) => ` ${cells.get('type') ?? ''} `.replace(/\s+/g, ' '));
  const seen = new Set<string>();
  for (const { row, cells } of choices.rows) {
    const list = cells.get('list_name') ?? '';
    if (list === '' || seen.has(list)) continue;
    seen.add(list);
    if (!types.some((type) => type.includes(` ${list} `))) {
      notes.add('list-unused', { sheet: choices.sheet, row }, { list });
    }
  }
}

function ownHeader(cells: FormTable['rows'][number]['cells']): Fields {
  const exact = readExact(cells);
  if (exact !== undefined && sayTheSame(headerCells(fieldsOf(exact)), cells)) return fieldsOf(exact);
  return readOwnHeader(cells);
}
