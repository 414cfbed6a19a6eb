/** What can be had without a solver: one release less another, parts less a whole, one filter within another. */

import { expect, test } from 'vitest';
import type { PublishedTable } from '../../src/core/release/table.ts';
import { TREE } from './attack.ts';
import { answerAtRandom, type Children, type Cut, cutAll, type Kind, pickedOf } from './consultation.ts';

const K = 5;
const SIZES = [60, 61, 62, 75, 90, 150, 151, 260, 420, 460, 700, 701, 900];
const SEEDS = [1, 2, 3, 4, 5, 6];

const courses = SEEDS.map((seed) => {
  const states = answerAtRandom(TREE, SIZES, seed);
  return { states, cuts: cutAll(TREE, states, { minCell: K }) };
});

/** Every shown figure of two variables or one, with the number of children behind it. */
function figures({ tables }: Cut, children: Children) {
  return tables.flatMap((table) =>
    table.rowIds.flatMap((row, at) =>
      table.columnIds.flatMap((column, index) => {
        const shown = table.counts[at]?.[index] ?? null;
        const name = `${table.scope} ${table.rows}=${row} ${table.columns ?? ''}=${column}`;
        return shown === null ? [] : [{ name, shown, count: countIn(table, { row, column }, children) }];
      }),
    ),
  );
}

function countIn(
  { scope, rows, columns }: PublishedTable,
  { row, column }: { readonly row: string; readonly column: string },
  children: Children,
): number {
  const fits = (kind: Kind): boolean =>
    (scope === 'VN' || kind.commune.startsWith(scope)) &&
    pickedOf(kind, rows).includes(row) &&
    (columns === null || pickedOf(kind, columns).includes(column));
  return children.reduce((sum, { kind, count }) => sum + (fits(kind) ? count : 0), 0);
}

test('a figure that changes between two releases has at least k more children behind it', () => {
  let changes = 0;
  for (const { states, cuts } of courses) {
    const last = new Map<string, { shown: number; counts: number[] }>();
    cuts.forEach((cut, at) => {
      for (const { name, shown, count } of figures(cut, states[at] ?? [])) {
        // Of the nation one variable is the exact line, which has steps of its own.
        if (/^VN [^@]\S* =$/.test(name)) continue;
        const before = last.get(name);
        if (before === undefined || before.shown === shown) {
          last.set(name, { shown, counts: [...(before?.counts ?? []), count] });
          continue;
        }
        changes += 1;
        expect(count - Math.max(...before.counts), name).toBeGreaterThanOrEqual(K);
        last.set(name, { shown, counts: [count] });
      }
    });
  }
  expect(changes).toBeGreaterThan(100);
});

test('one response more changes nothing that is rounded', () => {
  for (const { cuts } of courses) {
    // 60 → 61 → 62, and 700 → 701: no table is cut.
    for (const at of [1, 2, 6, 11]) expect(cuts[at]?.tables).toEqual([]);
  }
});

test('every shown figure stands for at least k children, and is off by less than three halves of its base', () => {
  for (const { states, cuts } of courses) {
    cuts.forEach((cut, at) => {
      const bases = new Map(cut.tables.map(({ scope, base }) => [scope, base]));
      for (const { name, shown, count } of figures(cut, states[at] ?? [])) {
        const base = bases.get(name.split(' ')[0] ?? '') ?? 0;
        expect(count, name).toBeGreaterThanOrEqual(K);
        if (!name.startsWith('VN')) expect(Math.abs(count - shown), name).toBeLessThan(1.5 * base);
      }
    });
  }
});

test('a province shows of itself what the nation shows of it, and a commune what the province does', () => {
  let compared = 0;
  for (const { cuts } of courses) {
    for (const { tables } of cuts) {
      for (const above of tables.filter(({ columns }) => columns === '@place')) {
        above.columnIds.forEach((scope, column) => {
          const own = tables.find(
            (table) => table.scope === scope && table.rows === above.rows && table.columns === null,
          );
          if (own === undefined) return;
          compared += 1;
          expect(own.counts.map(([count]) => count)).toEqual(above.counts.map((row) => row[column] ?? null));
        });
      }
    }
  }
  expect(compared).toBeGreaterThan(20);
});

test('parts less a whole: a place that is not shown is never few beside those that are', () => {
  for (const { states, cuts } of courses) {
    cuts.forEach(({ tables }, at) => {
      const split = tables.filter(({ scope, columns }) => scope === 'VN' && columns === '@place');
      const shown = (split[0]?.columnIds ?? []).filter((_, column) =>
        split.some(({ counts }) => counts.some((row) => row[column] !== null)),
      );
      if (shown.length === 0) return;
      const rest = (states[at] ?? []).filter(({ kind }) => !shown.includes(kind.commune.slice(0, 2)));
      const children = rest.reduce((sum, { count }) => sum + count, 0);
      expect(children === 0 || children >= 100).toBe(true);
    });
  }
});
