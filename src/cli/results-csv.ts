/** Published results as CSV (RFC 4180): one line a cell. */

import type { Application } from '../compose.ts';

type Results = Awaited<ReturnType<Application['results']>>;

/** Gives the lines, header first. Withheld counts are empty with `withheld` set to 1. */
export function resultsAsCsv(results: Results): string[] {
  const header =
    'consultation,release,day,min_cell,responses,simulated,question,kind,text,answered,skipped,cell,label,count,withheld,as_of';
  const head = [
    results.consultation,
    results.number,
    results.day,
    results.minCell,
    results.responses,
    results.simulated,
  ];
  const lines = results.questions.flatMap((question) =>
    question.cells.map((cell) =>
      [
        ...head,
        question.question,
        question.kind,
        question.text,
        question.answered,
        question.skipped,
        cell.id,
        cell.label,
        cell.count,
        cell.withheld ? 1 : 0,
        cell.asOf,
      ]
        .map(field)
        .join(','),
    ),
  );
  return [header, ...lines];
}

/** A leading `=`, `+`, `-` or `@` would be run as a formula by a spreadsheet: an apostrophe keeps it text. */
function field(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
