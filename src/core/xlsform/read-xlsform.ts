/** Reads a form written as a spreadsheet (XLSForm) into a flow, and tells everything that did not come over as it stood. */

import { nearestName } from '../flow/nearest-name.ts';
import type { Say } from '../say.ts';
import { draftOfForm } from './draft-of-form.ts';
import { EXACT, readExact, sayTheSame } from './exact.ts';
import { joinFlow } from './form-frame.ts';
import { type FormTables, findLanguages } from './form-languages.ts';
import { type FormTable, NO_TABLE, tableOf } from './form-table.ts';
import { type Note, Notes } from './note.ts';
import { readType } from './question-type.ts';
import { readChoices } from './read-choices.ts';
import { readSurvey } from './read-survey.ts';
import { standardWords } from './standard-words.ts';
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
  const survey = sheetNamed(workbook, 'survey');
  if (survey === undefined) return faulty(noSurvey(workbook), notes);
  noteWorkbook(workbook, notes);
  const tables = readTables(workbook, survey, notes);
  const fault = faultOfTables(tables, survey);
  return fault === null ? readTabled(tables, { fileName, say, notes }) : faulty(fault, notes);
}

/** The sheets of a form, ours among them. */
type Tables = FormTables & { readonly blocks: FormTable | null };

function readTables(workbook: Workbook, survey: Sheet, notes: Notes): Tables {
  const rest = (name: 'choices' | 'settings') => {
    const found = sheetNamed(workbook, name);
    return found === undefined ? NO_TABLE : tableOf(found, name, notes);
  };
  const blocks = sheetNamed(workbook, BLOCKS_SHEET);
  return {
    survey: tableOf(survey, 'survey', notes),
    choices: rest('choices'),
    settings: rest('settings'),
    blocks: blocks === undefined ? null : tableOf(blocks, 'survey', notes),
  };
}

function sheetNamed({ sheets }: Workbook, name: string): Sheet | undefined {
  return sheets.find((sheet) => plainName(sheet.name) === name);
}

type FormGround = { readonly fileName: string; readonly say: Say; readonly notes: Notes };

function readTabled(tables: Tables, { fileName, say, notes }: FormGround): FormOutcome {
  const { survey, choices, settings, blocks } = tables;
  const withRows = blocks === null ? [survey] : [survey, blocks];
  const languages = findLanguages(tables, notes);
  const lists = readChoices(choices, { languages, notes, kept: keptLists(withRows) });
  const words = standardWords(say, languages.all);
  const row = settings.rows[0]?.cells;
  const header = row !== undefined && isOwnSettings(row) ? ownHeader(row) : null;
  const reading = { table: survey, languages, lists, isOwn: header !== null, notes, words };
  const found = readSurvey(reading, blocks, header ?? { languages: languages.all });
  if (header === null && found.questions.length === 0) {
    return faulty({ code: 'nothing-carried', facts: {} }, notes);
  }
  noteUnusedLists(choices, withRows, notes);
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

function faultOfTables({ survey, settings, blocks }: Tables, sheet: Sheet): FormFault | null {
  if (!survey.columns.has('type')) {
    const headers = [...(sheet.rows[0]?.cells.values() ?? [])];
    const near = headers.find((header) => nearestName(header.trim(), ['type']) !== undefined) ?? '';
    const facts = { sheet: sheet.name, near, headers: headers.join(', ').slice(0, 200) };
    return { code: 'no-type-column', facts };
  }
  const isEmpty = !survey.rows.some(({ cells }) => cells.size > 0);
  // A draft of ours may be empty still.
  if (isEmpty && !isOwnSettings(settings.rows[0]?.cells)) {
    return { code: 'no-rows', facts: { sheet: sheet.name } };
  }
  const isTooLong = countItems([survey, blocks]) > MAX_ITEMS;
  return isTooLong ? { code: 'too-many-questions', facts: { limit: MAX_ITEMS } } : null;
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
