/** Reads one question of a page of results in depth: split by another variable, weighed, and over time. */

import { statusOf } from '../core/consultation.ts';
import { type Comparison, compareGroups, type SplitTable } from '../core/findings/differences.ts';
import type { Figures } from '../core/findings/figures.ts';
import { sayDifference } from '../core/findings/say-finding.ts';
import {
  type Likeness,
  likenessOf,
  type Population,
  type Weighted,
  weigh,
} from '../core/findings/weighting.ts';
import { neverAsked } from '../core/flow/asked-of-age.ts';
import { questionHeadline } from '../core/flow/question-headline.ts';
import type { Denominator, IndicatorContent } from '../core/indicators/indicator-row.ts';
import { isProvinceCode, type LocalityCode, NATION } from '../core/locality.ts';
import { answeredTogether, neverAskedOf } from '../core/release/answered-together.ts';
import type { Variable } from '../core/release/table.ts';
import { readSplit } from './compare-splits.ts';
import type { CommentAudience, CommentReader, ReadComments } from './read-comments.ts';
import { figuresOf, type ResultPage, type ResultPageServices } from './read-result-page.ts';
import type { TableList } from './read-table.ts';
import { resultScope } from './result-scope.ts';
import { type ValueWords, type VariableWords, valueWords, variableWords } from './variable-words.ts';

/** What reading needs beside the page. */
export type QuestionServices = ResultPageServices & {
  readonly listTables: (consultation: string, scope: LocalityCode, language: string) => Promise<TableList>;
  /** Denominators of some places. */
  readonly population: (places: readonly LocalityCode[]) => Promise<readonly IndicatorContent[]>;
};

/** A question split by a variable. */
export type ShownSplit = {
  readonly by: VariableWords;
  readonly groups: readonly ValueWords[];
  readonly table: SplitTable;
  /** Groups that the question is never put to. */
  readonly unasked: readonly string[];
  readonly comparison: Comparison['kind'];
  readonly sentence: string;
  /** Whether a child may be in several groups: then nothing is compared. */
  readonly overlaps: boolean;
  /** The answers weighed by these groups, where a population is known; `null` where it is not, or too little of it. */
  readonly weighted: (Weighted & { readonly source: string }) | null;
};

/** The same question in consultations of the same flow, oldest first. */
export type Wave = {
  readonly slug: string;
  readonly title: string;
  readonly day: string;
  readonly figures: Figures;
};

/** Something a question can be split by. `isQuestion`: it says what children think, not who they are. */
export type SplitWay = VariableWords & { readonly isQuestion: boolean };

/** Who the children are, in the order it is asked for; what children answered follows. */
const WHO: readonly string[] = ['@age', 'sex', 'circumstances', '@place', '@language', '@channel'];

/**
 * Builds the list of what a question can be split by, questions by their headline. Left out is what no child can have
 * answered beside it, and the question where one lives: `@place` says it of all.
 */
export function listSplits({ listTables, consultations, flows }: QuestionServices) {
  return async (page: ResultPage, question: string): Promise<readonly SplitWay[]> => {
    const consultation = await consultations.find(page.consultation.slug);
    if (consultation === null) return [];
    const flow = await flows.load(consultation.flowHash);
    const list = await listTables(page.consultation.slug, page.scope, page.language);
    const rankOf = (way: VariableWords) => WHO.indexOf(way.cut ?? way.name);
    const together = answeredTogether(flow);
    return (list.crosses.find(({ of }) => of.name === question)?.by ?? [])
      .filter(({ kind, name }) => name === '@place' || kind !== 'place')
      .filter(({ name }) => together(question, name))
      .map((way) => {
        const asked = flow.questions.find(({ id }) => id === way.name);
        const text = asked === undefined ? way.text : questionHeadline(asked, page, MOST_LETTERS);
        return { ...way, text, isQuestion: rankOf(way) < 0 };
      })
      .sort((one, other) => orderOf(rankOf(one)) - orderOf(rankOf(other)));
  };
}

/** Of a question in a list of choices, which a phone shows on one line or two. */
const MOST_LETTERS = 60;

function orderOf(rank: number): number {
  return rank < 0 ? WHO.length : rank;
}

/** Builds the reading of a split. @returns `null` where it was not published */
export function readResultSplit(services: QuestionServices) {
  return async (page: ResultPage, figures: Figures, columns: Variable): Promise<ShownSplit | null> => {
    const { say, gazetteer } = services;
    const consultation = await services.consultations.find(page.consultation.slug);
    if (consultation === null) return null;
    const table = await readSplit(services, { consultation, scope: page.scope, columns, figures });
    if (table === null) return null;
    const { language } = page;
    const flow = await services.flows.load(consultation.flowHash);
    const words = { flow, language, gazetteer, say };
    const by = variableWords(columns, words);
    const [compared] = by.several ? [] : compareGroups([table]);
    const comparison = compared ?? { kind: 'too-few' as const };
    const rowLabel = (id: string) => figures.cells.find((cell) => cell.id === id)?.label ?? id;
    const columnLabel = (id: string) => valueWords(columns, id, words).label;
    return {
      ...{ by, table, comparison: comparison.kind, overlaps: by.several },
      unasked:
        columns === '@age'
          ? neverAsked(figures.question, flow)
          : neverAskedOf(figures.question, columns, flow),
      groups: table.columnIds.map((id) => valueWords(columns, id, words)),
      sentence: sayDifference(comparison, { kind: figures.kind, rowLabel, columnLabel }, { say, language }),
      weighted: await weighed(services, { page, table, columns, rowLabel }),
    };
  };
}

