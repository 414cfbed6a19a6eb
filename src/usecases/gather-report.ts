/** Gathers what a report or data file is made from: published figures of one scope, with the words of one language. */

import { CHANNEL_NAMES } from '../core/channel.ts';
import type { Consultation, ConsultationId } from '../core/consultation.ts';
import { shareBase } from '../core/findings/figures.ts';
import { neverAsked } from '../core/flow/asked-of-age.ts';
import type { Flow } from '../core/flow/flow.ts';
import { roleOf } from '../core/flow/question-role.ts';
import { type FlowText, readText } from '../core/flow/text.ts';
import type { Language } from '../core/language.ts';
import { type Gazetteer, type LocalityCode, NATION } from '../core/locality.ts';
import { answeredTogether } from '../core/release/answered-together.ts';
import type { ReportedConsultation, ReportLine, ReportMatter, ReportQuotes } from '../core/report-matter.ts';
import type { Say } from '../core/say.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { FlowLibrary } from './flow-library.ts';
import type { CommentReader } from './read-comments.ts';
import { findConsultation, type Results } from './read-results.ts';
import type { TableView } from './read-table.ts';
import { type AskedQuestion, reportFindings } from './report-findings.ts';
import { reportTable } from './report-tables.ts';
import { isAttribute } from './variable-words.ts';

/** What gathering needs. */
export type ReportServices = {
  readonly consultations: Pick<ConsultationStore, 'find'>;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
  readonly say: Say;
  readonly clock: Clock;
  readonly results: (slugOrCode: string, language: Language, scope?: LocalityCode) => Promise<Results>;
  readonly tables: (wanted: {
    readonly consultation: string;
    readonly scope: LocalityCode;
    readonly language: Language;
    readonly kind: 'all' | 'one-way';
  }) => Promise<readonly TableView[]>;
  /** Where results are published: an address without a slash at its end. */
  readonly address: string;
  /** Who answers for it; empty where nobody said. */
  readonly responsible: (consultationId: ConsultationId) => Promise<string>;
  /** What children wrote, as far as it was moderated; absent where nobody moderates. */
  readonly comments?: CommentReader;
};

/** Which report. */
export type ReportWish = {
  /** Slug or code. */
  readonly consultation: string;
  readonly scope: LocalityCode;
  readonly language: Language;
  /** Whom its sentences are for: officials read of "em", members of the council of "bạn". */
  readonly readers: 'officials' | 'council';
};

/**
 * Builds the use case.
 *
 * @throws AppError `consultation-not-found`, `no-release`, `language-unknown`, `table-not-published`
 */
export function gatherReport(services: ReportServices): (wish: ReportWish) => Promise<ReportMatter> {
  return async (wish) => {
    const { consultation: name, scope, language } = wish;
    const consultation = await findConsultation(services.consultations, name);
    const { slug } = consultation;
    const results = await services.results(slug, language, scope);
    const flow = await services.flows.load(consultation.flowHash);
    const all = await services.tables({ consultation: slug, scope, language, kind: 'all' });
    const views = all.filter((view) => !isOfHomes(view));
    const asked = askedQuestions(results, flow, views);
    const together = answeredTogether(flow);
    const crossed = views.filter(
      ({ rows, columnVariable }) => columnVariable !== null && together(rows, columnVariable.name),
    );
    const tables = crossed.map((view) => reportTable(view, (question) => neverAsked(question, flow)));
    const findings = reportFindings(asked, tables, { ...wish, say: services.say, results });
    return {
      language,
      consultation: {
        ...wordsOf(consultation, language, services.clock.now()),
        languages: flow.languages,
        responsible: await services.responsible(consultation.id),
      },
      scope: { code: scope, name: scopeName(wish, services), isWhole: scope === NATION },
      release: { number: results.number, day: results.day },
      minCell: results.minCell,
      base: results.base,
      responses: results.responses,
      ...{ complete: results.complete, partial: results.partial, simulated: results.simulated },
      people: views.filter((view) => view.columnVariable === null && isAttribute(view.rows)).map(peopleLine),
      questions: asked.map((question) => ({ ...question, ...(findings.get(question.id) ?? UNSAID) })),
      tables,
      quotes: await quotesOf(services, { consultation, scope, flow, language }),
      madeAt: services.clock.now(),
      address: services.address,
    };
  };
}

const UNSAID = { findings: [], lead: null, compared: 'none' } as const;

