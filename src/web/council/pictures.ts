/** Draws the picture that fits a question, once for all who look at it. */

import { type Figures, hasGroupShares, hasShares, percentOf, shareOf } from '../../core/findings/figures.ts';
import { NATION } from '../../core/locality.ts';
import { drawBars } from '../../reports/charts/bars.ts';
import { drawGroups } from '../../reports/charts/group-bars.ts';
import { drawScale, drawScaleRows } from '../../reports/charts/scale-bars.ts';
import type { ShownSplit } from '../../usecases/read-result-question.ts';
import { type Pictures, type ResultView, shownCount } from './dependencies.ts';

/** Pictures kept in memory, most of a few kilobytes and a map of 70. */
const MOST_KEPT = 400;
/** Units: text has 14, so a phone of 360 pixels shows it at about that size. */
const WIDTH = 360;
/** More groups than this are read from the table: nobody can tell so many bars apart. */
const MOST_GROUPS = 8;

/** Makes an empty store of them. */
export function keepPictures(): Pictures {
  const kept = new Map<string, string>();
  return (name, draw) => {
    const picture = kept.get(name) ?? draw();
    kept.delete(name);
    kept.set(name, picture);
    for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
    return picture;
  };
}

/** The picture of a question: a map of places, a divided bar of a scale, bars of everything else; `null` for too few children. */
export function pictureOf(view: ResultView, figures: Figures): string | null {
  // Where rounding makes shares a guess, none is drawn; nor where nothing is told.
  if (figures.kind !== 'place' && !hasShares(figures.answered ?? toldOf(figures), figures.base)) return null;
  return view.pictures(nameOf(view, figures.question), () => {
    const drawing = { id: idOf(figures.question), width: WIDTH, words: view.words };
    if (figures.kind === 'place' && view.page.scope === NATION) return placeMap(view, figures);
    // A divided bar is all who answered: where nobody may know how many, points stand side by side.
    return figures.kind === 'scale' && figures.answered !== null
      ? drawScale(figures, drawing)
      : drawBars(figures, drawing);
  });
}

/** Children in the published answers together. */
function toldOf({ cells }: Figures): number {
  return cells.reduce((sum, { count }) => sum + (count ?? 0), 0);
}

function placeMap(view: ResultView, figures: Figures): string {
  const values = new Map(figures.cells.map(({ id, count }) => [id, count] as const));
  const format = (count: number) => shownCount(view, count);
  return view.map({ title: figures.text, values, format }, { id: idOf(figures.question), words: view.words });
}

/**
 * The picture of a question split by groups; a map, where the groups are provinces.
 *
 * @param answer which answer the map shows
 * @returns `null` where there are too many groups for a picture, or no share of any may be told
 */
export function splitPicture(
  view: ResultView,
  figures: Figures,
  shown: ShownSplit,
  answer: string,
): string | null {
  const { by, groups } = shown;
  const isMap = by.name === '@place' && view.page.scope === NATION;
  if (!isMap && groups.length > MOST_GROUPS) return null;
  const name = nameOf(view, figures.question, by.name, isMap ? answer : '');
  const all = splitShares(figures, shown);
  // Groups that were not asked, or of which no share may be told, are left to the table.
  const told = groups.flatMap((_, at) => (all.some((row) => (row[at] ?? null) !== null) ? [at] : []));
  if (!isMap && told.length === 0) return null;
  return view.pictures(name, () => {
    const id = idOf(`${figures.question}-by-${by.name}`);
    if (isMap) return splitMap(view, shown, { id, answer, figures });
    const shares = all.map((row) => told.map((at) => row[at] ?? null));
    const names = told.map((at) => groupName(view, shown, { at, isShort: figures.kind !== 'scale' }));
    const drawing = { id, width: WIDTH, words: view.words };
    if (figures.kind === 'scale') {
      const rows = names.map((label, at) => ({ label, shares: shares.map((row) => row[at] ?? null) }));
      return drawScaleRows(figures, rows, drawing);
    }
    const answers = figures.cells.map((cell) => ({
      label: cell.face === null ? cell.label : `${cell.face} ${cell.label}`,
      shares: shares[shown.table.rowIds.indexOf(cell.id)] ?? [],
    }));
    return drawGroups({ title: figures.text, groups: names, answers }, drawing);
  });
}

/** With the number of children behind it, so that forty look less than a thousand. */
function groupName(
  view: ResultView,
  { groups, table }: ShownSplit,
  { at, isShort }: { readonly at: number; readonly isShort: boolean },
): string {
  const [label, answered] = [groups[at]?.label ?? '', table.answered[at] ?? null];
  if (answered === null) return label;
  return `${label} (${view.phrase(isShort ? 'council.split.n-short' : 'council.split.n', { n: shownCount(view, answered) })})`;
}

function splitMap(
  view: ResultView,
  shown: ShownSplit,
  { id, answer, figures }: { readonly id: string; readonly answer: string; readonly figures: Figures },
): string {
  const shares = splitShares(figures, shown)[shown.table.rowIds.indexOf(answer)] ?? [];
  const values = new Map(
    shown.table.columnIds.map((code, at) => {
      const share = shares[at] ?? null;
      return [code, share === null ? null : percentOf(share)] as const;
    }),
  );
  const format = (percent: number) => view.words.share(percent);
  return view.map({ title: figures.text, values, format }, { id, words: view.words });
}

/** Whether so few of a group answered that its shares would be a guess. */
export function isSmall(figures: Pick<Figures, 'several'>, { table }: ShownSplit, group: number): boolean {
  const answered = table.answered[group] ?? null;
  if (answered === null || answered <= 0) return false;
  const counts = table.counts.map((row) => row[group] ?? null);
  return !hasGroupShares(counts, { answered, base: table.base, several: figures.several });
}

/** Share of each group that gave an answer, by row, then group. */
export function splitShares(
  figures: Pick<Figures, 'several'>,
  split: ShownSplit,
): readonly (readonly (number | null)[])[] {
  const { table } = split;
  const small = table.columnIds.map((_, at) => isSmall(figures, split, at));
  return table.counts.map((row) =>
    row.map((count, at) =>
      small[at] === true ? null : shareOf(count, table.answered[at] ?? null, table.base),
    ),
  );
}

function nameOf({ page, language }: ResultView, ...rest: readonly string[]): string {
  const { consultation, scope, release } = page;
  return [consultation.id, scope, release?.number, consultation.minCell, language, ...rest].join(' ');
}

/** Letters, digits and hyphens, as ids in a picture want them. */
function idOf(name: string): string {
  return `p-${name.replace(/[^a-z0-9-]/g, '-')}`;
}
