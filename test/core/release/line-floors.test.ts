/** Lines of which something was told otherwise: floors of running consultations beside the releases. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditLine, type PublishedLine } from '../../../src/core/release/line-audit.ts';
import { stepLine } from '../../../src/core/release/step-line.ts';
import { mayTabulate } from '../../../src/core/release/tabulate.ts';

const CELLS = ['a', 'b', 'c'];

/** Every course of the counts that agrees with the releases and ends at the floors or above. */
function possibleCourses(history: readonly PublishedLine[], floors: readonly number[]): number[][][] {
  let courses: number[][][] = [[]];
  history.forEach(({ total, shown }, at) => {
    const fresh = total - (history[at - 1]?.total ?? 0);
    courses = courses.flatMap((course) => {
      const [a = 0, b = 0, c = 0] = course[at - 1] ?? [];
      const next: number[][][] = [];
      for (let toA = 0; toA <= fresh; toA += 1) {
        for (let toB = 0; toA + toB <= fresh; toB += 1) {
          const counts = [a + toA, b + toB, c + fresh - toA - toB];
          if (CELLS.every((cell, index) => (shown.get(cell) ?? counts[index]) === counts[index])) {
            next.push([...course, counts]);
          }
        }
      }
      return next;
    });
  });
  return courses.filter((course) => floors.every((floor, index) => (course.at(-1)?.[index] ?? 0) >= floor));
}

const counts = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 });

test('the bounds are those of all courses that also keep to the floors', () => {
  const steps = fc.array(counts, { minLength: 1, maxLength: 3 });
  const choice = fc.array(fc.boolean(), { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(
      steps,
      choice,
      fc.array(fc.nat(4), { minLength: 3, maxLength: 3 }),
      (rounds, choices, less) => {
        let now = [0, 0, 0];
        const history = rounds.map((round, at): PublishedLine => {
          now = now.map((count, index) => count + (round[index] ?? 0));
          const shown = CELLS.flatMap((cell, index) =>
            choices[at * 3 + index] ? [[cell, now[index] ?? 0] as const] : [],
          );
          return { total: now.reduce((sum, one) => sum + one, 0), shown: new Map(shown) };
        });
        // A floor is at most the count; of one in five cells nothing else was told.
        const floors = now.map((count, index) =>
          less[index] === 4 ? 0 : Math.max(0, count - (less[index] ?? 0)),
        );
        const courses = possibleCourses(history, floors);
        const told = new Map(CELLS.map((cell, index) => [cell, floors[index] ?? 0]));
        for (const { release, cell, least, most } of auditLine(history, CELLS, told)) {
          const values = courses.map((course) => course[release]?.[CELLS.indexOf(cell)] ?? Number.NaN);
          expect(
            { least, most },
            JSON.stringify({
              history: history.map((one) => [one.total, ...one.shown]),
              floors,
              release,
              cell,
            }),
          ).toEqual({
            least: values.reduce((one, other) => Math.min(one, other)),
            most: values.reduce((one, other) => Math.max(one, other)),
          });
        }
      },
    ),
    { numRuns: 600 },
  );
});

test('a release holds back what a floor told otherwise would give away', () => {
  const cells = [
    { id: 'a', count: 40 },
    { id: 'b', count: 12 },
    { id: 'c', count: 2 },
  ];
  // Without a floor it is enough that b stays behind with c; one that leaves 2 children to b and c together is not.
  expect([...stepLine([], cells, { minCell: 5 })]).toEqual(['a']);
  const told = cells.map((cell) => (cell.id === 'b' ? { ...cell, told: 12 } : cell));
  expect([...stepLine([], told, { minCell: 5 })]).toEqual([]);
  const little = cells.map((cell) => (cell.id === 'b' ? { ...cell, told: 5 } : cell));
  expect([...stepLine([], little, { minCell: 5 })]).toEqual(['a']);
});

test('no number of responses is published that a floor would turn into the rest of the line', () => {
  const raw = {
    ...{ question: 'place', kind: 'place', answered: 14, skipped: 0, responses: 14, several: false },
    cells: [
      { id: '01', count: 12, told: 10 },
      { id: '79', count: 2 },
    ],
  };
  const place = { minCell: 5, release: 1, earlier: [] };
  expect(mayTabulate(raw, place)).toBe(true);
  const everyone = raw.cells.map((cell) => (cell.id === '01' ? { ...cell, told: 12 } : cell));
  expect(mayTabulate({ ...raw, cells: everyone }, place)).toBe(false);
  expect(mayTabulate({ ...raw, cells: [{ id: '01', count: 14 }] }, place)).toBe(true);
});
