/** All figures of a report as rows of one long table: a row a cell. */

import { shareOf } from '../../core/findings/figures.ts';
import type { ReportLine, ReportMatter, ReportTable } from '../../core/report-matter.ts';

/** A column of the long table, as the data dictionary describes it. */
export type DataColumn = {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  /** Whether it is empty in some rows. */
  readonly mayLack?: boolean;
};

/** The columns, in order; what each means stands in the phrases `report.column.<name>`. */
export const DATA_COLUMNS = [
  { name: 'consultation', type: 'string' },
  { name: 'release', type: 'integer' },
  { name: 'day', type: 'date' },
  { name: 'simulated', type: 'boolean' },
  { name: 'scope', type: 'string' },
  { name: 'scope_name', type: 'string' },
  { name: 'row_variable', type: 'string' },
  { name: 'row_text', type: 'string' },
  { name: 'row', type: 'string' },
  { name: 'row_label', type: 'string' },
  { name: 'column_variable', type: 'string', mayLack: true },
  { name: 'column_text', type: 'string', mayLack: true },
  { name: 'column', type: 'string', mayLack: true },
  { name: 'column_label', type: 'string', mayLack: true },
  { name: 'count', type: 'integer', mayLack: true },
  { name: 'answered', type: 'integer', mayLack: true },
  { name: 'skipped', type: 'integer', mayLack: true },
  { name: 'share', type: 'number', mayLack: true },
  { name: 'withheld', type: 'boolean' },
  { name: 'rounded_to', type: 'integer' },
  { name: 'min_cell', type: 'integer' },
  { name: 'as_of', type: 'integer', mayLack: true },
] as const satisfies readonly DataColumn[];

/** Name of a column. */
export type DataColumnName = (typeof DATA_COLUMNS)[number]['name'];

/** A row; `null` where it has no value. */
export type DataRow = Readonly<Record<DataColumnName, string | number | boolean | null>>;

/** Gives the rows: who answered, the questions, then the tables. */
export function dataRows(matter: ReportMatter): readonly DataRow[] {
  const { consultation, release, scope, simulated, minCell } = matter;
  const common = {
    consultation: consultation.slug,
    ...{ release: release.number, day: release.day, simulated: simulated > 0 },
    ...{ scope: scope.code, scope_name: scope.name, min_cell: minCell },
  };
  return [
    ...[...matter.people, ...matter.questions].flatMap((line) =>
      lineRows(line).map((row) => ({ ...common, ...row })),
    ),
    ...matter.tables.flatMap((table) => tableRows(table).map((row) => ({ ...common, ...row }))),
  ];
}

type Own = Omit<
  DataRow,
  'consultation' | 'release' | 'day' | 'simulated' | 'scope' | 'scope_name' | 'min_cell'
>;

function lineRows(question: ReportLine): readonly Own[] {
  return question.cells.map((cell) => ({
    ...{ row_variable: question.id, row_text: question.text, row: cell.id, row_label: cell.label },
    ...{ column_variable: null, column_text: null, column: null, column_label: null },
    ...{ count: cell.count, answered: question.answered, skipped: question.skipped },
    ...{
      share: rounded(shareOf(cell.count, question.answered, question.base)),
      withheld: cell.count === null,
    },
    ...{ rounded_to: question.base, as_of: cell.asOf },
  }));
}

function tableRows(table: ReportTable): readonly (Own & Partial<DataRow>)[] {
  const { rows, columns } = table;
  return rows.ids.flatMap((row, at) =>
    columns.ids.map((column, beside) => {
      const count = table.counts[at]?.[beside] ?? null;
      const answered = table.answered[beside] ?? null;
      return {
        ...{ row_variable: rows.variable, row_text: rows.text, row, row_label: rows.labels[at] ?? row },
        ...{ column_variable: columns.variable, column_text: columns.text, column },
        ...{ column_label: columns.labels[beside] ?? column, count, answered, skipped: null },
        ...{
          share: rounded(shareOf(count, answered, table.base)),
          withheld: count === null,
          rounded_to: table.base,
        },
        ...{ as_of: count === null ? null : table.release, day: table.day, min_cell: table.minCell },
      };
    }),
  );
}

/** To a thousandth: a tenth of a percent. */
function rounded(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1000) / 1000;
}
