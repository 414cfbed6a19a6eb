/** Draws the picture that fits a question, once for all who look at it. */

import { type Figures, percentOf, shareOf } from '../../core/findings/figures.ts';
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

/** The picture of a question: a map of places, a divided bar of a scale, bars of everything else. */
export function pictureOf(view: ResultView, figures: Figures): string {
  return view.pictures(nameOf(view, figures.question), () => {
    const drawing = { id: idOf(figures.question), width: WIDTH, words: view.words };
    if (figures.kind === 'place' && view.page.scope === NATION) return placeMap(view, figures);
    return figures.kind === 'scale' ? drawScale(figures, drawing) : drawBars(figures, drawing);
  });
}

function placeMap(view: ResultView, figures: Figures): string {
  const values = new Map(figures.cells.map(({ id, count }) => [id, count] as const));
  const format = (count: number) => shownCount(view, Math.round(count));
  return view.map({ title: figures.text, values, format }, { id: idOf(figures.question), words: view.words });
}

/**
 * The picture of a question split by groups; a map, where the groups are provinces.
 *
 * @param answer which answer the map shows
 * @returns `null` where there are too many groups for a picture
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
  return view.pictures(name, () => {
    const id = idOf(`${figures.question}-by-${by.name}`);
    if (isMap) return splitMap(view, shown, { id, answer, title: figures.text });
    // Groups that were not asked, or of which nothing may be told, are left to the table.
    const all = splitShares(shown);
    const told = groups.flatMap((_, at) => (all.some((row) => (row[at] ?? null) !== null) ? [at] : []));
    const shares = all.map((row) => told.map((at) => row[at] ?? null));
    const names = told.map((at) => groups[at]?.label ?? '');
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

function splitMap(
  view: ResultView,
  { table }: ShownSplit,
  { id, answer, title }: { readonly id: string; readonly answer: string; readonly title: string },
): string {
  const row = table.rowIds.indexOf(answer);
  const values = new Map(
    table.columnIds.map((code, at) => {
      return [code, shareOf(table.counts[row]?.[at] ?? null, table.answered[at] ?? null)] as const;
    }),
  );
  const format = (share: number) => view.words.share(percentOf(share));
  return view.map({ title, values, format }, { id, words: view.words });
}

/** Share of each group that gave an answer, by row, then group. */
export function splitShares({ table }: ShownSplit): readonly (readonly (number | null)[])[] {
  return table.counts.map((row) => row.map((count, at) => shareOf(count, table.answered[at] ?? null)));
}

function nameOf({ page, language }: ResultView, ...rest: readonly string[]): string {
  const { consultation, scope, release } = page;
  return [consultation.id, scope, release?.number, consultation.minCell, language, ...rest].join(' ');
}

/** Letters, digits and hyphens, as ids in a picture want them. */
function idOf(name: string): string {
  return `p-${name.replace(/[^a-z0-9-]/g, '-')}`;
}
