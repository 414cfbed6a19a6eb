/** The sentences of a report: what most children said, and which group differs most clearly. */

import { type Comparison, compareGroups } from '../core/findings/differences.ts';
import type { FigureCell } from '../core/findings/figures.ts';
import { findMain, type MainFinding } from '../core/findings/main-finding.ts';
import { sayDifference, sayMain, type Voice } from '../core/findings/say-finding.ts';
import type { Language } from '../core/language.ts';
import type { ReportQuestion, ReportTable } from '../core/report-matter.ts';
import type { Say } from '../core/say.ts';
import type { Results } from './read-results.ts';

/** A question as findings are looked for in it. */
export type AskedQuestion = Omit<ReportQuestion, keyof Finding> & {
  /** Of a quiz: what is right. */
  readonly right: readonly string[];
  readonly answeredAsOf: number | null;
};

/** What is found of a question. */
export type Finding = Pick<ReportQuestion, 'findings' | 'lead' | 'compared'>;

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
): ReadonlyMap<string, Finding> {
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
      const main = findMain(figures);
      const clearest = clearestOf(own);
      const findings = [sayMain(main, figures, voice), ...differenceOf(question, clearest, voice)];
      const compared = clearest?.comparison.kind ?? 'none';
      return [question.id, { findings, lead: leadOf(main, figures.cells), compared }] as const;
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

/** What stands first without a doubt. */
function leadOf(main: MainFinding, cells: readonly FigureCell[]): string | null {
  if (main.kind !== 'top' && main.kind !== 'first-place') return null;
  const [cell, ...more] = main.top.cells;
  if (cell === undefined || more.length > 0 || !main.certain) return null;
  return cells.find(({ id }) => id === cell.id)?.label ?? null;
}

/** The clearest difference over all splits; else that none was seen; else that nobody can tell. */
function clearestOf(own: readonly Compared[]): Compared | undefined {
  const chanceOf = ({ comparison }: Compared) =>
    comparison.kind === 'differ' ? (comparison.differences[0]?.chance ?? 1) : 2;
  const rank = (one: Compared) => (one.comparison.kind === 'too-few' ? 3 : chanceOf(one));
  const [clearest] = [...own].sort((one, other) => rank(one) - rank(other));
  return clearest;
}

/** Groups too small to compare are told of once in a report, not with each question. */
function differenceOf(
  { kind }: AskedQuestion,
  clearest: Compared | undefined,
  voice: Voice,
): readonly string[] {
  if (clearest === undefined || clearest.comparison.kind === 'too-few') return [];
  const { rows, columns } = clearest.table;
  const labelIn = (side: ReportTable['rows']) => (id: string) => side.labels[side.ids.indexOf(id)] ?? id;
  const words = { kind, rowLabel: labelIn(rows), columnLabel: labelIn(columns) };
  return [sayDifference(clearest.comparison, words, voice)];
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
