/** Reads published results: the latest release with its questions' wording beside the counts. */

import { AppError } from '../core/app-error.ts';
import type { Consultation } from '../core/consultation.ts';
import type { Flow, Question } from '../core/flow/flow.ts';
import { readText } from '../core/flow/text.ts';
import type { Language } from '../core/language.ts';
import { type Gazetteer, type LocalityCode, NATION } from '../core/locality.ts';
import type { Cell, Release, Tabulation } from '../core/release/release.ts';
import { ATTRIBUTES, type PublishedTable } from '../core/release/table.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { ReleaseStore } from '../ports/release-store.ts';
import type { TableStore } from '../ports/table-store.ts';
import type { FlowLibrary } from './flow-library.ts';

/** One published question in words. */
export type ResultQuestion = {
  readonly question: string;
  readonly kind: string;
  readonly text: string;
  readonly answered: number | null;
  readonly answeredAsOf: number | null;
  readonly skipped: number | null;
  readonly skippedAsOf: number | null;
  readonly cells: readonly (Cell & { readonly label: string; readonly withheld: boolean })[];
};

/** A consultation's published results, of all of it or of one place. */
export type Results = Omit<Release, 'tabulations'> & {
  readonly consultation: string;
  /** `VN` for all of the consultation. */
  readonly scope: LocalityCode;
  /** What counts are rounded to: 1, exact, for all of the consultation; more for a single place. */
  readonly base: number;
  readonly title: string;
  /** How many cells are withheld in all. */
  readonly withheld: number;
  readonly questions: readonly ResultQuestion[];
};

/** What reading needs. */
export type ResultServices = {
  readonly consultations: Pick<ConsultationStore, 'find'>;
  readonly store: Pick<ReleaseStore, 'latest'>;
  readonly tables: Pick<TableStore, 'tables'>;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
};

/** Finds a consultation by slug or code. @throws AppError `consultation-not-found` */
export async function findConsultation(
  store: Pick<ConsultationStore, 'find'>,
  slugOrCode: string,
): Promise<Consultation> {
  const consultation = await store.find(slugOrCode);
  if (consultation === null) throw new AppError('consultation-not-found', { name: slugOrCode });
  return consultation;
}

/**
 * Builds the use case. Of a single place there are no exact figures, but the tables of one variable that were published of it:
 * who skipped, and how many walks were complete, is not among them.
 *
 * @throws AppError `consultation-not-found`, `no-release`, `language-unknown`; `table-not-published` for a place of which
 *   nothing was published
 */
export function readResults(
  services: ResultServices,
): (slugOrCode: string, language: Language, scope?: LocalityCode) => Promise<Results> {
  return async (slugOrCode, language, scope = NATION) => {
    const consultation = await findConsultation(services.consultations, slugOrCode);
    const release = await services.store.latest(consultation.id);
    if (release === null) throw new AppError('no-release', { name: consultation.slug });
    const flow = await services.flows.load(consultation.flowHash);
    if (!flow.languages.includes(language)) {
      throw new AppError('language-unknown', { language, languages: flow.languages.join(', ') });
    }
    const byId = new Map(flow.questions.map((question) => [question.id, question]));
    const line =
      scope === NATION
        ? { ...release, base: 1 }
        : lineOfPlace(release, await services.tables.tables(consultation.id, scope, 'one-way'), {
            flow,
            scope,
          });
    const questions = line.tabulations.map((tabulation) =>
      resultOf(byId.get(tabulation.question), tabulation, { language, gazetteer: services.gazetteer }),
    );
    return {
      consultation: consultation.slug,
      title: readText(consultation.title, language, null),
      scope,
      base: line.base,
      number: line.number,
      day: line.day,
      responses: line.responses,
      complete: line.complete,
      partial: line.partial,
      simulated: line.simulated,
      minCell: line.minCell,
      ...(line.notes === undefined ? {} : { notes: line.notes }),
      withheld: questions.flatMap((one) => one.cells).filter((cell) => cell.withheld).length,
      questions,
    };
  };
}

/** The published line of a place, in the shape of a release: the newest table of each question. */
function lineOfPlace(
  release: Release,
  tables: readonly PublishedTable[],
  { flow, scope }: { readonly flow: Flow; readonly scope: LocalityCode },
): Release & { readonly base: number } {
  const newest = tables.reduce<PublishedTable | undefined>(
    (best, one) => (best === undefined || one.release > best.release ? one : best),
    undefined,
  );
  if (newest === undefined || newest.responses === null) {
    throw new AppError('table-not-published', { rows: '', columns: '', place: scope });
  }
  const asked = tables.filter(({ rows }) => !ATTRIBUTES.some((attribute) => attribute === rows));
  return {
    number: newest.release,
    day: newest.day,
    responses: newest.responses,
    base: newest.base,
    complete: null,
    partial: null,
    simulated: release.simulated,
    minCell: newest.minCell,
    tabulations: flow.questions.flatMap(({ id, kind }) =>
      asked.flatMap((table) => (table.rows === id ? [tabulationOf(table, kind)] : [])),
    ),
  };
}

function tabulationOf(table: PublishedTable, kind: string): Tabulation {
  const answered = table.answered[0] ?? null;
  return {
    question: table.rows,
    kind,
    answered,
    answeredAsOf: answered === null ? null : table.release,
    skipped: null,
    skippedAsOf: null,
    cells: table.rowIds.map((id, at) => {
      const count = table.counts[at]?.[0] ?? null;
      return { id, count, asOf: count === null ? null : table.release };
    }),
  };
}

function resultOf(
  question: Question | undefined,
  { question: id, kind, cells, ...figures }: Tabulation,
  by: { readonly language: Language; readonly gazetteer: Gazetteer },
): ResultQuestion {
  return {
    question: id,
    kind,
    text: question === undefined ? '' : readText(question.text, by.language, null),
    ...figures,
    cells: cells.map((cell) => ({
      ...cell,
      label: labelOf(question, cell.id, by),
      withheld: cell.count === null,
    })),
  };
}

function labelOf(
  question: Question | undefined,
  id: string,
  by: { readonly language: Language; readonly gazetteer: Gazetteer },
): string {
  if (question?.kind === 'place') return by.gazetteer.find(id)?.name ?? id;
  if (question === undefined || !('options' in question)) return id;
  const option = question.options.find((one) => one.id === id);
  return option === undefined ? id : readText(option.label, by.language, null);
}
