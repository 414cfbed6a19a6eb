/** Reads everything a page of results shows: each question with its figures and what they say in plain sentences. */

import { AppError } from '../core/app-error.ts';
import { type Consultation, type ConsultationStatus, statusOf } from '../core/consultation.ts';
import type { Figures } from '../core/findings/figures.ts';
import { findMain } from '../core/findings/main-finding.ts';
import { sayMain } from '../core/findings/say-finding.ts';
import type { Flow } from '../core/flow/flow.ts';
import { readText } from '../core/flow/text.ts';
import { type Language, SOURCE_LANGUAGE } from '../core/language.ts';
import { type Gazetteer, type LocalityCode, NATION } from '../core/locality.ts';
import type { Say } from '../core/say.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { PublicResultsStore } from '../ports/public-results-store.ts';
import type { ReleaseStore } from '../ports/release-store.ts';
import type { TableStore } from '../ports/table-store.ts';
import { compareSplits } from './compare-splits.ts';
import type { FlowLibrary } from './flow-library.ts';
import { findConsultation, type ResultQuestion, type Results } from './read-results.ts';
import { resultScope } from './result-scope.ts';

/** What reading needs. */
export type ResultPageServices = {
  readonly consultations: Pick<ConsultationStore, 'find' | 'list'>;
  readonly releases: Pick<ReleaseStore, 'latest'>;
  readonly tables: TableStore;
  readonly publicResults: Pick<PublicResultsStore, 'decision'>;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
  readonly say: Say;
  readonly results: (consultation: string, language: Language, scope?: LocalityCode) => Promise<Results>;
};

/** Whose results, and for whom. */
export type ResultWish = {
  /** Slug of the consultation. */
  readonly consultation: string;
  /** Whose children: all of the consultation's where it asked nowhere else. */
  readonly place: LocalityCode;
  readonly language: Language;
};

/** One question as a page shows it. */
export type ShownQuestion = {
  readonly figures: Figures;
  /** The main finding. */
  readonly main: string;
  /** Who differs, or that nobody does; `null` where the groups are too small to be compared. */
  readonly differs: string | null;
};

/** A page of results. */
export type ResultPage = {
  readonly consultation: {
    readonly id: string;
    readonly slug: string;
    readonly title: string;
    readonly status: ConsultationStatus;
    readonly minCell: number;
    readonly flowId: string;
  };
  readonly place: LocalityCode;
  /** `null` for all of the consultation's places. */
  readonly placeName: string | null;
  /** Whose tables: `VN` for all of the consultation. */
  readonly scope: LocalityCode;
  /** Language the questions are shown in: the flow may lack the reader's. */
  readonly language: Language;
  readonly isPublic: boolean;
  /** `none-yet`: no release; `too-few`: there is one, and nothing of this place. */
  readonly state: 'results' | 'none-yet' | 'too-few';
  /** Questions answered in one's own words. */
  readonly openQuestions: readonly { readonly id: string; readonly text: string }[];
  /** `null` where there is nothing. */
  readonly release: Omit<Results, 'questions'> | null;
  readonly questions: readonly ShownQuestion[];
};

/** Pages kept: what was published never changes, and the same ones are read over and over. */
const KEPT = 64;

/**
 * Builds the use case.
 *
 * @returns `null` where the consultation did not ask at that place
 * @throws AppError `consultation-not-found`
 */
export function readResultPage(services: ResultPageServices) {
  const kept = new Map<string, readonly ShownQuestion[]>();
  return async (wish: ResultWish): Promise<ResultPage | null> => {
    const consultation = await findConsultation(services.consultations, wish.consultation);
    const scope = resultScope(consultation, wish.place, services.gazetteer);
    if (scope === null) return null;
    const flow = await services.flows.load(consultation.flowHash);
    const language = flow.languages.includes(wish.language) ? wish.language : SOURCE_LANGUAGE;
    const release = await resultsOrNone(services, consultation, { language, scope });
    const isPublic = (await services.publicResults.decision(consultation.id)) !== null;
    const page = {
      consultation: {
        ...{ id: consultation.id, slug: consultation.slug, minCell: consultation.minCell, flowId: flow.id },
        title: readText(consultation.title, wish.language, null),
        status: statusOf(consultation, services.clock.now()),
      },
      ...{ place: wish.place, scope, language, isPublic },
      openQuestions: flow.questions.flatMap(({ id, kind, text }) =>
        kind === 'text' ? [{ id, text: readText(text, language, null) }] : [],
      ),
      placeName: scope === NATION ? null : (services.gazetteer.find(scope)?.name ?? scope),
    };
    if (typeof release === 'string') return { ...page, state: release, release: null, questions: [] };
    const name = [consultation.id, scope, release.number, consultation.minCell, wish.language].join(' ');
    const questions =
      kept.get(name) ??
      (await showQuestions(services, { consultation, scope, language, flow, release }, wish));
    kept.delete(name);
    kept.set(name, questions);
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
    const { questions: _, ...figures } = release;
    return { ...page, state: 'results', release: figures, questions };
  };
}

async function resultsOrNone(
  { results }: ResultPageServices,
  { slug }: Consultation,
  by: { readonly language: Language; readonly scope: LocalityCode },
): Promise<Results | 'none-yet' | 'too-few'> {
  try {
    return await results(slug, by.language, by.scope);
  } catch (error) {
    if (error instanceof AppError && error.code === 'no-release') return 'none-yet';
    if (error instanceof AppError && error.code === 'table-not-published') return 'too-few';
    throw error;
  }
}

async function showQuestions(
  services: ResultPageServices,
  ground: {
    readonly consultation: Consultation;
    readonly scope: LocalityCode;
    readonly language: Language;
    readonly flow: Flow;
    readonly release: Results;
  },
  { language }: ResultWish,
): Promise<readonly ShownQuestion[]> {
  const { flow, release } = ground;
  const figures = release.questions.map((one) => figuresOf(one, flow, release));
  const said = await compareSplits(services, { ...ground, figures, language });
  return figures.map((one, at) => ({
    figures: one,
    main: sayMain(findMain(one), one, { say: services.say, language }),
    differs: said[at] ?? null,
  }));
}

/** The figures of one question, as pictures and sentences take them. */
export function figuresOf(
  one: ResultQuestion,
  flow: Flow,
  { base, minCell }: Pick<Results, 'base' | 'minCell'>,
): Figures {
  const question = flow.questions.find(({ id }) => id === one.question);
  const options = question !== undefined && 'options' in question ? question.options : [];
  return {
    ...{ question: one.question, kind: question?.kind ?? 'choice', text: one.text, base, minCell },
    ...{ answered: one.answered, skipped: one.skipped },
    several: question?.kind === 'choices' && question.max > 1,
    right: question?.kind === 'lesson' ? question.right : [],
    cells: one.cells.map(({ id, label, count, asOf }) => ({
      ...{ id, label, count, face: options.find((option) => option.id === id)?.face ?? null },
      older: asOf !== null && one.answeredAsOf !== null && asOf < one.answeredAsOf,
    })),
  };
}
