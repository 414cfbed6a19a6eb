/** Finds what a question's figures say first. */

import { type FigureCell, type Figures, mostOf, percentOf, shareOf, slackOf } from './figures.ts';

/** Some cells taken together, and the share of those who answered. */
export type Group = {
  readonly cells: readonly FigureCell[];
  readonly share: number;
  /** In whole percent, as the parts are shown beside it: what is said and what is drawn add up. */
  readonly percent: number;
};

/** What there is to say. `certain: false`: a figure that is withheld or old may be larger than what is said to be first. */
export type MainFinding =
  /** No figure may be told yet. */
  | { readonly kind: 'nothing' }
  /** So few answered that rounded counts tell no shares. */
  | { readonly kind: 'few' }
  /** Numbers are told, but not how many answered: no shares. */
  | { readonly kind: 'counts' }
  | {
      readonly kind: 'top' | 'first-place' | 'bin' | 'home';
      readonly top: Group;
      readonly second: Group | null;
      readonly certain: boolean;
    }
  /** Two or more lead, the largest first, and nobody can say which. */
  | {
      readonly kind: 'close';
      readonly top: Group;
      readonly second: Group;
      readonly leaders: readonly Group[];
      /** Whether there is no other answer beside those that lead. */
      readonly all: boolean;
      readonly certain: boolean;
    }
  /** Of a scale: the end that more chose, against the other. */
  | { readonly kind: 'ends'; readonly top: Group; readonly second: Group; readonly certain: boolean }
  | { readonly kind: 'middle'; readonly top: Group; readonly certain: boolean }
  | { readonly kind: 'right'; readonly top: Group };

/** Shares closer than this are "about the same". */
const CLOSE = 0.03;

/** Finds it. */
export function findMain(figures: Figures): MainFinding {
  const groups = figures.cells.flatMap((cell) => groupOf(figures, [cell]));
  if (groups.length === 0) return { kind: withoutShares(figures) };
  if (figures.kind === 'lesson') {
    const [right] = groupOf(
      figures,
      figures.cells.filter(({ id }) => figures.right.includes(id)),
    );
    if (right !== undefined) return { kind: 'right', top: right };
  }
  const inOrder = [...groups].sort((a, b) => b.share - a.share);
  const [top, second = null] = inOrder;
  if (top === undefined) return { kind: 'nothing' };
  const certain = isCertain(figures, top);
  if (figures.kind === 'scale') {
    const scale = findOnScale(figures, top, certain);
    if (scale !== null) return scale;
  }
  if (second !== null && isClose(figures, top, second)) {
    const leaders = inOrder.filter((one) => isClose(figures, top, one));
    return { kind: 'close', top, second, leaders, all: leaders.length === figures.cells.length, certain };
  }
  return { kind: KINDS[figures.kind] ?? 'top', top, second, certain };
}

function withoutShares({ cells, answered }: Figures): 'few' | 'counts' | 'nothing' {
  if (cells.every(({ count }) => count === null)) return 'nothing';
  return answered === null ? 'counts' : 'few';
}

const KINDS: { readonly [kind in Figures['kind']]?: 'first-place' | 'bin' | 'home' } = {
  rank: 'first-place',
  number: 'bin',
  place: 'home',
};

/** Some cells together; nothing where one of them is withheld or more than one answer was given. */
function groupOf(figures: Figures, cells: readonly FigureCell[]): readonly Group[] {
  if (cells.length === 0 || (figures.several && cells.length > 1)) return [];
  if (cells.some(({ count }) => count === null)) return [];
  const { answered, base } = figures;
  const share = shareOf(
    cells.reduce((sum, { count }) => sum + (count ?? 0), 0),
    answered,
    base,
  );
  if (share === null) return [];
  const percents = cells.map(({ count }) => percentOf(shareOf(count, answered, base) ?? 0));
  const percent = Math.min(
    100,
    percents.reduce((sum, one) => sum + one, 0),
  );
  return [{ cells, share, percent }];
}

function isClose({ answered, base }: Figures, top: Group, second: Group): boolean {
  const apart = top.share - second.share;
  return apart < CLOSE || apart * (answered ?? 0) <= 2 * slackOf(base);
}

function isCertain(figures: Figures, top: Group): boolean {
  const least = Math.min(...top.cells.map(({ count }) => count ?? 0));
  return figures.cells.every((cell) => top.cells.includes(cell) || mostOf(figures, cell) <= least);
}

/** Half of the points at each end, without the one in the middle. */
function findOnScale(figures: Figures, top: Group, certain: boolean): MainFinding | null {
  const { cells } = figures;
  const half = Math.floor(cells.length / 2);
  const middle = cells.length % 2 === 1 ? cells[half] : undefined;
  const [low] = groupOf(figures, cells.slice(0, half));
  const [high] = groupOf(figures, cells.slice(-half));
  if (low === undefined || high === undefined) return null;
  const [more, less] = high.share >= low.share ? [high, low] : [low, high];
  if (middle !== undefined && top.cells[0] === middle && top.share > more.share) {
    return { kind: 'middle', top, certain };
  }
  if (isClose(figures, more, less)) return null;
  const untold = middle === undefined ? 0 : mostOf(figures, middle) / (figures.answered ?? 1);
  return { kind: 'ends', top: more, second: less, certain: more.share >= untold };
}
