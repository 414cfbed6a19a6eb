/** Compares the groups of children on every question of a page, all at once, and says who differs. */

import type { Consultation } from '../core/consultation.ts';
import { type Comparison, compareGroups, type SplitTable } from '../core/findings/differences.ts';
import type { Figures } from '../core/findings/figures.ts';
import { sayDifference } from '../core/findings/say-finding.ts';
import { withRows } from '../core/findings/turn-table.ts';
import type { Flow } from '../core/flow/flow.ts';
import type { Language } from '../core/language.ts';
import type { Gazetteer, LocalityCode } from '../core/locality.ts';
import type { Variable } from '../core/release/table.ts';
import type { Say } from '../core/say.ts';
import type { TableStore } from '../ports/table-store.ts';
import { valueWords } from './variable-words.ts';

/** What comparing needs. */
export type CompareServices = {
  readonly tables: Pick<TableStore, 'table'>;
  readonly gazetteer: Gazetteer;
  readonly say: Say;
};

/** What is compared. */
export type ComparedPage = {
  readonly consultation: Pick<Consultation, 'id'>;
  readonly scope: LocalityCode;
  readonly flow: Flow;
  readonly figures: readonly Figures[];
  /** Of the sentences. */
  readonly language: Language;
};

/**
 * Compares every question by age, place, sex and circumstances, with one correction for all comparisons of the page. How
 * children came, and in which language they answered, is left to the question's own page: there it is asked for.
 *
 * @returns for each question a sentence; `null` where there is nothing to compare
 */
export async function compareSplits(
  services: CompareServices,
  { consultation, scope, flow, figures, language }: ComparedPage,
): Promise<readonly (string | null)[]> {
  const cuts = flow.questions.flatMap((one) => ('cut' in one && one.cut !== undefined ? [one.id] : []));
  const by: readonly Variable[] = ['@age', ...cuts, '@place'];
  const tables = await Promise.all(
    figures.map(async (one) => {
      const read = by
        .filter((columns) => columns !== one.question)
        .map((columns) => readSplit(services, { consultation, scope, columns, figures: one }));
      return (await Promise.all(read)).filter((table) => table !== null);
    }),
  );
  const compared = [...compareGroups(tables.flat())];
  return figures.map((one, at) => {
    const own = compared.splice(0, tables[at]?.length ?? 0);
    if (own.length === 0) return null;
    const clearest = clearestOf(own);
    if (clearest.kind === 'too-few') return null;
    const columns = clearest.kind === 'differ' ? (clearest.differences[0]?.columns ?? '') : '';
    const words = { flow, language, gazetteer: services.gazetteer, say: services.say };
    return sayDifference(
      clearest,
      {
        kind: one.kind,
        rowLabel: (id) => one.cells.find((cell) => cell.id === id)?.label ?? id,
        columnLabel: (id) => valueWords(columns, id, words).label,
      },
      { say: services.say, language },
    );
  });
}

/** Reads one split in the order it is compared in; `null` where it was not published. */
export async function readSplit(
  { tables }: Pick<CompareServices, 'tables'>,
  by: {
    readonly consultation: Pick<Consultation, 'id'>;
    readonly scope: LocalityCode;
    readonly columns: Variable;
    readonly figures: Pick<Figures, 'question' | 'several'>;
  },
): Promise<SplitTable | null> {
  const { scope, columns, consultation } = by;
  const { question: rows, several } = by.figures;
  const table =
    (await tables.table(consultation.id, { scope, rows, columns })) ??
    (columns.startsWith('@')
      ? null
      : await tables.table(consultation.id, { scope, rows: columns, columns: rows }));
  return table === null ? null : withRows(table, rows, several);
}

function clearestOf(comparisons: readonly Comparison[]): Comparison {
  const differences = comparisons
    .flatMap((one) => (one.kind === 'differ' ? one.differences : []))
    .sort((one, other) => one.chance - other.chance);
  if (differences.length > 0) return { kind: 'differ', differences };
  return { kind: comparisons.some(({ kind }) => kind === 'alike') ? 'alike' : 'too-few' };
}
