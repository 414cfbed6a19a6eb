/** Where each count of a consultation stands: one row of numbers for a place, in an order that the flow alone decides. */

import { AGE_BANDS } from '../age-band.ts';
import { CHANNEL_NAMES } from '../channel.ts';
import type { Flow, Question } from '../flow/flow.ts';
import { binsOf, cellsOf } from './question-cells.ts';
import type { Variable } from './table.ts';

/**
 * What is counted of a place before any table: all responses, complete ones, made-up ones, and those that took the option at
 * the same place of every scale. More would move everything behind it: then existing tallies must be counted anew.
 */
export const TOTALS = ['responses', 'complete', 'simulated', 'straight'] as const;

/** Provinces are counted by the number that their code is, so that no list of places moves a count. */
const PROVINCE_CODES = 100;

/** One variable and where its counts stand. */
export type LaidOutVariable = {
  readonly name: Variable;
  /** `null` for an attribute. */
  readonly question: Question | null;
  /** Option ids, bands, …; of a question about a place the two digits of every possible province code. */
  readonly ids: readonly string[];
  /** Whether one response may stand in several cells, or answer and stand in none: then those who answered are counted too. */
  readonly countsAnswered: boolean;
  /** First of its own counts: cells, then `answered` where counted, then `skipped` for a question. */
  readonly at: number;
  /** How many counts that is. */
  readonly size: number;
  /** Whether it is crossed with others. */
  readonly crossed: boolean;
};

/** Two crossed variables; counts stand by row, then column, with the same entries as those of one variable. */
export type LaidOutPair = {
  readonly rows: LaidOutVariable;
  readonly columns: LaidOutVariable;
  readonly at: number;
};

/** The whole order. A commune has only what stands before the pairs. */
export type TallyLayout = {
  readonly variables: readonly LaidOutVariable[];
  readonly pairs: readonly LaidOutPair[];
  /** Counts of a commune. */
  readonly narrow: number;
  /** Counts of a province and of the nation. */
  readonly wide: number;
};

/**
 * Lays out the counts of a flow.
 *
 * Where a child lives is no variable of its own: a question split by place is the same question in the tallies of those
 * places. A question about a place is counted, and crossed with nothing, for the same reason.
 */
export function layOutTallies(flow: Flow): TallyLayout {
  const variables: LaidOutVariable[] = [];
  let at: number = TOTALS.length;
  for (const one of [...flow.questions.flatMap(questionVariable), ...attributes(flow)]) {
    const size = one.ids.length + (one.countsAnswered ? 1 : 0) + (one.question === null ? 0 : 1);
    variables.push({ ...one, at, size });
    at += size;
  }
  const narrow = at;
  const crossed = variables.filter((one) => one.crossed);
  const pairs: LaidOutPair[] = [];
  for (const [index, rows] of crossed.entries()) {
    for (const columns of crossed.slice(index + 1)) {
      pairs.push({ rows, columns, at });
      at += rows.size * columns.size;
    }
  }
  return { variables, pairs, narrow, wide: at };
}

type Unplaced = Omit<LaidOutVariable, 'at' | 'size'>;

function questionVariable(question: Question): readonly Unplaced[] {
  const named = { name: question.id, question, crossed: true };
  if (question.kind === 'place') {
    const ids = Array.from({ length: PROVINCE_CODES }, (_, code) => String(code).padStart(2, '0'));
    return [{ ...named, ids, countsAnswered: true, crossed: false }];
  }
  const cells = cellsOf(question, new Map(), { provinces: [], provinceOf: () => null });
  if (cells === null) return [];
  // A flow may be asked in whole numbers only, yet what is stored decides.
  const countsAnswered = question.kind === 'number' || (question.kind === 'choices' && question.max > 1);
  return [{ ...named, ids: cells.map(({ id }) => id), countsAnswered }];
}

function attributes(flow: Flow): readonly Unplaced[] {
  const common = { question: null, countsAnswered: false, crossed: true };
  return [
    { name: '@age', ids: flow.ageBands.length === 0 ? AGE_BANDS : flow.ageBands, ...common },
    { name: '@channel', ids: CHANNEL_NAMES, ...common },
    { name: '@language', ids: flow.languages, ...common },
  ];
}

/** The bin of a number question that a number falls into; -1 where none. */
export function binOf(question: Question & { readonly kind: 'number' }, value: number): number {
  return binsOf(question.min, question.max).findIndex(({ from, to }) => value >= from && value <= to);
}
