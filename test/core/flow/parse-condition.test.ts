/** Reading and writing conditions. */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../src/core/flow/condition.ts';
import {
  MAX_CONDITION_DEPTH,
  parseCondition,
  RESERVED_WORDS,
} from '../../../src/core/flow/parse-condition.ts';
import { printCondition } from '../../../src/core/flow/print-condition.ts';

const mood = (...values: string[]): Condition => ({
  kind: 'in',
  subject: { kind: 'answer', question: 'mood' },
  values,
});

function parsed(text: string): Condition {
  const result = parseCondition(text);
  if (result.kind === 'faulty') throw new Error(`${result.fault.column}: ${result.fault.message}`);
  return result.condition;
}

describe('a condition is read', () => {
  test.each<[string, Condition]>([
    ['mood = sad', mood('sad')],
    ['  mood   in[sad,very-sad ]', mood('sad', 'very-sad')],
    ['mood != sad', { kind: 'not', of: mood('sad') }],
    ['mood not in [sad]', { kind: 'not', of: mood('sad') }],
    ['mood = 3', mood('3')],
    ['mood = in', mood('in')],
    ['hours = -1', { kind: 'compare', question: 'hours', operator: '=', value: -1 }],
    ['hours != 2.5', { kind: 'not', of: { kind: 'compare', question: 'hours', operator: '=', value: 2.5 } }],
    ['hours >= 2', { kind: 'compare', question: 'hours', operator: '>=', value: 2 }],
    ['school.hours < 2', { kind: 'compare', question: 'school.hours', operator: '<', value: 2 }],
    ['age in [7-8, 9-10]', { kind: 'in', subject: { kind: 'age' }, values: ['7-8', '9-10'] }],
    ['place = 00004', { kind: 'in', subject: { kind: 'place' }, values: ['00004'] }],
    ['language = vi', { kind: 'in', subject: { kind: 'language' }, values: ['vi'] }],
    ['answered ( age )', { kind: 'answered', question: 'age' }],
    [
      'not not skipped(mood)',
      { kind: 'not', of: { kind: 'not', of: { kind: 'skipped', question: 'mood' } } },
    ],
  ])('%s', (text, condition) => {
    expect(parsed(text)).toEqual(condition);
  });

  test('and binds tighter than or, not tighter than both, and both lean left', () => {
    expect(parsed('a = x or b = x and not c = x or d = x')).toEqual(
      parsed('((a = x) or ((b = x) and (not (c = x)))) or (d = x)'),
    );
    expect(parsed('a = x and b = x and c = x')).toEqual(parsed('(a = x and b = x) and c = x'));
    expect(parsed('a = x and (b = x and c = x)')).not.toEqual(parsed('a = x and b = x and c = x'));
  });
});

