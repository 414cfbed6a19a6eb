/** Conditions as lines to pick from. */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCondition } from '../../../src/core/flow/parse-condition.ts';
import {
  addRow,
  EASY_TESTS,
  editCondition,
  printEasily,
  readEasily,
  removeRow,
} from '../../../src/core/flow-draft/easy-condition.ts';
import { typed } from './typed.ts';

describe('reading', () => {
  test.each([
    ['mood = sad', { join: 'all', rows: [{ subject: 'mood', test: 'in', values: ['sad'] }] }],
    [
      'age not in [7-8, 9-10]',
      { join: 'all', rows: [{ subject: 'age', test: 'not-in', values: ['7-8', '9-10'] }] },
    ],
    [
      'mood in [sad, glad] or skipped(mood)',
      {
        join: 'any',
        rows: [
          { subject: 'mood', test: 'in', values: ['sad', 'glad'] },
          { subject: 'mood', test: 'skipped', values: [] },
        ],
      },
    ],
    [
      'a.hours >= 3 and hours != -1 and answered(mood)',
      {
        join: 'all',
        rows: [
          { subject: 'a.hours', test: '>=', values: ['3'] },
          { subject: 'hours', test: '!=', values: ['-1'] },
          { subject: 'mood', test: 'answered', values: [] },
        ],
      },
    ],
    ['mood in []', { join: 'all', rows: [{ subject: 'mood', test: 'in', values: [] }] }],
    ['mood not in [ ]', { join: 'all', rows: [{ subject: 'mood', test: 'not-in', values: [] }] }],
    ['a = b and (c = d or e = f)', null],
    ['not (a = b or c = d)', null],
    ['not answered(mood)', null],
    ['mood ==', null],
  ])('%s', (text, easy) => {
    expect(readEasily(text)).toEqual(easy);
  });
});

describe('what was read', () => {
  const row = fc.record({
    subject: fc.constantFrom('mood', 'a.b', 'age', 'place', 'language', 'hours'),
    test: fc.constantFrom(...EASY_TESTS),
    values: fc.uniqueArray(fc.constantFrom('sad', '7-8', '79', 'vi', '3', '12'), { maxLength: 3 }),
  });
  const easy = fc.record({
    join: fc.constantFrom('all' as const, 'any' as const),
    rows: fc.array(row, { maxLength: 5 }),
  });

  test('is written and read again as the same', () => {
    fc.assert(
      fc.property(easy, (condition) => {
        const text = printEasily(condition);
        const again = text === '' ? condition : readEasily(text);
        expect(again).not.toBeNull();
        expect(again === null ? null : printEasily(again)).toBe(text);
      }),
    );
  });

  test('can be parsed where something is picked in every line', () => {
    expect(parseCondition('mood in []').kind).toBe('faulty');
    fc.assert(
      fc.property(easy, ({ join, rows }) => {
        const picked = rows.filter(
          ({ subject, values }) => /^\d+$/.test(values[0] ?? '') && !/^(age|place|language)$/.test(subject),
        );
        if (picked.length > 0)
          expect(parseCondition(printEasily({ join, rows: picked })).kind).toBe('parsed');
      }),
    );
  });
});

describe('editing', () => {
  const line = (subject: string, test: string, value: string | readonly string[]) => ({
    ...{ 'when.shown': '1', 'when.join': 'all' },
    ...{ 'when.0.subject': subject, 'when.0.test': test, 'when.0.value': value },
  });

  test('keeps to the letter what was not changed', () => {
    expect(editCondition('mood   =  sad', typed(line('mood', 'in', 'sad')), 'when')).toBe('mood   =  sad');
    expect(editCondition('a and (', typed({}), 'when')).toBe('a and (');
    expect(editCondition(undefined, typed({ 'when.shown': '1' }), 'when')).toBeUndefined();
  });

  test('writes what was picked', () => {
    expect(editCondition('x = y', typed(line('mood', 'not-in', ['sad', 'glad'])), 'when')).toBe(
      'mood not in [sad, glad]',
    );
    expect(editCondition('x = y', typed(line('hours', '<=', '12')), 'when')).toBe('hours <= 12');
    expect(editCondition('x = y', typed(line('hours', '<=', 'nhiều')), 'when')).toBe('hours in []');
    expect(editCondition('x = y', typed({ 'when.shown': '1' }), 'when')).toBeUndefined();
  });

  test('takes no names and values that are none', () => {
    for (const subject of ['a] or [', '__proto__', 'A', '', 'x'.repeat(70)]) {
      expect(editCondition(undefined, typed(line(subject, 'in', 'a')), 'when')).toBeUndefined();
    }
    expect(editCondition(undefined, typed(line('mood', 'in', ['a] or x = y', 'ok'])), 'when')).toBe(
      'mood = ok',
    );
  });

  test('adds lines and takes them out', () => {
    expect(addRow(undefined, 'mood')).toBe('mood in []');
    expect(addRow('a = b or c = d', 'age')).toBe('a = b or c = d or age in []');
    expect(addRow('a = b and (c = d or e = f)', 'age')).toBe('a = b and (c = d or e = f)');
    expect(removeRow('a = b or c = d', 0)).toBe('c = d');
    expect(removeRow('a = b', 0)).toBeUndefined();
  });
});