async function weighed(
  services: QuestionServices,
  by: {
    readonly page: ResultPage;
    readonly table: SplitTable;
    readonly columns: Variable;
    readonly rowLabel: unknown;
  },
): Promise<ShownSplit['weighted']> {
  const population = await populationBy(services, by.page, by.columns);
  if (population === null) return null;
  const weighted = weigh(by.table, population.children);
  return weighted === null ? null : { ...weighted, source: population.source };
}

/** Builds the comparison of those who answered with the children of the place, by age band and by place. */
export function readLikeness(services: QuestionServices) {
  return async (page: ResultPage) => {
    const consultation = await services.consultations.find(page.consultation.slug);
    if (consultation === null || page.release === null) return [];
    const words = {
      flow: await services.flows.load(consultation.flowHash),
      ...{ language: page.language, gazetteer: services.gazetteer, say: services.say },
    };
    const found = [];
    for (const variable of ['@age', '@place'] as const) {
      const table = await services.tables.table(consultation.id, {
        ...{ scope: page.scope, rows: variable, columns: null },
      });
      const population = table === null ? null : await populationBy(services, page, variable);
      if (table === null || population === null) continue;
      const counts = new Map(table.rowIds.map((id, at) => [id, table.counts[at]?.[0] ?? null]));
      const groups: readonly Likeness[] = likenessOf(counts, table, population.children);
      found.push({
        by: variableWords(variable, words),
        groups: groups.map((group) => ({ ...group, label: valueWords(variable, group.id, words).label })),
        source: population.source,
      });
    }
    return found;
  };
}

/** Children by group; `null` where fewer than two groups have a number. */
async function populationBy(
  { population, gazetteer }: QuestionServices,
  page: ResultPage,
  variable: Variable,
): Promise<{ readonly children: Population; readonly source: string } | null> {
  const year = Number((page.release?.day ?? '').slice(0, 4));
  const isOfYear = (row: IndicatorContent): row is Denominator =>
    row.kind === 'denominator' &&
    row.former === null &&
    row.sex === null &&
    row.from <= year &&
    year <= (row.until ?? year);
  const place = page.scope === NATION ? page.place : page.scope;
  const newest = (rows: readonly Denominator[]) => [...rows].sort((a, b) => b.asOf.localeCompare(a.asOf))[0];
  const chosen: { readonly id: string; readonly row: Denominator }[] = [];
  if (variable === '@age') {
    const rows = (await population([place])).filter(isOfYear);
    for (const band of ['7-8', '9-10', '11-13', '14-15']) {
      const row = newest(rows.filter(({ ages }) => `${ages.from}-${ages.to}` === band));
      if (row !== undefined) chosen.push({ id: band, row });
    }
  } else if (variable === '@place') {
    const below = place === NATION ? gazetteer.provinces() : gazetteer.communesOf(place);
    const rows = (await population(below.map(({ code }) => code))).filter(isOfYear);
    const whole = rows.filter(({ ages }) => ages.from <= 7 && ages.to >= 15);
    for (const { code } of below) {
      const row = newest(whole.filter((one) => one.place === code));
      if (row !== undefined) chosen.push({ id: code, row });
    }
  }
  if (chosen.length < 2) return null;
  return {
    children: new Map(chosen.map(({ id, row }) => [id, row.children])),
    source: [...new Set(chosen.map(({ row }) => row.source))].join('; '),
  };
}

/** Builds the reading of a question over time. @param mayRead which other consultations the reader may see */
export function readWaves(services: QuestionServices) {
  return async (
    page: ResultPage,
    figures: Figures,
    mayRead: (consultationId: string) => Promise<boolean>,
  ): Promise<readonly Wave[]> => {
    const waves: (Wave & { readonly opensAt: Date })[] = [];
    for (const one of await services.consultations.list()) {
      const scope = resultScope(one, page.place, services.gazetteer);
      if (scope === null || statusOf(one, services.clock.now()) === 'scheduled') continue;
      const flow = await services.flows.load(one.flowHash);
      if (flow.id !== page.consultation.flowId || !flow.languages.includes(page.language)) continue;
      if (one.id !== page.consultation.id && !(await mayRead(one.id))) continue;
      const release = await services.results(one.slug, page.language, scope).catch(() => null);
      const asked = release?.questions.find(({ question }) => question === figures.question);
      if (release === null || asked === undefined) continue;
      const same = figuresOf(asked, flow, release);
      if (!isSame(same, figures)) continue;
      waves.push({
        ...{ slug: one.slug, title: release.title, day: release.day, figures: same, opensAt: one.opensAt },
      });
    }
    return waves.sort((a, b) => Number(a.opensAt) - Number(b.opensAt));
  };
}

/** Whether it was asked with the same answers to choose from. */
function isSame(one: Figures, other: Figures): boolean {
  return (
    one.kind === other.kind &&
    one.cells.map(({ id }) => id).join(' ') === other.cells.map(({ id }) => id).join(' ')
  );
}

/** Which comments of a page are wanted. */
export type PageCommentWish = {
  readonly question: string;
  readonly audience: CommentAudience;
  readonly theme: string | undefined;
  /** From 1. */
  readonly at: number;
};

/** Builds the reading of what children wrote. @returns `null` for a commune, which has no comments of its own */
export function readPageComments(
  services: Pick<QuestionServices, 'consultations'> & { readonly comments: CommentReader },
) {
  return async (page: ResultPage, wish: PageCommentWish): Promise<ReadComments | null> => {
    const { question, audience, theme, at } = wish;
    const consultation = await services.consultations.find(page.consultation.slug);
    const { scope } = page;
    if (consultation === null || (scope !== NATION && !isProvinceCode(scope))) return null;
    return services.comments({
      ...{ consultation, scope, question, audience, page: at },
      ...(theme === undefined ? {} : { theme }),
    });
  };
}
