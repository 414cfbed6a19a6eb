/** The figures as a spreadsheet: a page that explains, a list of tables, a sheet a table, and all of it as long rows. */

import { shareOf } from '../../core/findings/figures.ts';
import type { ReportLine, ReportMatter, ReportQuestion, ReportTable } from '../../core/report-matter.ts';
import type { Say } from '../../core/say.ts';
import type { WrittenCell, WrittenSheet } from '../../core/xlsform/workbook.ts';
import { writeWorkbook } from '../workbook/write-workbook.ts';
import { DATA_COLUMNS, dataRows } from './data-rows.ts';
import { provenance, type ReportPhrase, reportPhrases, variableMark } from './report-words.ts';

/** Longest name of a sheet. @see https://support.microsoft.com/office/rename-a-worksheet-3f1f7148-ee83-404d-8ef0-9ff99fbad1f9 */
const MAX_NAME = 31;

/** Writes it. */
export function resultsWorkbook(matter: ReportMatter, say: Say): Promise<Uint8Array> {
  return writeWorkbook(resultSheets(matter, reportPhrases(matter, say)));
}

/** The sheets, in order; their names differ also for programs that do not tell capitals apart. */
export function resultSheets(matter: ReportMatter, phrase: ReportPhrase): readonly WrittenSheet[] {
  const taken = new Set<string>();
  const named = (wish: string) => uniqueName(wish, taken);
  const about = { name: named(phrase('sheet.about')), rows: aboutRows(matter, phrase), widths: [30, 90] };
  const listName = named(phrase('sheet.list'));
  const dataName = named(phrase('sheet.data'));
  const splitsFirst = [...matter.tables].sort((one, other) => Number(other.isSplit) - Number(one.isSplit));
  const lines = [...matter.people, ...byRole(matter)].map((line) => ({
    title: line.text,
    ...lineSheet(line, named(variableMark(line.id, matter, phrase)), phrase),
  }));
  const tables = splitsFirst.map((table) => {
    const [row, column] = [table.rows.variable, table.columns.variable].map((one) =>
      variableMark(one, matter, phrase),
    );
    return {
      title: `${table.rows.text} × ${table.columns.text}`,
      ...tableSheet(table, named(`${row} × ${column}`), phrase),
    };
  });
  const data = [{ title: phrase('sheet.data.about'), ...dataSheet(matter, dataName) }];
  const list = {
    name: listName,
    rows: [
      [phrase('sheet.name'), phrase('sheet.table')],
      ...[...lines, ...data, ...tables].map(({ name, title }) => [name, title]),
    ],
    widths: [24, 100],
    links: new Map([...lines, ...data, ...tables].map(({ name }, at) => [at + 2, name])),
  };
  return [{ ...about, headerRows: 0 }, list, ...lines, ...data, ...tables];
}

/** The matter itself first, then who answered, then what only leads through the walk. */
function byRole({ questions }: ReportMatter): readonly ReportQuestion[] {
  return (['matter', 'who', 'way'] as const).flatMap((role) => questions.filter((one) => one.role === role));
}

function aboutRows(matter: ReportMatter, phrase: ReportPhrase): readonly (readonly WrittenCell[])[] {
  const notes = ['withheld', 'rounded', 'share', 'several', 'law'] as const;
  return [
    ...provenance(matter, phrase).map(({ name, value }) => [name, value]),
    [null],
    ...notes.map((note) => [phrase(`note.${note}.name`), phrase(`note.${note}`, { min: matter.minCell })]),
  ];
}

function lineSheet(question: ReportLine, name: string, phrase: ReportPhrase): WrittenSheet {
  const header = ['answer', 'count', 'percent', 'as-of'].map((one) => phrase(`head.${one}`));
  return {
    name,
    rows: [
      header,
      ...question.cells.map((cell) => [
        cell.label,
        cell.count ?? phrase('withheld'),
        percent(shareOf(cell.count, question.answered, question.base)),
        cell.asOf,
      ]),
      [phrase('head.answered'), question.answered ?? phrase('withheld'), null, null],
      [phrase('head.skipped'), question.skipped ?? phrase('not-told'), null, null],
      [phrase('head.question'), question.text, null, null],
    ],
    widths: [48, 16, 16, 16],
  };
}

/** Counts side by side, then percents of the column. */
function tableSheet(table: ReportTable, name: string, phrase: ReportPhrase): WrittenSheet {
  const { rows, columns } = table;
  const labels = columns.ids.map((id, at) => columns.labels[at] ?? id);
  return {
    name,
    rows: [
      [phrase('head.answer'), ...labels, ...labels.map((label) => `${label} (%)`)],
      ...rows.ids.map((id, at) => [
        rows.labels[at] ?? id,
        ...columns.ids.map((_, beside) => table.counts[at]?.[beside] ?? phrase('withheld')),
        ...columns.ids.map((_, beside) =>
          percent(shareOf(table.counts[at]?.[beside] ?? null, table.answered[beside] ?? null, table.base)),
        ),
      ]),
      [
        phrase('head.answered'),
        ...columns.ids.map((_, beside) => table.answered[beside] ?? phrase('withheld')),
      ],
      [phrase('head.question'), rows.text],
      [phrase('head.split'), columns.text],
      [phrase('head.rounded'), table.base],
    ],
    widths: [48, ...labels.flatMap(() => [16, 16])],
  };
}

function dataSheet(matter: ReportMatter, name: string): WrittenSheet {
  const cellOf = (value: string | number | boolean | null): WrittenCell =>
    typeof value === 'boolean' ? Number(value) : value;
  return {
    name,
    rows: [
      DATA_COLUMNS.map((column) => column.name),
      ...dataRows(matter).map((row) => DATA_COLUMNS.map((column) => cellOf(row[column.name]))),
    ],
    widths: DATA_COLUMNS.map((column) => (/text|label|name/.test(column.name) ? 40 : 14)),
  };
}

/** To a tenth. */
function percent(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1000) / 10;
}

/** What Excel does not take in a name becomes a space. */
function uniqueName(wish: string, taken: Set<string>): string {
  const plain = wish.replace(/[\\/?*[\]:'\p{Cc}]/gu, ' ').trim() || '–';
  for (let turn = 1; ; turn += 1) {
    const end = turn === 1 ? '' : ` (${turn})`;
    const name =
      [...plain]
        .slice(0, MAX_NAME - end.length)
        .join('')
        .trim() + end;
    const key = name.toLocaleLowerCase('vi');
    if (taken.has(key)) continue;
    taken.add(key);
    return name;
  }
}
