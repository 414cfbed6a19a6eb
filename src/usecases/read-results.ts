/** Reads published results: the latest release with its questions' wording beside the counts. */

import { AppError } from '../core/app-error.ts';
import type { Consultation } from '../core/consultation.ts';
import type { Question } from '../core/flow/flow.ts';
import { readText } from '../core/flow/text.ts';
import type { Language } from '../core/language.ts';
import type { Gazetteer } from '../core/locality.ts';
import type { Cell, Release, Tabulation } from '../core/release/release.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { ReleaseStore } from '../ports/release-store.ts';
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

/** A consultation's published results. */
export type Results = Omit<Release, 'tabulations'> & {
  readonly consultation: string;
  readonly title: string;
  /** How many cells are withheld in all. */
  readonly withheld: number;
  readonly questions: readonly ResultQuestion[];
};

/** What reading needs. */
export type ResultServices = {
  readonly consultations: Pick<ConsultationStore, 'find'>;
  readonly store: Pick<ReleaseStore, 'latest'>;
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
 * Builds the use case.
 *
 * @throws AppError `consultation-not-found`, `no-release`, `language-unknown`
 */
export function readResults(
  services: ResultServices,
): (slugOrCode: string, language: Language) => Promise<Results> {
  return async (slugOrCode, language) => {
    const consultation = await findConsultation(services.consultations, slugOrCode);
    const release = await services.store.latest(consultation.id);
    if (release === null) throw new AppError('no-release', { name: consultation.slug });
    const flow = await services.flows.load(consultation.flowHash);
    if (!flow.languages.includes(language)) {
      throw new AppError('language-unknown', { language, languages: flow.languages.join(', ') });
    }
    const byId = new Map(flow.questions.map((question) => [question.id, question]));
    const questions = release.tabulations.map((tabulation) =>
      resultOf(byId.get(tabulation.question), tabulation, { language, gazetteer: services.gazetteer }),
    );
    return {
      consultation: consultation.slug,
      title: readText(consultation.title, language, null),
      number: release.number,
      day: release.day,
      responses: release.responses,
      complete: release.complete,
      partial: release.partial,
      simulated: release.simulated,
      minCell: release.minCell,
      withheld: questions.flatMap((one) => one.cells).filter((cell) => cell.withheld).length,
      questions,
    };
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
