/** Tabulates one question: raw counts in, published counts out. The only way from the one to the other. */

import type { PublishedLine } from './line-audit.ts';
import type { Cell, Release, Tabulation } from './release.ts';
import { mayShow, stepLine } from './step-line.ts';
import type { RawCell } from './suppress.ts';

/** Raw counts of one question. */
export type RawTabulation = {
  readonly question: string;
  readonly kind: string;
  /** Every possible cell, those nobody chose included. */
  readonly cells: readonly RawCell[];
  readonly answered: number;
  readonly skipped: number;
  /** All sealed responses: those who were never asked this question included. Published beside the tables. */
  readonly responses: number;
  /** Whether one child may stand in several cells, so that they do not add up to `answered`. */
  readonly several: boolean;
  /** So many at least are known not to have been asked, from figures of other questions. */
  readonly notAsked?: number;
  /** Asked of some children only: how many were asked is then told by no figure, so neither is how many skipped. */
  readonly isOfSome?: boolean;
};

/** Where in the course of releases it stands. */
export type TabulationPlace = {
  /** Threshold k, ≥ 1. */
  readonly minCell: number;
  /** Number of the release being cut. */
  readonly release: number;
  /** All earlier releases of the consultation, oldest first. */
  readonly earlier: readonly Release[];
};

/** What an earlier release published of this question. */
type Earlier = {
  readonly number: number;
  readonly responses: number;
  readonly tabulation: Tabulation | undefined;
};

const ANSWERED = ' answered';
const NO_ANSWER = ' no-answer';
const SKIPPED = ' skipped';
const NOT_ASKED = ' not-asked';

/**
 * Publishes what has moved far enough since it was last published, and withholds what could point at a child. A figure that
 * may not move stays as an earlier release published it.
 *
 * Each response stands in one cell of a question with one answer, or gave none: a line that adds up to the published number
 * of responses. Those who gave none are divided into those who skipped and those who were not asked. Of a question with
 * several answers each option is a line of its own: picked, not picked, no answer.
 *
 * @see stepLine
 */
export function tabulate(raw: RawTabulation, place: TabulationPlace): Tabulation {
  const earlier = earlierOf(raw, place.earlier);
  const moved = raw.several
    ? movedOfSeveral(raw, earlier, place.minCell)
    : movedOfOne(raw, earlier, place.minCell);
  return tabulation(raw, place, moved);
}

/** Leaves every figure as an earlier release published it. */
export function stay(raw: RawTabulation, place: TabulationPlace): Tabulation {
  return tabulation(raw, place, new Set());
}

function tabulation(raw: RawTabulation, place: TabulationPlace, moved: ReadonlySet<string>): Tabulation {
  const earlier = earlierOf(raw, place.earlier);
  const last = earlier.at(-1)?.tabulation;
  const isAnswered = moved.has(NO_ANSWER);
  const skips = isAnswered && raw.isOfSome !== true && movesSkips(raw, earlier, place.minCell);
  return {
    question: raw.question,
    kind: raw.kind,
    answered: isAnswered ? raw.answered : (last?.answered ?? null),
    answeredAsOf: isAnswered ? place.release : (last?.answeredAsOf ?? null),
    skipped: skips ? raw.skipped : (last?.skipped ?? null),
    skippedAsOf: skips ? place.release : (last?.skippedAsOf ?? null),
    cells: raw.cells.map(({ id, count }): Cell => {
      if (moved.has(id)) return { id, count, asOf: place.release };
      return last?.cells.find((cell) => cell.id === id) ?? { id, count: null, asOf: null };
    }),
  };
}

function earlierOf(raw: RawTabulation, earlier: readonly Release[]): readonly Earlier[] {
  return earlier.map(({ number, responses, tabulations }) => ({
    number,
    responses,
    tabulation: tabulations.find(({ question }) => question === raw.question),
  }));
}

/**
 * Tells whether the new number of responses may be published as far as this question goes. Where nothing was told otherwise
 * it always may; a floor may leave so little beside it that the number alone would give a withheld count away.
 *
 * @see RawCell.told
 */
export function mayTabulate(raw: RawTabulation, { minCell, earlier }: TabulationPlace): boolean {
  if (raw.several || (raw.cells.every(({ told = 0 }) => told === 0) && (raw.notAsked ?? 0) === 0))
    return true;
  const { history, cells } = lineOfOne(raw, earlierOf(raw, earlier));
  return mayShow(history, [], { cells, minCell });
}

/** Tells whether figures that were chosen for this release stay safe with what is known besides. */
export function isSafeBeside(raw: RawTabulation, chosen: Tabulation, place: TabulationPlace): boolean {
  const earlier = earlierOf(raw, place.earlier);
  const ids = chosen.cells.flatMap(({ id, asOf }) => (asOf === place.release ? [id] : []));
  const isAnswered = chosen.answeredAsOf === place.release;
  if (raw.several) {
    return raw.cells.every(({ id, count }) => {
      const shown = [...(ids.includes(id) ? [id] : []), ...(isAnswered ? [NO_ANSWER] : [])];
      const both = isAnswered && ids.includes(id) ? [...shown, ANSWERED] : shown;
      const history = earlier.map((one) => lineOfOption(one, id));
      return mayShow(history, both, { cells: optionCells(raw, { id, count }), minCell: 0 });
    });
  }
  const { history, cells } = lineOfOne(raw, earlier);
  return mayShow(history, [...ids, ...(isAnswered ? [NO_ANSWER] : [])], { cells, minCell: 0 });
}

