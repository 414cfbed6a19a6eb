/** Lines over several releases: what whoever keeps every release can reckon back. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditLine, type PublishedLine } from '../../../src/core/release/line-audit.ts';
import { stepLine } from '../../../src/core/release/step-line.ts';

const K = 5;

/** Releases a line for each state of its counts that at least k responses lead to, and gives what was published. */
function publishAll(states: readonly Readonly<Record<string, number>>[], k: number = K): PublishedLine[] {
  const history: PublishedLine[] = [];
  for (const state of states) {
    const cells = Object.entries(state).map(([id, count]) => ({ id, count }));
    const total = cells.reduce((sum, { count }) => sum + count, 0);
    // No release is cut of fewer new responses than k.
    if (total - (history.at(-1)?.total ?? 0) < k) continue;
    const shown = stepLine(history, cells, { minCell: k });
    history.push({
      total,
      shown: new Map(cells.filter(({ id }) => shown.has(id)).map(({ id, count }) => [id, count])),
    });
  }
  return history;
}

const shownOf = (history: readonly PublishedLine[]) => history.map(({ shown }) => Object.fromEntries(shown));

test('a first release withholds small cells and what would give them away', () => {
  expect(shownOf(publishAll([{ a: 50, b: 30, c: 2 }]))).toEqual([{ a: 50 }]);
});

test('a figure stays as it was until at least k more children stand behind it', () => {
  const history = publishAll([
    { a: 50, b: 30, c: 20 },
    { a: 56, b: 31, c: 22 },
  ]);
  expect(shownOf(history)).toEqual([{ a: 50, b: 30, c: 20 }, { a: 56 }]);
});

test('a figure that stays behind alone would be told by the sum, so another stays with it', () => {
  const history = publishAll([
    { a: 50, b: 30, c: 20 },
    { a: 60, b: 42, c: 21 },
  ]);
  expect(Object.keys(shownOf(history)[1] ?? {})).not.toContain('c');
  expect(Object.keys(shownOf(history)[1] ?? {})).toHaveLength(1);
});

test('what was withheld before is not told by what is published now', () => {
  const states = [
    { a: 40, b: 4, c: 4 },
    { a: 43, b: 5, c: 5 },
  ];
  const history = publishAll(states);
  for (const hidden of auditLine(history, ['a', 'b', 'c'])) {
    expect(hidden.most - hidden.least, JSON.stringify(hidden)).toBeGreaterThanOrEqual(3);
  }
});

/** Every course the counts can have taken that agrees with what was published: by trying all of them. */
function possibleCourses(history: readonly PublishedLine[], cells: readonly string[]): number[][][] {
  const courses: number[][][] = [];
  const grow = (course: number[][]): void => {
    const at = course.length;
    const release = history[at];
    if (release === undefined) {
      courses.push(course);
      return;
    }
    const before = course[at - 1] ?? cells.map(() => 0);
    const spread = (index: number, left: number, counts: number[]): void => {
      const cell = cells[index];
      if (cell === undefined) {
        if (left === 0) grow([...course, counts]);
        return;
      }
      for (let more = 0; more <= left; more += 1) {
        const count = (before[index] ?? 0) + more;
        const known = release.shown.get(cell);
        if (known === undefined || known === count) spread(index + 1, left - more, [...counts, count]);
      }
    };
    spread(0, release.total - (history[at - 1]?.total ?? 0), []);
  };
  grow([]);
  return courses;
}

const courseOf = (cells: number, most: number) =>
  fc.array(fc.array(fc.integer({ min: 0, max: most }), { minLength: cells, maxLength: cells }), {
    minLength: 1,
    maxLength: 3,
  });

function statesOf(steps: readonly (readonly number[])[]): Record<string, number>[] {
  const counts = new Map<string, number>();
  return steps.map((step) => {
    step.forEach((more, index) => {
      const id = String.fromCharCode(97 + index);
      counts.set(id, (counts.get(id) ?? 0) + more);
    });
    return Object.fromEntries(counts);
  });
}

test('the bounds are those of all courses the counts can have taken', () => {
  fc.assert(
    fc.property(courseOf(3, 4), fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), (steps, choice) => {
      const cells = ['a', 'b', 'c'];
      const history = statesOf(steps).map(
        (state, at): PublishedLine => ({
          total: Object.values(state).reduce((sum, count) => sum + count, 0),
          shown: new Map(
            cells.flatMap((cell, index) =>
              choice[at * 3 + index] ? [[cell, state[cell] ?? 0] as const] : [],
            ),
          ),
        }),
      );
      const courses = possibleCourses(history, cells);
      for (const { release, cell, least, most } of auditLine(history, cells)) {
        const values = courses.map((course) => course[release]?.[cells.indexOf(cell)] ?? Number.NaN);
        expect({ least, most }).toEqual({
          least: values.reduce((one, other) => Math.min(one, other)),
          most: values.reduce((one, other) => Math.max(one, other)),
        });
      }
    }),
    { numRuns: 150 },
  );
});

test('no count that was ever withheld can be narrowed down to within one, and no figure moves by less than k', () => {
  fc.assert(
    fc.property(courseOf(4, 15), fc.integer({ min: 3, max: 8 }), (steps, k) => {
      const states = statesOf(steps);
      const history = publishAll(states, k);
      const isSmall = states.every((state) => Object.values(state).every((count) => count === 0));
      fc.pre(!isSmall);
      const last = new Map<string, number>();
      for (const { shown } of history) {
        for (const [cell, count] of shown) {
          expect(count - (last.get(cell) ?? 0)).toBeGreaterThanOrEqual(k);
          last.set(cell, count);
        }
      }
      if (![...history].some(({ shown }) => shown.size > 0)) return;
      for (const { least, most } of auditLine(history, ['a', 'b', 'c', 'd'])) {
        expect(most - least, JSON.stringify({ states, k, shown: shownOf(history) })).toBeGreaterThanOrEqual(
          3,
        );
      }
    }),
    {
      numRuns: 300,
      // Nobody came between two releases.
      examples: [
        [
          [
            [0, 0, 7, 7],
            [0, 0, 0, 0],
          ],
          4,
        ],
      ],
    },
  );
});
