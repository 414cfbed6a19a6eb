/** The figures as CSV and as JSON. */

import { basesOf, type ReportMatter, withheldCells } from '../../core/report-matter.ts';
import type { Say } from '../../core/say.ts';
import { writeCsv } from './csv.ts';
import { DATA_COLUMNS, dataRows } from './data-rows.ts';
import { reportPhrases, simulatedWords } from './report-words.ts';

/** The long table as CSV. */
export function resultsCsv(matter: ReportMatter, { mark }: { readonly mark: boolean }): string {
  const header = DATA_COLUMNS.map(({ name }) => name);
  const rows = dataRows(matter).map((row) => DATA_COLUMNS.map(({ name }) => row[name]));
  return writeCsv([header, ...rows], { mark });
}

/** Everything as one JSON document, with what each field means in its name alone. */
export function resultsJson(matter: ReportMatter, say: Say): string {
  const { consultation, scope, release, people, questions, tables, simulated, quotes } = matter;
  const phrase = reportPhrases(matter, say);
  const document = {
    notice: simulated > 0 ? simulatedWords(matter, phrase) : null,
    consultation: {
      ...{ slug: consultation.slug, title: consultation.title, asker: consultation.asker },
      ...{ opensAt: consultation.opensAt, endedAt: consultation.endedAt },
    },
    scope,
    release: { ...release, minCell: matter.minCell, roundedTo: basesOf(matter), ...withheldCells(matter) },
    responses: {
      ...{ all: matter.responses, complete: matter.complete, partial: matter.partial },
      simulated: scope.isWhole ? simulated : null,
      isSimulated: simulated > 0,
    },
    people: people.map(({ base, ...line }) => ({ ...line, roundedTo: base })),
    questions: questions.map(({ base, ...question }) => ({ ...question, roundedTo: base })),
    tables: tables.map(({ base, ...table }) => ({ ...table, roundedTo: base })),
    quotes,
    language: matter.language,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