describe('a faulty condition is refused where it goes wrong', () => {
  test.each<[string, number, RegExp, RegExp]>([
    ['', 1, /ends too early/, /id of a question/],
    ['mood', 5, /ends too early/, /=, !=, </],
    ['mood =', 7, /ends too early/, /option id/],
    ['mood == sad', 6, /== is not used/, /single =/],
    ['mood = sad && x = y', 12, /&& is not used/, /word and/],
    ['mood = "sad"', 8, /" is not used/, /without quotes/],
    ['!skipped(mood)', 1, /! is not used/, /word not/],
    ['{mood} = sad', 1, /\{ is not used/, /without braces/],
    ['mood = sad AND age = 7-8', 12, /"AND" does not belong/, /and, or/],
    ['mood IN [sad]', 6, /"IN" does not fit/, /in in small letters/],
    ['NOT mood = sad', 1, /"NOT" is a word of the condition language/, /not in small letters/],
    ['mood in sad', 9, /"sad" does not fit/, /list, as in \[a, b\]/],
    ['mood in []', 10, /"\]" is not a value/, /option id/],
    ['mood in [sad, ]', 15, /"\]" is not a value/, /option id/],
    ['mood in [sad glad]', 14, /"glad" does not fit/, /a comma/],
    ['mood in [sad', 13, /ends too early/, /\]/],
    ['(mood = sad', 12, /ends too early/, /\)/],
    ['mood = sad)', 11, /"\)" does not belong/, /end of the condition/],
    ['mood not sad', 10, /"sad" does not fit/, /in and a list/],
    ['skipped mood', 9, /"mood" does not fit/, /skipped\(mood\)/],
    ['skipped()', 9, /"\)" is not the id/, /id of a question/],
    ['sad = mood = x', 12, /"=" does not belong/, /and, or/],
    ['hours > many', 9, /"many" is not a number/, /digits/],
    ['age < 11', 5, /cannot be used with age/, /age in \[7-8, 9-10\]/],
    ['place > 79', 7, /cannot be used with place/, /place in/],
    ['tâm-trạng = vui', 2, /character â has no place/, /small letters/],
    ['mood = 😀', 8, /character 😀/, /ids and options/],
    ['Mood = sad', 1, /"Mood" is not the id/, /id of a question/],
    ['3 = mood', 1, /"3" is not the id/, /left side/],
  ])('%s', (text, column, message, expected) => {
    const result = parseCondition(text);
    expect(result).toEqual({
      kind: 'faulty',
      fault: { column, message: expect.stringMatching(message), expected: expect.stringMatching(expected) },
    });
  });

  test('nesting is bounded', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}a = x${')'.repeat(depth)}`;
    expect(parseCondition(nested(MAX_CONDITION_DEPTH)).kind).toBe('parsed');
    expect(parseCondition(nested(MAX_CONDITION_DEPTH + 1)).kind).toBe('faulty');
    expect(parseCondition(`${'not '.repeat(MAX_CONDITION_DEPTH + 1)}a = x`).kind).toBe('faulty');
  });

  test('length is bounded, also of what is not nested', () => {
    expect(parseCondition('a = x or '.repeat(100_000)).kind).toBe('faulty');
    expect(parseCondition(' '.repeat(2_000_000)).kind).toBe('faulty');
  });
});

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/).filter((id) => !RESERVED_WORDS.has(id));
const question = word.filter((id) => id !== 'age' && id !== 'place' && id !== 'language');
const value = fc.oneof(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,8}$/), fc.constantFrom('7-8', '79', '00004'));
const subject = fc.oneof(
  question.map((id) => ({ kind: 'answer' as const, question: id })),
  fc.constantFrom({ kind: 'age' as const }, { kind: 'place' as const }, { kind: 'language' as const }),
);
const number = fc.integer({ min: -99_999, max: 99_999 }).map((whole) => whole / 4);
/** What the parser can give: it writes a number as `compare` with `=` only where it can be nothing else. */
const leaf = fc.oneof(
  fc.record({
    kind: fc.constant('in' as const),
    subject,
    values: fc.array(value, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    question,
    operator: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const),
    value: number,
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    question,
    operator: fc.constant('=' as const),
    value: number.filter((x) => x < 0 || !Number.isInteger(x)),
  }),
  fc.record({ kind: fc.constantFrom('answered' as const, 'skipped' as const), question }),
);
const condition = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('condition'),
      right: tie('condition'),
    }),
    fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
  ),
})).condition;

test('what is printed reads the same again', () => {
  fc.assert(
    fc.property(condition, (original) => {
      const text = printCondition(original);
      fc.pre(text.length <= 1000);
      expect(parsed(text)).toEqual(original);
    }),
  );
});

test('no text makes the parser throw, and a fault lies within the text', () => {
  const pieces = fc.constantFrom(
    'mood',
    'and',
    'or',
    'not',
    'in',
    '(',
    ')',
    '[',
    ']',
    ',',
    '=',
    '!=',
    '<',
    ' ',
    '7-8',
    '"',
    '🙂',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(pieces).map((list) => list.join(' ')),
      ),
      (text) => {
        const result = parseCondition(text);
        if (result.kind === 'faulty') {
          expect(result.fault.column).toBeGreaterThanOrEqual(1);
          expect(result.fault.column).toBeLessThanOrEqual(text.length + 1);
        }
      },
    ),
  );
});
