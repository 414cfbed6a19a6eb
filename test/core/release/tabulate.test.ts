/** Published counts: nothing withheld can be reckoned back from what is shown. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditLine, type PublishedLine } from '../../../src/core/release/line-audit.ts';
import type { Release } from '../../../src/core/release/release.ts';
import { type RawTabulation, tabulate as tabulateAt } from '../../../src/core/release/tabulate.ts';

const K = 5;

/** As a first release does. */
function tabulate(table: RawTabulation, minCell: number) {
  return tabulateAt(table, { minCell, release: 1, earlier: [] });
}

function raw(
  counts: readonly number[],
  around: { skipped?: number; notAsked?: number; several?: boolean; answered?: number } = {},
): RawTabulation {
  const answered = around.answered ?? counts.reduce((sum, count) => sum + count, 0);
  const skipped = around.skipped ?? 0;
  return {
    question: 'q',
    kind: 'choice',
    cells: counts.map((count, index) => ({ id: String.fromCharCode(97 + index), count })),
    answered,
    skipped,
    responses: answered + skipped + (around.notAsked ?? 0),
    several: around.several ?? false,
  };
}

test('a table whose every figure is large enough is shown whole', () => {
  const shown = tabulate(raw([50, 30, 20], { skipped: 8, notAsked: 12 }), K);
  expect(shown).toMatchObject({
    answered: 100,
    skipped: 8,
    cells: [{ count: 50 }, { count: 30 }, { count: 20 }],
  });
});

test('a small cell is withheld together with the smallest that would give it away', () => {
  const shown = tabulate(raw([50, 30, 2], { skipped: 20, notAsked: 20 }), K);
  expect(shown.cells.map((cell) => cell.count)).toEqual([50, null, null]);
});

test('a figure that few skipped is withheld', () => {
  expect(tabulate(raw([50, 30, 20], { skipped: 2, notAsked: 40 }), K).skipped).toBeNull();
});

test('of several-choice questions an option picked by nearly everyone is withheld as one picked by few', () => {
  const shown = tabulate(raw([48, 25, 3], { answered: 50, skipped: 9, notAsked: 9, several: true }), K);
  expect(shown.cells.map((cell) => cell.count)).toEqual([null, 25, null]);
});

/** Every value of each figure that agrees with all that is published, the sums and the threshold: the attacker's view. */
function possible(table: RawTabulation, k: number): Map<string, Set<number>> {
  const shown = tabulate(table, k);
  const names = [...table.cells.map((cell) => cell.id), 'skipped', 'not-asked'];
  const known = new Map<string, number>();
  for (const cell of shown.cells) if (cell.count !== null) known.set(cell.id, cell.count);
  if (shown.skipped !== null) known.set('skipped', shown.skipped);
  const values = new Map<string, Set<number>>();
  const fill = (index: number, chosen: number[], left: number): void => {
    const name = names[index];
    if (name === undefined) {
      if (left !== 0) return;
      const answered = chosen.slice(0, table.cells.length).reduce((sum, count) => sum + count, 0);
      if (shown.answered !== null && answered !== shown.answered) return;
      // Among what is withheld at least one figure is small, or nothing would have been withheld.
      if (!names.some((one, at) => !known.has(one) && (chosen[at] ?? 0) < k)) return;
      names.forEach((one, at) => {
        values.set(one, (values.get(one) ?? new Set()).add(chosen[at] ?? 0));
      });
      return;
    }
    const fixed = known.get(name);
    if (fixed !== undefined) {
      if (fixed <= left) fill(index + 1, [...chosen, fixed], left - fixed);
      return;
    }
    for (let count = 0; count <= left; count += 1) fill(index + 1, [...chosen, count], left - count);
  };
  fill(0, [], table.responses);
  return values;
}

test('whoever knows the threshold and every published figure cannot narrow a withheld cell to within one', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 3 });
  fc.assert(
    fc.property(
      counts,
      fc.integer({ min: 0, max: 7 }),
      fc.integer({ min: 0, max: 7 }),
      (cells, skipped, notAsked) => {
        const table = raw(cells, { skipped, notAsked });
        fc.pre(table.responses >= 12);
        const shown = tabulate(table, K);
        const values = possible(table, K);
        for (const cell of shown.cells) {
          if (cell.count !== null) expect(cell.count).toBeGreaterThanOrEqual(K);
          else {
            const candidates = [...(values.get(cell.id) ?? [])];
            expect(
              Math.max(...candidates) - Math.min(...candidates),
              JSON.stringify({ table, shown }),
            ).toBeGreaterThan(2);
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

/** Cuts a release for each course of a question with several answers, and gives what each published. */
function releaseAll(states: readonly RawTabulation[]): Release[] {
  const earlier: Release[] = [];
  for (const state of states) {
    const number = earlier.length + 1;
    const figures = { day: '2026-11-24', complete: null, partial: null, simulated: 0, minCell: K };
    const tabulation = tabulateAt(state, { minCell: K, release: number, earlier });
    earlier.push({ number, responses: state.responses, ...figures, tabulations: [tabulation] });
  }
  return earlier;
}

test('a figure of an earlier release stands until it moves, and says of which release it is', () => {
  const releases = releaseAll([
    raw([50, 30, 20], { skipped: 8, notAsked: 12 }),
    raw([62, 33, 30], { skipped: 8, notAsked: 15 }),
  ]);
  expect(releases[1]?.tabulations[0]).toMatchObject({
    answered: 100,
    answeredAsOf: 1,
    cells: [
      { count: 62, asOf: 2 },
      { count: 30, asOf: 1 },
      { count: 20, asOf: 1 },
    ],
  });
});

/** What is known of each option's line (picked, not picked, no answer) after these releases. */
function linesOf(releases: readonly Release[], option: string): PublishedLine[] {
  return releases.map(({ number, responses, tabulations: [shown] }) => {
    const picked = shown?.cells.find(({ id, asOf }) => id === option && asOf === number)?.count ?? null;
    const answered = shown?.answeredAsOf === number ? shown.answered : null;
    const line = new Map<string, number>();
    if (picked !== null) line.set('picked', picked);
    if (answered !== null) line.set('none', responses - answered);
    if (picked !== null && answered !== null) line.set('other', answered - picked);
    return { total: responses, shown: line };
  });
}

test('of several answers nothing withheld in any release can be narrowed down, option by option', () => {
  const step = fc.record({
    answered: fc.integer({ min: K, max: 25 }),
    shares: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    skipped: fc.integer({ min: 0, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
      let [answered, skipped, picks] = [0, 0, [0, 0]];
      const states = steps.map((one) => {
        answered += one.answered;
        skipped += one.skipped;
        picks = picks.map((count, at) => count + Math.round(one.answered * (one.shares[at] ?? 0)));
        return raw(picks, { answered, skipped, several: true });
      });
      const releases = releaseAll(states);
      for (const option of ['a', 'b']) {
        const line = linesOf(releases, option);
        if (line.every(({ shown }) => shown.size === 0)) continue;
        for (const hidden of auditLine(line, ['picked', 'other', 'none'])) {
          expect(hidden.most - hidden.least, JSON.stringify({ states, hidden })).toBeGreaterThanOrEqual(3);
        }
      }
    }),
    { numRuns: 300 },
  );
});
