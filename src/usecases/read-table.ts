/** Reads published tables: with the wording of what they are over, and which of them there are. */

import { AppError } from '../core/app-error.ts';
import type { Consultation } from '../core/consultation.ts';
import type { Flow } from '../core/flow/flow.ts';
import { readText } from '../core/flow/text.ts';
import type { Language } from '../core/language.ts';
import { type Gazetteer, type LocalityCode, NATION } from '../core/locality.ts';
import { ATTRIBUTES, type PublishedTable, type TableName, type Variable } from '../core/release/table.ts';
import type { Say } from '../core/say.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { ReleaseStore } from '../ports/release-store.ts';
import type { TableStore } from '../ports/table-store.ts';
import type { FlowLibrary } from './flow-library.ts';
import { findConsultation } from './read-results.ts';
import {
  type ValueWords,
  type VariableWords,
  valueWords,
  variableWords,
  type WordsFrom,
} from './variable-words.ts';

/** What reading needs. */
export type TableServices = {
  readonly consultations: Pick<ConsultationStore, 'find'>;
  readonly tables: TableStore;
  readonly releases: Pick<ReleaseStore, 'latest'>;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
  readonly say: Say;
};

/** A published table in words. `rowIds` and `columnIds` are worded in the same order. */
export type TableView = PublishedTable & {
  /** Slug and title of the consultation. */
  readonly consultation: string;
  readonly title: string;
  /** Name of the scope's place; of the nation its code, `VN`. */
  readonly place: string;
  /** Whether made-up responses are among those that the consultation's releases count. */
  readonly simulated: boolean;
  /** How many of its cells are withheld. */
  readonly withheld: number;
  readonly rowVariable: VariableWords;
  /** `null`: a table of one variable. */
  readonly columnVariable: VariableWords | null;
  readonly rowValues: readonly ValueWords[];
  /** One with an empty label where there is one variable. */
  readonly columnValues: readonly ValueWords[];
};

/** Which tables a scope has. */
export type TableList = {
  readonly consultation: string;
  readonly title: string;
  readonly scope: LocalityCode;
  readonly place: string;
  /** Whether there is any table yet. */
  readonly published: boolean;
  /** Variables with a table of their own: questions in the flow's order, then attributes. */
  readonly variables: readonly VariableWords[];
  /** Every table. Of a pair, `rows` comes first in the order of `variables`. */
  readonly names: readonly TableName[];
  /** For each variable with which others there is a table: what it can be split by or crossed with. */
  readonly crosses: readonly { readonly of: VariableWords; readonly by: readonly VariableWords[] }[];
  /** All scopes of the consultation that have tables, in words. */
  readonly scopes: readonly { readonly scope: LocalityCode; readonly place: string }[];
};

/**
 * Builds the use case that reads one table. Either order of the two variables finds it; what comes back says which are its
 * rows.
 *
 * @throws AppError `consultation-not-found`, `language-unknown`, `table-not-published`
 */
export function readTable(services: TableServices) {
  return async (wanted: {
    readonly consultation: string;
    readonly name: TableName;
    readonly language: Language;
  }): Promise<TableView> => {
    const ground = await groundOf(services, wanted.consultation, wanted.language);
    const { scope, rows, columns } = wanted.name;
    const { id } = ground.consultation;
    const turned = columns === null ? null : { scope, rows: columns, columns: rows };
    const table =
      (await services.tables.table(id, wanted.name)) ??
      (turned === null ? null : await services.tables.table(id, turned));
    if (table === null) {
      throw new AppError('table-not-published', { rows, columns: columns ?? '', place: scope });
    }
    return viewOf(table, ground);
  };
}

/**
 * Builds the use case that reads all tables of a scope at once: for a page, those of one variable; for a report, all.
 *
 * @throws AppError `consultation-not-found`, `language-unknown`
 */
export function readTables(services: TableServices) {
  return async (wanted: {
    readonly consultation: string;
    readonly scope: LocalityCode;
    readonly language: Language;
    readonly kind: 'all' | 'one-way';
  }): Promise<readonly TableView[]> => {
    const ground = await groundOf(services, wanted.consultation, wanted.language);
    const tables = await services.tables.tables(ground.consultation.id, wanted.scope, wanted.kind);
    const order = orderOf(ground.flow);
    return [...tables]
      .sort((one, other) => order(one.rows) - order(other.rows) || order(one.columns) - order(other.columns))
      .map((table) => viewOf(table, ground));
  };
}

