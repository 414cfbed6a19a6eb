/** The annex of a report: every question, and every question by groups of children. Two questions crossed stand in the data files. */

import { shareOf } from '../../core/findings/figures.ts';
import type { ReportLine, ReportMatter, ReportTable } from '../../core/report-matter.ts';
import { type ReportPhrase, variableMark, writtenNumber, writtenShare } from './report-words.ts';
import { type DrawnTable, heading, need, type Sheet, table, tableFollow, write } from './sheet.ts';

/** More columns than these do not fit on a page side by side: a table is then drawn in parts. */
const MOST_COLUMNS = 6;

/** Draws it, beginning on a new page. */
export async function drawAnnex(
  sheet: Sheet,
  matter: ReportMatter,
  phrase: ReportPhrase,
  advance: (share: number) => void,
): Promise<void> {
  need(sheet, Number.POSITIVE_INFINITY);
  write(sheet, phrase('annex').toLocaleUpperCase(matter.language), {
    ...{ face: 'bold', size: 13, align: 'center', tag: 'H2' },
  });
  write(sheet, phrase('annex.about', { min: matter.minCell }), {
    face: 'slanted',
    align: 'center',
    below: 8,
  });
  const splits = matter.tables.filter(({ isSplit }) => isSplit);
  const told = splits.filter(({ counts }) => counts.flat().some((count) => count !== null));
  const all = matter.people.length + matter.questions.length + told.length;
  let done = 0;
  for (const line of [...matter.people, ...matter.questions]) {
    const drawn = lineTable(line, matter, phrase);
    heading(sheet, annexTitle(line, matter, phrase), { level: 2, follow: tableFollow(sheet, drawn) });
    await table(sheet, drawn);
    done += 1;
    advance(done / all);
  }
  for (const one of told) {
    const columns = toldColumns(one);
    const parts = tableParts(one, columns, { matter, phrase });
    const [first] = parts;
    heading(sheet, `${markOf(one, matter, phrase)}. ${one.rows.text} × ${one.columns.text}`, {
      level: 2,
      ...(first === undefined ? {} : { follow: tableFollow(sheet, first) }),
    });
    for (const part of parts) await table(sheet, part);
    const unasked = unaskedLabels(one);
    if (unasked.length > 0) {
      write(sheet, phrase('annex.unasked', { groups: unasked.join(', ') }), { size: 8.5, ink: 'soft' });
    }
    const left = one.columns.ids.length - columns.length - unasked.length;
    if (left > 0) write(sheet, phrase('annex.columns', { count: left }), { size: 8.5, ink: 'soft' });
    done += 1;
    advance(done / all);
  }
  const mute = splits.filter((one) => !told.includes(one));
  if (mute.length === 0) return;
  heading(sheet, phrase('annex.mute'), { level: 2, follow: 30 });
  write(sheet, mute.map((one) => markOf(one, matter, phrase)).join('; '), { size: 9.5 });
}

function markOf({ rows, columns }: ReportTable, matter: ReportMatter, phrase: ReportPhrase): string {
  return [rows, columns].map(({ variable }) => variableMark(variable, matter, phrase)).join(' × ');
}

/** Groups that the question is never put to: of them there is nothing to withhold. */
function unaskedLabels({ columns, unasked }: ReportTable): readonly string[] {
  return columns.ids.flatMap((id, at) => (unasked.includes(id) ? [columns.labels[at] ?? id] : []));
}

/** Columns of which anything is told. */
function toldColumns({ columns, counts, unasked }: ReportTable): readonly number[] {
  return [...columns.ids.entries()].flatMap(([at, id]) =>
    !unasked.includes(id) && counts.some((row) => (row[at] ?? null) !== null) ? [at] : [],
  );
}

function annexTitle(line: ReportLine, matter: ReportMatter, phrase: ReportPhrase): string {
  const mark = variableMark(line.id, matter, phrase);
  return mark === line.text ? mark : `${mark}. ${line.text}`;
}

function lineTable(line: ReportLine, matter: ReportMatter, phrase: ReportPhrase): DrawnTable {
  const { language } = matter;
  const number = (count: number | null) =>
    count === null ? phrase('mark.withheld') : writtenNumber(count, language);
  const share = (count: number | null) => {
    const of = shareOf(count, line.answered, line.base);
    return of === null ? phrase('mark.withheld') : writtenShare(of, language);
  };
  const counts = line.base > 1 ? phrase('head.count.rounded') : phrase('head.count');
  return {
    rows: [
      [phrase('head.answer'), counts, phrase('head.percent')],
      ...line.cells.map(({ label, count }) => [label, number(count), share(count)]),
      [phrase('head.answered'), number(line.answered), ''],
      ...(matter.scope.isWhole && !line.id.startsWith('@')
        ? [[phrase('head.skipped'), number(line.skipped), '']]
        : []),
    ],
    widths: [5, 1.5, 1.5],
    size: 9,
  };
}

function tableParts(
  one: ReportTable,
  told: readonly number[],
  { matter, phrase }: { readonly matter: ReportMatter; readonly phrase: ReportPhrase },
): readonly DrawnTable[] {
  const { language } = matter;
  const starts = [...Array(Math.ceil(told.length / MOST_COLUMNS)).keys()];
  return starts.map((start) => {
    const columns = told.slice(start * MOST_COLUMNS, (start + 1) * MOST_COLUMNS);
    const cell = (count: number | null, answered: number | null) => {
      if (count === null) return phrase('mark.withheld');
      const share = shareOf(count, answered, one.base);
      const number = writtenNumber(count, language);
      return share === null ? number : `${number} (${writtenShare(share, language)})`;
    };
    return {
      rows: [
        [phrase('head.answer'), ...columns.map((at) => one.columns.labels[at] ?? '')],
        ...one.rows.ids.map((id, row) => [
          one.rows.labels[row] ?? id,
          ...columns.map((at) => cell(one.counts[row]?.[at] ?? null, one.answered[at] ?? null)),
        ]),
        [phrase('head.answered'), ...columns.map((at) => cell(one.answered[at] ?? null, null))],
      ],
      widths: [3, ...columns.map(() => 1.5)],
      size: 8,
    };
  });
}
