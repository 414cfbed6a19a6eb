/** The figures as an SPSS file: a case a cell, with labels in words and withheld counts as a missing value. */

import type { ReportMatter } from '../../core/report-matter.ts';
import type { Say } from '../../core/say.ts';
import { type DataRow, dataRows } from './data-rows.ts';
import { provenance, type ReportPhrase, reportPhrases, variableMark } from './report-words.ts';
import { type SavFile, type SavVariable, writeSav } from './sav-file.ts';

/** Stands for a count that is withheld. */
export const WITHHELD = -9;

/** Writes it. */
export function resultsSav(matter: ReportMatter, say: Say): Uint8Array<ArrayBuffer> {
  return writeSav(savOf(matter, reportPhrases(matter, say)));
}

function savOf(matter: ReportMatter, phrase: ReportPhrase): SavFile {
  const rows = dataRows(matter);
  const books = {
    row_variable: codebook(rows, 'row_variable', 'row_text'),
    column_variable: codebook(rows, 'column_variable', 'column_text'),
    row: codebook(rows, 'row', 'row_label', 'row_variable'),
    column: codebook(rows, 'column', 'column_label', 'column_variable'),
  };
  const columns = savColumns(matter, books, phrase);
  const marked = (variable: string) => variableMark(variable, matter, phrase);
  return {
    title: matter.consultation.slug,
    madeAt: matter.madeAt,
    notes: [
      ...provenance(matter, phrase).map(({ name, value }) => `${name}: ${value}`),
      phrase('sav.note'),
      // Labels hold 120 bytes; questions are longer.
      ...matter.questions.map(({ id, text }) => `${marked(id)} (${id}): ${text}`),
    ],
    variables: columns.map(({ variable }) => variable),
    rows: rows.map((row) => columns.map(({ read }) => read(row))),
  };
}

type Book = {
  readonly codeOf: (row: DataRow) => number | null;
  readonly labels: ReadonlyMap<number, string>;
};
type Value = string | number | null;
type SavColumn = { readonly variable: SavVariable; readonly read: (row: DataRow) => Value };

/** Labels that are others than those of the columns of a CSV file. */
const LABELS: { readonly [name in keyof DataRow]?: string } = {
  row_variable: 'column.row_text',
  row: 'column.row_label',
  column_variable: 'column.column_text',
  column: 'column.column_label',
  count: 'sav.count',
  answered: 'sav.answered',
};

function savColumns(
  matter: ReportMatter,
  books: Readonly<Record<'row_variable' | 'column_variable' | 'row' | 'column', Book>>,
  phrase: ReportPhrase,
): readonly SavColumn[] {
  // Values have their words beside them here, and withheld counts a value of their own.
  const label = (name: keyof DataRow) => phrase(LABELS[name] ?? `column.${name}`);
  const coded = (name: keyof typeof books): SavColumn => ({
    variable: { name, label: label(name), width: null, measure: 'nominal', labels: books[name].labels },
    read: books[name].codeOf,
  });
  const text = (name: 'scope' | 'day', width: number): SavColumn => ({
    variable: { name, label: label(name), width, measure: 'nominal' },
    read: (row) => String(row[name] ?? ''),
  });
  const number = (name: keyof DataRow, more: Partial<SavVariable> = {}): SavColumn => ({
    variable: { name, label: label(name), width: null, measure: 'scale', ...more },
    read: (row) => numeric(row[name]),
  });
  const countLabels = new Map([[WITHHELD, phrase('withheld')]]);
  const yesNo = new Map([
    [0, phrase('no')],
    [1, phrase('yes')],
  ]);
  const held = { missing: WITHHELD, labels: countLabels };
  return [
    text('scope', Math.max(8, matter.scope.code.length)),
    text('day', 10),
    number('release', { measure: 'ordinal' }),
    coded('row_variable'),
    coded('row'),
    coded('column_variable'),
    coded('column'),
    { ...number('count', held), read: (row) => numeric(row.count) ?? WITHHELD },
    { ...number('answered', held), read: (row) => numeric(row.answered) ?? WITHHELD },
    number('skipped'),
    number('share', { decimals: 3 }),
    number('withheld', { measure: 'nominal', labels: yesNo }),
    number('rounded_to'),
    number('min_cell'),
    number('as_of', { measure: 'ordinal' }),
    number('simulated', { measure: 'nominal', labels: yesNo }),
  ];
}

/** Numbers what a column holds, in order of appearance; the same id under another variable is another value. */
function codebook(
  rows: readonly DataRow[],
  name: keyof DataRow,
  label: keyof DataRow,
  within: keyof DataRow | null = null,
): Book {
  const codes = new Map<string, number>();
  const labels = new Map<number, string>();
  const keyOf = (row: DataRow) => (within === null ? '' : `${row[within]} `) + String(row[name]);
  for (const row of rows) {
    if (row[name] === null || codes.has(keyOf(row))) continue;
    codes.set(keyOf(row), codes.size + 1);
    labels.set(codes.size, String(row[label] ?? row[name]));
  }
  return { codeOf: (row) => codes.get(keyOf(row)) ?? null, labels };
}

function numeric(value: DataRow[keyof DataRow]): number | null {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'number' ? value : null;
}
