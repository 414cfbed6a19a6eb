/** Compares a question's latest answers with those of the time before. */

import { compareGroups, type Difference } from './differences.ts';
import { type Figures, percentOf } from './figures.ts';
import type { Voice } from './say-finding.ts';

/** What changed; nothing where all is about as it was, `null` where there are too few to tell. */
export function findChanges(before: Figures, now: Figures): readonly Difference[] | null {
  const countOf = (figures: Figures, id: string) =>
    figures.cells.find((cell) => cell.id === id)?.count ?? null;
  const [comparison] = compareGroups([
    {
      ...{ rows: now.question, columns: 'wave', rowIds: now.cells.map(({ id }) => id) },
      columnIds: ['before', 'now'],
      counts: now.cells.map(({ id }) => [countOf(before, id), countOf(now, id)]),
      answered: [before.answered, now.answered],
      // Two exact lines may lag a release behind; whatever is rounded counts as rounded on both sides.
      base: Math.max(before.base, now.base),
    },
  ]);
  if (comparison === undefined || comparison.kind === 'too-few') return null;
  return comparison.kind === 'alike' ? [] : comparison.differences.filter(({ column }) => column === 'now');
}

/** Says the greatest change in one sentence. */
export function sayChange(before: Figures, now: Figures, { say, language }: Voice): string {
  const changes = findChanges(before, now);
  if (changes === null) return say(language, 'findings.change.too-few');
  const [greatest] = changes;
  if (greatest === undefined) return say(language, 'findings.change.alike');
  return say(language, `findings.change.${greatest.share > greatest.others ? 'more' : 'less'}`, {
    label: now.cells.find(({ id }) => id === greatest.row)?.label ?? greatest.row,
    percent: percentOf(greatest.share),
    before: percentOf(greatest.others),
  });
}