function movedOfOne(raw: RawTabulation, earlier: readonly Earlier[], minCell: number): ReadonlySet<string> {
  const { history, cells } = lineOfOne(raw, earlier);
  // The number of those who answered is a figure as well: it tells of at least k, and moves by as many.
  const before = earlier.at(-1)?.tabulation?.answered ?? 0;
  const stays = raw.answered - before < minCell ? new Set([NO_ANSWER]) : new Set<string>();
  return stepLine(history, cells, { minCell, stays });
}

function lineOfOne(
  raw: RawTabulation,
  earlier: readonly Earlier[],
): { readonly history: readonly PublishedLine[]; readonly cells: readonly RawCell[] } {
  const history = earlier.map(
    ({ number, responses, tabulation }): PublishedLine => ({
      total: responses,
      shown: new Map([
        ...shownCells(tabulation, number),
        ...shownNoAnswer({ number, responses, tabulation }),
      ]),
    }),
  );
  return { history, cells: [...raw.cells, noAnswer(raw)] };
}

/** Those who gave no answer: some of them are known not to have been asked. */
function noAnswer({ responses, answered, notAsked = 0 }: RawTabulation): RawCell {
  const count = responses - answered;
  return notAsked === 0
    ? { id: NO_ANSWER, count }
    : { id: NO_ANSWER, count, told: Math.min(notAsked, count) };
}

/** The line of one option of a question with several answers. */
function optionCells(raw: RawTabulation, { id, count }: RawCell): readonly RawCell[] {
  return [{ id, count }, { id: ANSWERED, count: raw.answered - count }, noAnswer(raw)];
}

/** Those who gave no answer move for all options at once, because they are in the line of each. */
function movedOfSeveral(
  raw: RawTabulation,
  earlier: readonly Earlier[],
  minCell: number,
): ReadonlySet<string> {
  const none = raw.responses - raw.answered;
  const whole = earlier.map(
    (one): PublishedLine => ({
      total: one.responses,
      shown: new Map(
        shownNoAnswer(one).flatMap(([, count]) => [
          [NO_ANSWER, count] as const,
          [ANSWERED, one.responses - count] as const,
        ]),
      ),
    }),
  );
  const lines = raw.cells.map(({ id, count }) => ({
    id,
    history: earlier.map((one) => lineOfOption(one, id)),
    cells: optionCells(raw, { id, count }),
  }));
  const both = {
    cells: [
      { id: ANSWERED, count: raw.answered },
      { id: NO_ANSWER, count: none },
    ],
    minCell,
  };
  const moves =
    mayShow(whole, [ANSWERED, NO_ANSWER], both) &&
    lines.every(({ history, cells }) => mayShow(history, [NO_ANSWER], { cells, minCell }));
  const options = lines.filter(({ id, history, cells }) =>
    mayShow(history, moves ? [id, ANSWERED, NO_ANSWER] : [id], { cells, minCell }),
  );
  return new Set([...options.map(({ id }) => id), ...(moves ? [NO_ANSWER] : [])]);
}

/** Those who answered without picking an option are known as soon as both others are. */
function lineOfOption(one: Earlier, id: string): PublishedLine {
  const picked = shownCells(one.tabulation, one.number).find(([cell]) => cell === id);
  const none = shownNoAnswer(one);
  const shown = new Map([...(picked === undefined ? [] : [picked]), ...none]);
  const count = none[0]?.[1];
  if (picked !== undefined && count !== undefined) shown.set(ANSWERED, one.responses - count - picked[1]);
  return { total: one.responses, shown };
}

function movesSkips(raw: RawTabulation, earlier: readonly Earlier[], minCell: number): boolean {
  const none = raw.responses - raw.answered;
  const history = earlier.flatMap((one): PublishedLine[] => {
    const total = shownNoAnswer(one)[0]?.[1];
    if (total === undefined) return [];
    const { skipped = null, skippedAsOf = null } = one.tabulation ?? {};
    const isShown = skipped !== null && skippedAsOf === one.number;
    const shown = isShown ? [[SKIPPED, skipped] as const, [NOT_ASKED, total - skipped] as const] : [];
    return [{ total, shown: new Map(shown) }];
  });
  const cells = [
    { id: SKIPPED, count: raw.skipped },
    { id: NOT_ASKED, count: none - raw.skipped },
  ];
  return stepLine(history, cells, { minCell }).has(SKIPPED);
}

function shownCells(
  tabulation: Tabulation | undefined,
  release: number,
): readonly (readonly [string, number])[] {
  return (tabulation?.cells ?? []).flatMap(({ id, count, asOf }) =>
    count !== null && asOf === release ? [[id, count] as const] : [],
  );
}

function shownNoAnswer({ number, responses, tabulation }: Earlier): readonly (readonly [string, number])[] {
  const { answered = null, answeredAsOf = null } = tabulation ?? {};
  return answered !== null && answeredAsOf === number ? [[NO_ANSWER, responses - answered] as const] : [];
}
