/** Tables of a place: what is cut, when, and what is withheld of it. */

import { expect, test } from 'vitest';
import { publishTables } from '../../../src/core/release/publish-table.ts';
import type { PublishedTable, TableName } from '../../../src/core/release/table.ts';
import { type Asked, type Children, type Form, rawScope } from '../../attack/consultation.ts';

const ASKED: readonly Asked[] = [
  { name: '@age', ids: ['young', 'old'], always: true },
  { name: 'mood', ids: ['good', 'bad'], always: true },
  { name: 'alone', ids: ['yes', 'no'], always: true, sensitive: true },
];
const FORM: Form = { asked: ASKED, places: { '01': ['01001', '01002'], '04': ['04001'] } };

/** So many children of an age, a mood and a circumstance in a commune. */
const some = (count: number, [age, mood, alone]: readonly [string, string, string], commune = '01001') => ({
  kind: { commune, answers: { '@age': [age], mood: [mood], alone: [alone] } },
  count,
});

const cut = (children: Children, earlier: readonly PublishedTable[] = [], scope = 'VN', release = 1) =>
  publishTables(rawScope(FORM, children, scope), {
    minCell: 5,
    release,
    day: '2026-12-01',
    earlier,
    line: null,
  });

const find = (tables: readonly PublishedTable[], name: TableName): PublishedTable | undefined =>
  tables.find(
    ({ scope, rows, columns }) => `${scope}${rows}${columns}` === `${name.scope}${name.rows}${name.columns}`,
  );

const AGE_BY_MOOD = { scope: 'VN', rows: '@age', columns: 'mood' };

test('counts are rounded to 2k, and small ones withheld', () => {
  const tables = cut([
    some(40, ['young', 'good', 'no']),
    some(3, ['young', 'bad', 'no']),
    some(56, ['old', 'good', 'no']),
    some(27, ['old', 'bad', 'no']),
  ]);
  expect(find(tables, AGE_BY_MOOD)).toMatchObject({
    base: 10,
    minCell: 5,
    responses: 130,
    counts: [
      [40, null],
      [60, 30],
    ],
  });
});

test('a row is closed where its other figures and its margin would give a small cell away', () => {
  // 45 to 54 in the row, 35 to 44 of them in the other cell: at least one is left, at most four.
  const tables = cut([
    some(42, ['young', 'good', 'no']),
    some(3, ['young', 'bad', 'no']),
    some(56, ['old', 'good', 'no']),
    some(27, ['old', 'bad', 'no']),
  ]);
  expect(find(tables, AGE_BY_MOOD)?.counts).toEqual([
    [null, null],
    [60, 30],
  ]);
});

test('a question about circumstances is shown from ten children on', () => {
  const tables = cut([some(9, ['young', 'good', 'yes']), some(60, ['old', 'bad', 'no'])]);
  const table = find(tables, { scope: 'VN', rows: 'alone', columns: null });
  expect(table).toMatchObject({ minCell: 10, counts: [[null], [60]] });
});

test('tables stay as they are until twice k and a tenth more came', () => {
  const first = cut([some(60, ['young', 'good', 'no'])]);
  expect(first.length).toBeGreaterThan(0);
  expect(cut([some(65, ['young', 'good', 'no'])], first, 'VN', 2)).toEqual([]);
  expect(cut([some(80, ['young', 'good', 'no'])], first, 'VN', 2).length).toBeGreaterThan(0);
  expect(cut([some(9, ['young', 'good', 'no'])])).toEqual([]);
});

test('a place below is cut with the one above, from a hundred responses on, and never so that the rest is few', () => {
  const big = some(300, ['young', 'good', 'no'], '01001');
  const withRest = (rest: number): readonly string[] => {
    const children = [big, some(rest, ['old', 'bad', 'no'], '04001')];
    const nation = cut(children);
    return ['01', '04'].filter((scope) => cut(children, nation, scope).length > 0);
  };
  expect(withRest(120)).toEqual(['01', '04']);
  expect(withRest(40)).toEqual([]);
  expect(withRest(0)).toEqual(['01']);
});

test('the same counts give the same tables', () => {
  const children = [some(33, ['young', 'good', 'no']), some(44, ['old', 'bad', 'yes'])];
  expect(cut(children)).toEqual(cut(children));
});
