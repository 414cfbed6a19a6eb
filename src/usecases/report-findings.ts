/** The sentences of a report: what most children said, and which group differs most clearly. */

import { type Comparison, compareGroups } from '../core/findings/differences.ts';
import { findMain } from '../core/findings/main-finding.ts';
import { sayDifference, sayMain, type Voice } from '../core/findings/say-finding.ts';
import type { Language } from '../core/language.ts';
import type { ReportQuestion, ReportTable } from '../core/report-matter.ts';
import type { Say } from '../core/say.ts';
import type { Results } from './read-results.ts';

/** A question as findings are looked for in it. */
export type AskedQuestion = Omit<ReportQuestion, 'findings'> & {
  /** Of a quiz: what is right. */
  readonly right: readonly string[];
  readonly answeredAsOf: number | null;
};

/** How to speak, and of which figures. */
type Telling = {
  readonly say: Say;
  readonly language: Language;
  readonly readers: 'officials' | 'council';
  readonly results: Pick<Results, 'minCell'>;
};

/**
 * Gives the sentences by question: the main finding, then the clearest difference, where any holds against chance when all
 * splits of the report are compared together.
 */
export function reportFindings(
  questions: readonly AskedQuestion[],
  tables: readonly ReportTable[],
  telling: Telling,
): ReadonlyMap<string, readonly string[]> {
  const voice = voiceOf(telling);
  const splits = tables.filter(({ isSplit }) => isSplit);
  const comparisons = compareGroups(
    splits.map(({ rows, columns, counts, answered, base, isTurned }) => ({
      ...{ rows: rows.variable, columns: columns.variable, rowIds: rows.ids, columnIds: columns.ids },
      // Sums of rounded counts may be further off than one: reckoned as if each count were.
      ...{ counts, answered, base: isTurned ? base * rows.ids.length : base },
    })),
  );
  const paired = splits.map((table, at) => ({ table, comparison: comparisons[at] ?? TOO_FEW }));
  return new Map(
    questions.map((question) => {
      const own = paired.filter(({ table }) => table.rows.variable === question.id);
      const { minCell } = telling.results;
      const figures = { ...question, question: question.id, minCell, cells: cellsOf(question) };
      const said = [sayMain(findMain(figures), figures, voice)];
      if (own.length > 0) said.push(differenceOf(question, own, voice));
      return [question.id, said] as const;
    }),
  );
}

const TOO_FEW: Comparison = { kind: 'too-few' };

function cellsOf({ cells, answeredAsOf }: AskedQuestion) {
  return cells.map((cell) => ({
    ...{ id: cell.id, label: cell.label, count: cell.count, face: null },
    older: cell.asOf !== null && answeredAsOf !== null && cell.asOf < answeredAsOf,
  }));
}

type Compared = { readonly table: ReportTable; readonly comparison: Comparison };

/** The clearest difference over all splits; else that none was seen; else that nobody can tell. */
function differenceOf({ kind }: AskedQuestion, own: readonly Compared[], voice: Voice): string {
  const chanceOf = ({ comparison }: Compared) =>
    comparison.kind === 'differ' ? (comparison.differences[0]?.chance ?? 1) : 2;
  const rank = (one: Compared) => (one.comparison.kind === 'too-few' ? 3 : chanceOf(one));
  const [clearest] = [...own].sort((one, other) => rank(one) - rank(other));
  if (clearest === undefined) return '';
  const { rows, columns } = clearest.table;
  const labelIn = (side: ReportTable['rows']) => (id: string) => side.labels[side.ids.indexOf(id)] ?? id;
  return sayDifference(
    clearest.comparison,
    {
      kind,
      rowLabel: labelIn(rows),
      columnLabel: labelIn(columns),
    },
    voice,
  );
}

/**
 * The findings are worded for members of the council, who are called "bạn". In a letter between adults children are "em":
 * only our own words are changed, never the label of an answer.
 */
function voiceOf({ say, language, readers }: Telling): Voice {
  if (readers === 'council' || language !== 'vi') return { say, language };
  return {
    language,
    say: (tag, key, values = {}) => {
      const labels = Object.entries(values).filter(([, value]) => typeof value === 'string');
      const marks = Object.fromEntries(labels.map(([name], at) => [name, `\ue000${at}\ue000`]));
      return say(tag, key, { ...values, ...marks })
        .replace(/bạn/g, 'em')
        .replace(/\ue000(\d+)\ue000/g, (_, at: string) => String(labels[Number(at)]?.[1] ?? ''));
    },
  };
}
