/** Judging conditions against what is known of a walk. */

import { describe, expect, test } from 'vitest';
import type { ConditionFacts } from '../../../src/core/flow/condition.ts';
import { holds, references } from '../../../src/core/flow/evaluate-condition.ts';
import { parseCondition } from '../../../src/core/flow/parse-condition.ts';

const facts: ConditionFacts = {
  answers: { mood: 'sad', picks: ['swing', 'sand'], hours: 3, half: 2.5, left: null, wish: 'một sân chơi' },
  ageBand: '9-10',
  place: { code: '26881', province: '79' },
  language: 'vi',
};

function judge(text: string, known: ConditionFacts = facts): boolean {
  const parsed = parseCondition(text);
  if (parsed.kind === 'faulty') throw new Error(parsed.fault.message);
  return holds(parsed.condition, known);
}

describe('a condition holds', () => {
  test.each([
    ['mood = sad'],
    ['mood != glad'],
    ['mood in [glad, sad]'],
    ['mood not in [glad, angry]'],
    ['picks = sand'],
    ['picks in [slide, sand]'],
    ['picks not in [slide]'],
    ['hours = 3'],
    ['hours in [2, 3]'],
    ['hours > 2 and hours >= 3 and hours < 4 and hours <= 3'],
    ['half = 2.5 and half != 2.4'],
    ['answered(mood) and answered(hours) and answered(wish)'],
    ['skipped(left)'],
    ['not skipped(mood) and not answered(left)'],
    ['age = 9-10 and age in [9-10, 11-13]'],
    ['place = 79'],
    ['place = 26881'],
    ['place not in [01, 26882]'],
    ['language = vi'],
    ['mood = glad and mood = sad or language = vi'],
    ['not (mood = glad or age = 7-8)'],
  ])('%s', (text) => {
    expect(judge(text)).toBe(true);
    expect(judge(`not (${text})`)).toBe(false);
  });
});

describe('a skipped or unasked answer', () => {
  test.each(['left', 'never-asked', 'constructor'])(
    '%s is in no list, and beyond every comparison',
    (name) => {
      expect(judge(`${name} in [glad, sad]`)).toBe(false);
      expect(judge(`${name} < 100 or ${name} >= 0 or ${name} = -1`)).toBe(false);
      expect(judge(`${name} != glad and ${name} not in [sad]`)).toBe(true);
      expect(judge(`answered(${name})`)).toBe(false);
    },
  );

  test('only a skipped one counts as skipped', () => {
    expect(judge('skipped(left)')).toBe(true);
    expect(judge('skipped(never-asked)')).toBe(false);
    expect(judge('skipped(constructor)')).toBe(false);
  });
});

test('while age and place are not known no test of them holds', () => {
  const unknown = { ...facts, ageBand: null, place: null };
  expect(judge('age in [7-8, 9-10, 11-13, 14-15]', unknown)).toBe(false);
  expect(judge('place in [79, 26881]', unknown)).toBe(false);
  expect(judge('age != 9-10 and place != 79', unknown)).toBe(true);
});

test('no condition always holds', () => {
  expect(holds(null, facts)).toBe(true);
});

test('a comparison written as data knows not equal too, of answered numbers only', () => {
  const differs = (question: string) => holds({ kind: 'compare', question, operator: '!=', value: 4 }, facts);
  expect([differs('hours'), differs('left'), differs('mood')]).toEqual([true, false, false]);
});

test('references are the questions in order, each once, and no facts', () => {
  const parsed = parseCondition(
    'skipped(b) or a = x and (c > 1 or not answered(a)) and age = 7-8 and place = 79',
  );
  expect(parsed.kind === 'parsed' ? references(parsed.condition) : null).toEqual(['b', 'a', 'c']);
  expect(references(null)).toEqual([]);
});