/**
 * Builds the use case that lists the tables of a scope.
 *
 * @throws AppError `consultation-not-found`, `language-unknown`
 */
export function listTables(services: TableServices) {
  return async (slugOrCode: string, scope: LocalityCode, language: Language): Promise<TableList> => {
    const ground = await groundOf(services, slugOrCode, language);
    const { id, slug } = ground.consultation;
    const [names, scopes] = await Promise.all([services.tables.names(id, scope), services.tables.scopes(id)]);
    const order = orderOf(ground.flow);
    const inOrder = [...names].sort(
      (one, other) => order(one.rows) - order(other.rows) || order(one.columns) - order(other.columns),
    );
    const variables = inOrder.filter(({ columns }) => columns === null).map(({ rows }) => rows);
    return {
      consultation: slug,
      title: ground.title,
      scope,
      place: placeName(scope, services.gazetteer),
      published: names.length > 0,
      variables: variables.map((name) => variableWords(name, ground.words)),
      names: inOrder,
      crosses: crossesOf(inOrder, order, ground.words),
      scopes: scopes.map((one) => ({ scope: one, place: placeName(one, services.gazetteer) })),
    };
  };
}

type Ground = {
  readonly consultation: Consultation;
  readonly flow: Flow;
  readonly title: string;
  readonly simulated: boolean;
  readonly words: WordsFrom;
};

async function groundOf(services: TableServices, slugOrCode: string, language: Language): Promise<Ground> {
  const consultation = await findConsultation(services.consultations, slugOrCode);
  const flow = await services.flows.load(consultation.flowHash);
  if (!flow.languages.includes(language)) {
    throw new AppError('language-unknown', { language, languages: flow.languages.join(', ') });
  }
  const release = await services.releases.latest(consultation.id);
  return {
    consultation,
    flow,
    title: readText(consultation.title, language, null),
    simulated: (release?.simulated ?? 0) > 0,
    words: { flow, language, gazetteer: services.gazetteer, say: services.say },
  };
}

function viewOf(table: PublishedTable, { consultation, title, simulated, words }: Ground): TableView {
  const { rows, columns } = table;
  return {
    ...table,
    consultation: consultation.slug,
    title,
    place: placeName(table.scope, words.gazetteer),
    simulated,
    withheld: table.counts.flat().filter((count) => count === null).length,
    rowVariable: variableWords(rows, words),
    columnVariable: columns === null ? null : variableWords(columns, words),
    rowValues: table.rowIds.map((id) => valueWords(rows, id, words)),
    columnValues: table.columnIds.map((id) =>
      columns === null ? { id, label: '', face: null } : valueWords(columns, id, words),
    ),
  };
}

function crossesOf(
  names: readonly TableName[],
  order: (variable: Variable | null) => number,
  words: WordsFrom,
): TableList['crosses'] {
  const partners = new Map<Variable, Set<Variable>>();
  for (const { rows, columns } of names) {
    if (columns === null) continue;
    partners.set(rows, (partners.get(rows) ?? new Set()).add(columns));
    partners.set(columns, (partners.get(columns) ?? new Set()).add(rows));
  }
  return [...partners]
    .sort(([one], [other]) => order(one) - order(other))
    .map(([of, by]) => ({
      of: variableWords(of, words),
      by: [...by].sort((one, other) => order(one) - order(other)).map((one) => variableWords(one, words)),
    }));
}

/** Tables of one variable first, then questions in the flow's order, then attributes. */
function orderOf(flow: Flow): (variable: Variable | null) => number {
  const order = new Map<string, number>(
    [...flow.questions.map(({ id }) => id), ...ATTRIBUTES].map((name, at) => [name, at + 1]),
  );
  return (variable) => (variable === null ? 0 : (order.get(variable) ?? order.size + 1));
}

function placeName(scope: LocalityCode, gazetteer: Gazetteer): string {
  return scope === NATION ? NATION : (gazetteer.find(scope)?.name ?? scope);
}
