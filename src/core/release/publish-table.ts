/** Makes published tables of a place's true counts. The only way from the one to the other, beside a release's own line. */

import { type LocalityCode, NATION } from '../locality.ts';
import { openPlaces } from './open-places.ts';
import { publishCross } from './publish-cross.ts';
import type { RawScope } from './raw-scope.ts';
import type { Day, Release } from './release.ts';
import { baseOf, type CellRule, nearest } from './rounding.ts';
import { type CountedCross, type CountedVariable, crossesOf, variablesOf } from './scope-counts.ts';
import {
  LEAST_MIN_CELL,
  type PublishedTable,
  placeMinCell,
  SENSITIVE_MIN_CELL,
  type TableName,
} from './table.ts';
import { type ShownCount, type ShownVariable, showCount, showExact, showVariable } from './table-margin.ts';
import { PLACE, shownAbove, type TablesPast, tablesPast } from './table-past.ts';

/** Where in the course of releases tables are published. */
export type TablesPlace = {
  /** Threshold k of the consultation. */
  readonly minCell: number;
  /** Number of the release being cut, and its day. */
  readonly release: number;
  readonly day: Day;
  /**
   * Every version of every table published before, of this place and of those it shares cells with: for a place, also the tables
   * question × `@place` and `@place` of the place above, those of this very release included (cut from above: nation,
   * province, commune); for the nation and a province also the tables of one variable of the places below. Any order.
   */
  readonly earlier: readonly PublishedTable[];
  /** The exact figures of this very release, for the nation; `null` for any other place. */
  readonly line: Release | null;
};

/**
 * Tables are cut anew once a place has this many times k new responses, and this share of them more. What is shown of the
 * number of responses may be k behind.
 */
const FRESH_CELLS = 2;
const FRESH_SHARE = 0.1;

/** Fewest responses of a place below the nation whose variables are crossed, in k. */
const LEAST_CROSSED = 20;

/**
 * Publishes the tables of a place anew.
 *
 * @returns none where too few responses came since its tables were last cut: those stay as they are
 */
export function publishTables(raw: RawScope, by: TablesPlace): readonly PublishedTable[] {
  const above = raw.scope === NATION ? 'no' : shownAbove(by.earlier, raw.scope, by.release);
  if (raw.scope !== NATION && above === 'no') return [];
  const past = tablesPast(by.earlier, raw.scope);
  const rule = ruleOf(raw.scope, by.minCell);
  if (raw.scope === NATION && !isDue(raw, past, rule)) return [];
  const responses = responsesOf(raw, { by, past, rule });
  if (responses.shown === null) return [];
  const scope = { raw, by, past, rule, responses, isAlone: above === 'alone' };
  const variables = new Map(variablesOf(raw).map((one) => [one.name, shownVariable(one, scope)]));
  const tables = [...variables.values()].map((one) => oneWayTable(one, scope));
  const crosses = crossesOf(raw).flatMap((cross) => crossTable(cross, variables, scope));
  return [...tables, ...crosses];
}

type ScopePlace = {
  readonly raw: RawScope;
  readonly by: TablesPlace;
  readonly past: TablesPast;
  readonly rule: CellRule;
  readonly responses: ShownCount;
  /** Whether it is the only place that the one above shows: then its crosses would be those of the place above again. */
  readonly isAlone: boolean;
};

/**
 * Places below the nation are shown in steps twice as large: their figures are also parts of the nation's, which are finer
 * and partly exact, so that what is withheld of them needs more room.
 */
function ruleOf(scope: LocalityCode, minCell: number): CellRule {
  const step = scope === NATION ? Math.max(minCell, LEAST_MIN_CELL) : placeMinCell(minCell);
  return { step, minCell: step };
}

/** A variable of places is shown as those places themselves are. */
function variableRule({ name, sensitive }: CountedVariable, { by, rule }: ScopePlace): CellRule {
  if (name === PLACE) return ruleOf('', by.minCell);
  return sensitive ? { ...rule, minCell: Math.max(rule.minCell, SENSITIVE_MIN_CELL) } : rule;
}

/** Places below are cut with the place above, if that shows them: else either would tell what the other holds back. */
function isDue({ scope, responses }: RawScope, past: TablesPast, { step }: CellRule): boolean {
  const last = past.lastCut(scope);
  if (last === null) return responses >= FRESH_CELLS * step;
  return responses >= last + Math.max((FRESH_CELLS + 1) * step, Math.ceil(last * FRESH_SHARE));
}

function responsesOf(
  { scope, responses: count }: RawScope,
  { by, past, rule }: Pick<ScopePlace, 'by' | 'past' | 'rule'>,
): ShownCount {
  if (by.line !== null) {
    const shown = nearest(count, baseOf(rule));
    return { count, shown, lo: count, hi: count, withheld: false, rests: false };
  }
  const own = showCount(count, past.responses(scope), rule);
  const above = past.responsesAbove(scope, by.release);
  return above === undefined || above === own.shown ? own : { ...own, shown: above };
}

function shownVariable(raw: CountedVariable, scope: ScopePlace): ShownVariable {
  const { by, past, responses } = scope;
  const rule = variableRule(raw, scope);
  const tabulation = by.line?.tabulations.find(({ question }) => question === raw.name);
  if (tabulation !== undefined) {
    return showExact(raw, tabulation, { release: by.release, rule, responses: responses.count });
  }
  const name = { scope: scope.raw.scope, rows: raw.name, columns: null };
  return showVariable(raw, {
    rule,
    responses,
    past: past.column(name, { id: '', rows: raw.ids }),
    above: past.above(name.scope, raw.name, by.release),
  });
}

/** A place below the nation is crossed only once it has many responses. */
function isCrossed({ raw, rule, responses, isAlone }: ScopePlace): boolean {
  return raw.scope === NATION || (!isAlone && responses.count >= LEAST_CROSSED * rule.step);
}

function oneWayTable({ raw, rule, cells, answered }: ShownVariable, scope: ScopePlace): PublishedTable {
  return {
    ...headOf({ scope: scope.raw.scope, rows: raw.name, columns: null }, rule, scope),
    rowIds: raw.ids,
    columnIds: [''],
    counts: cells.map(({ shown }) => [shown]),
    answered: [answered.shown],
  };
}

function crossTable(
  raw: CountedCross,
  variables: ReadonlyMap<string, ShownVariable>,
  scope: ScopePlace,
): readonly PublishedTable[] {
  const [rows, columns] = [variables.get(raw.rows), variables.get(raw.columns)];
  if (rows === undefined || columns === undefined) return [];
  const name = { scope: scope.raw.scope, rows: raw.rows, columns: raw.columns };
  const past = columns.raw.ids.map((id) => scope.past.column(name, { id, rows: rows.raw.ids }));
  const { responses } = scope;
  if (raw.columns !== PLACE && raw.rows !== PLACE && !isCrossed(scope)) return [];
  const openColumns = raw.columns === PLACE ? openPlaces(columns.raw, responses.count, columns.rule) : null;
  const shown = publishCross(raw, { rows, columns, responses, past, openColumns });
  if (shown === null) return [];
  const { rule, counts, answered } = shown;
  const head = headOf(name, rule, scope);
  return [{ ...head, rowIds: rows.raw.ids, columnIds: columns.raw.ids, counts, answered }];
}

function headOf(
  name: TableName,
  rule: CellRule,
  { by, responses }: ScopePlace,
): Omit<PublishedTable, 'rowIds' | 'columnIds' | 'counts' | 'answered'> {
  const { release, day } = by;
  return { ...name, release, day, minCell: rule.minCell, base: baseOf(rule), responses: responses.shown };
}
