/** Reads everything a page of results shows: each question with its figures and what they say in plain sentences. */

import type { AgeBand } from '../core/age-band.ts';
import { AppError } from '../core/app-error.ts';
import { type Consultation, type ConsultationStatus, statusOf } from '../core/consultation.ts';
import { type Figures, shareBase } from '../core/findings/figures.ts';
import { findMain } from '../core/findings/main-finding.ts';
import { sayMain } from '../core/findings/say-finding.ts';
import { neverAsked } from '../core/flow/asked-of-age.ts';
import type { Flow } from '../core/flow/flow.ts';
import { type QuestionRole, roleOf } from '../core/flow/question-role.ts';
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
import { valueWords, variableWords } from './variable-words.ts';

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
  /** What it is for: who the children are and how they were led is no finding. */
  readonly role: QuestionRole;
  /** Age bands that it was put to; `null`: to all. */
  readonly ages: readonly AgeBand[] | null;
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
  /** Where the children live, in communes below a province; `null` where nothing may be told. */
  readonly homes: Figures | null;
  /** Whether any question can be split by groups. */
  readonly hasSplits: boolean;
};

/** Everything of a page that never changes once it was published. */
export type ShownResults = Pick<ResultPage, 'questions' | 'homes' | 'hasSplits'>;

/** Pages kept: what was published never changes, and the same ones are read over and over. */
const KEPT = 64;

/**
 * Builds the use case.
 *
 * @param kept what was shown before, where it is to outlive the use case
 * @returns `null` where the consultation did not ask at that place
 * @throws AppError `consultation-not-found`
 */
export function readResultPage(services: ResultPageServices, kept = new Map<string, ShownResults>()) {
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
    if (typeof release === 'string') {
      return { ...page, state: release, release: null, questions: [], homes: null, hasSplits: false };
    }
    const name = [consultation.id, scope, release.number, consultation.minCell, wish.language].join(' ');
    const ground = { consultation, scope, language, flow, release };
    const shown = kept.get(name) ?? {
      questions: await showQuestions(services, ground, wish),
      homes: await homesOf(services, ground, wish),
      hasSplits: (await services.tables.names(consultation.id, scope)).some(
        ({ columns }) => columns !== null,
      ),
    };
    kept.delete(name);
    kept.set(name, shown);
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
    const { questions: _, ...figures } = release;
    return { ...page, state: 'results', release: figures, ...shown };
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

type Ground = {
  readonly consultation: Consultation;
  readonly scope: LocalityCode;
  readonly language: Language;
  readonly flow: Flow;
  readonly release: Results;
};

async function showQuestions(
  services: ResultPageServices,
  ground: Ground,
  { language }: ResultWish,
): Promise<readonly ShownQuestion[]> {
  const { flow, release } = ground;
  // Where children live is shown once, by what is known of all of them. @see homesOf
  const all = release.questions.map((one) => figuresOf(one, flow, release));
  const figures = all.filter(({ kind }) => kind !== 'place');
  const said = await compareSplits(services, { ...ground, figures, language });
  return figures.map((one, at) => ({
    figures: one,
    ...asAsked(one, flow),
    main: sayMain(findMain(one), one, { say: services.say, language }),
    differs: said[at] ?? null,
  }));
}

function asAsked({ question: id }: Figures, flow: Flow): Pick<ShownQuestion, 'role' | 'ages'> {
  const question = flow.questions.find((one) => one.id === id);
  const never = neverAsked(id, flow);
  return {
    role: question === undefined ? 'matter' : roleOf(question),
    ages: never.length === 0 ? null : flow.ageBands.filter((band) => !never.includes(band)),
  };
}

/** Where the children live who answered: provinces of the nation, communes of a province. */
async function homesOf(
  { tables, gazetteer, say }: ResultPageServices,
  { consultation, scope, flow }: Ground,
  { language }: ResultWish,
): Promise<Figures | null> {
  const table = await tables.table(consultation.id, { scope, rows: '@place', columns: null });
  if (table === null || table.counts.every(([count]) => (count ?? null) === null)) return null;
  const words = { flow, language, gazetteer, say };
  const { base, minCell } = table;
  return {
    ...{ question: '@place', kind: 'place', text: variableWords('@place', words).text, base, minCell },
    ...{ answered: table.answered[0] ?? null, skipped: null, several: false, right: [] },
    cells: table.rowIds.map((id, at) => ({
      ...{ id, label: valueWords('@place', id, words).label, face: null, older: false },
      count: table.counts[at]?.[0] ?? null,
    })),
  };
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
    ...{ answered: shareBase(one), skipped: one.skipped },
    several: question?.kind === 'choices' && question.max > 1,
    right: question?.kind === 'lesson' ? question.right : [],
    cells: one.cells.map(({ id, label, count, asOf }) => ({
      ...{ id, label, count, face: options.find((option) => option.id === id)?.face ?? null },
      older: asOf !== null && one.answeredAsOf !== null && asOf < one.answeredAsOf,
    })),
  };
}