/** Where children live is told once, as `@place`: the question is the same figures, withheld in another way. */
function isOfHomes({ rowVariable, columnVariable }: TableView): boolean {
  return [rowVariable, columnVariable].some(
    (variable) => variable?.kind === 'place' && !isAttribute(variable.name),
  );
}

/** Quotes of a question that a report holds: enough to hear a voice, few enough to be read. */
const MOST_QUOTES = 6;

/** A file goes on to anybody: only what a second moderator confirmed is in it. */
async function quotesOf(
  { comments }: ReportServices,
  of: {
    readonly consultation: Consultation;
    readonly scope: LocalityCode;
    readonly flow: Flow;
    readonly language: Language;
  },
): Promise<readonly ReportQuotes[]> {
  const { consultation, scope, flow, language } = of;
  const quotes: ReportQuotes[] = [];
  for (const { id, kind, text } of comments === undefined ? [] : flow.questions) {
    if (kind !== 'text') continue;
    const read = await comments?.({ consultation, scope, question: id, audience: 'public' });
    const words = (read?.comments ?? []).slice(0, MOST_QUOTES).map((comment) => comment.text);
    if (words.length > 0) quotes.push({ question: readText(text, language, null), quotes: words });
  }
  return quotes;
}

function askedQuestions(
  { questions, base }: Results,
  flow: Flow,
  views: readonly TableView[],
): readonly AskedQuestion[] {
  const oneWay = new Map(
    views.flatMap((view) => (view.columnVariable === null ? [[view.rows, view.base] as const] : [])),
  );
  const byId = new Map(flow.questions.map((question) => [question.id, question]));
  return questions
    .flatMap((result) => {
      const question = byId.get(result.question);
      if (question === undefined || question.kind === 'place') return [];
      const { text, answered, skipped, cells, answeredAsOf } = result;
      return [
        {
          ...{ id: question.id, kind: question.kind, text, skipped },
          answered: shareBase({ answered, answeredAsOf, cells }),
          // Of a place each question has a table of its own, rounded in its own way.
          base: base === 1 ? 1 : (oneWay.get(question.id) ?? base),
          several: question.kind === 'choices' && question.max > 1,
          ...{ role: roleOf(question), unasked: neverAsked(question.id, flow) },
          right: question.kind === 'lesson' ? question.right : [],
          cells: cells.map(({ id, label, count, asOf }) => ({ id, label, count, asOf })),
          answeredAsOf,
        },
      ];
    })
    .map((question, at) => ({ ...question, number: at + 1 }));
}

function peopleLine(view: TableView): ReportLine {
  return {
    id: view.rows,
    text: view.rowVariable.text,
    answered: view.answered[0] ?? null,
    skipped: null,
    base: view.base,
    cells: view.rowIds.map((id, at) => {
      const count = view.counts[at]?.[0] ?? null;
      const label = view.rowValues[at]?.label ?? id;
      return { id, label, count, asOf: count === null ? null : view.release };
    }),
  };
}

function wordsOf(
  consultation: Consultation,
  language: Language,
  now: Date,
): Omit<ReportedConsultation, 'languages' | 'responsible'> {
  const { slug, title, terms, opensAt, closesAt, closedAt } = consultation;
  const read = (text: FlowText | undefined) => (text === undefined ? '' : readText(text, language, null));
  const ends = [closedAt, closesAt].filter((end) => end !== null && end <= now);
  const [endedAt = null] = ends.sort((one, other) => Number(one) - Number(other));
  return {
    ...{ slug, opensAt, endedAt, title: readText(title, language, null) },
    ...{ purpose: read(terms?.purpose), asker: read(terms?.asker), use: read(terms?.use) },
    ageBands: terms?.ageBands ?? [],
    channels: terms?.channels ?? CHANNEL_NAMES,
  };
}

/** "tỉnh Lâm Đồng", "xã Ea Kao, tỉnh Đắk Lắk"; the whole consultation is named as such. */
function scopeName({ scope, language }: ReportWish, { say, gazetteer }: ReportServices): string {
  if (scope === NATION) return say(language, 'report.scope.whole');
  const nameOf = (code: LocalityCode): string => {
    const place = gazetteer.find(code);
    if (place === undefined) return code;
    const name = say(language, `handout.place.${place.kind}`, { name: place.name });
    return place.level === 'province' ? name : `${name}, ${nameOf(place.parentCode)}`;
  };
  return nameOf(scope);
}
