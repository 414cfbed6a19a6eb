/** Exploring every way through a flow, compared with walking it. */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AGE_BANDS } from '../../../src/core/age-band.ts';
import type { AnswerValue } from '../../../src/core/answer.ts';
import { compileFlow } from '../../../src/core/flow/compile-flow.ts';
import type { ConditionFacts } from '../../../src/core/flow/condition.ts';
import { type Exploration, exploreFlow } from '../../../src/core/flow/explore-flow.ts';
import type { Flow, Question } from '../../../src/core/flow/flow.ts';
import { groundOf } from '../../../src/core/flow/flow-ground.ts';
import { readWrittenFlow } from '../../../src/core/flow/read-written-flow.ts';
import { nextQuestion, questionOf } from '../../../src/core/flow/walk.ts';
import { flowData, options } from './flow-data.ts';

function explored(data: unknown): Exploration {
  const { flow, faults } = readWrittenFlow(data);
  if (flow === null || faults.length > 0) throw new Error(JSON.stringify(faults));
  return exploreFlow(groundOf(flow, () => false));
}

/** Every answer a child can give to a small question, skipping included. */
function allAnswers(question: Question): readonly AnswerValue[] {
  switch (question.kind) {
    case 'choices': {
      const ids = question.options.map(({ id }) => id);
      const subsets = Array.from({ length: 2 ** ids.length }, (_, bits) =>
        ids.filter((_, at) => (bits >> at) % 2 === 1),
      );
      return [null, ...subsets.filter(({ length }) => length >= question.min && length <= question.max)];
    }
    case 'number':
      return [null, ...Array.from({ length: question.max - question.min + 1 }, (_, at) => question.min + at)];
    case 'age':
      return AGE_BANDS;
    case 'consent':
      return ['yes'];
    case 'place':
      return [null, '01234', '79001', '26881'];
    case 'text':
      return [null, 'lời'];
    case 'info':
      return [];
    default:
      return [null, ...question.options.map(({ id }) => id)];
  }
}

/** Walks every way by brute force and gives the positions of the questions asked. */
function walked(flow: Flow): ReadonlySet<number> {
  const asked = new Set<number>();
  const go = (from: string | null, facts: ConditionFacts): void => {
    for (const language of flow.languages) {
      const next = nextQuestion(flow, from, { ...facts, language });
      if (next === 'end') continue;
      const question = questionOf(flow, next);
      asked.add(flow.questions.indexOf(question));
      const answers = allAnswers(question);
      if (answers.length === 0) go(next, facts);
      for (const value of answers) go(next, withAnswer(facts, question, value));
    }
  };
  go(null, { answers: {}, ageBand: null, place: null, language: 'vi' });
  return asked;
}

const PROVINCE: Readonly<Record<string, string>> = { '01234': '01', '79001': '79', '26881': '79' };

function withAnswer(facts: ConditionFacts, question: Question, value: AnswerValue): ConditionFacts {
  const answers = { ...facts.answers, [question.id]: value };
  if (question.kind === 'age')
    return { ...facts, answers, ageBand: AGE_BANDS.find((band) => band === value) ?? null };
  if (question.kind !== 'place' || typeof value !== 'string') return { ...facts, answers };
  return { ...facts, answers, place: { code: value, province: PROVINCE[value] ?? '' } };
}

const KINDS = ['choice', 'choices', 'number', 'yes-no', 'text', 'place', 'age', 'info'] as const;

/** One test of an earlier question, or of a fact. */
function leaf(kinds: readonly string[]): fc.Arbitrary<string> {
  const about = kinds.flatMap((kind, at) => {
    const id = `q${at}`;
    if (kind === 'info') return [];
    if (kind === 'choice') return [`${id} = glad`, `${id} != sad`, `${id} in [sad, angry]`, `skipped(${id})`];
    if (kind === 'choices') return [`${id} = swing`, `${id} not in [slide, sand]`, `answered(${id})`];
    if (kind === 'number') return [`${id} = 1`, `${id} < 1`, `${id} >= 2`, `${id} > 2`, `skipped(${id})`];
    if (kind === 'yes-no') return [`${id} = yes`, `${id} = no`];
    return [`answered(${id})`, `skipped(${id})`];
  });
  return fc.constantFrom(
    ...about,
    'age = 7-8',
    'age in [9-10, 11-13]',
    'place = 79',
    'place = 26881',
    'language = en',
  );
}

const joined = (kinds: readonly string[]) =>
  fc
    .array(fc.tuple(leaf(kinds), fc.constantFrom('', 'not ')), { minLength: 1, maxLength: 3 })
    .chain((tests) =>
      fc.constantFrom(' and ', ' or ').map((sign) => tests.map(([test, not]) => not + test).join(sign)),
    );

/** A flow of four questions with conditions and routes on what comes before. */
const flows = fc.array(fc.constantFrom(...KINDS), { minLength: 4, maxLength: 4 }).chain((kinds) =>
  fc.tuple(
    ...kinds.map((kind, at) => {
      const targets = [...kinds.keys()].filter((later) => later > at).map((later) => `q${later}`);
      const route = fc.record({
        when: joined(kinds.slice(0, at + 1)),
        to: fc.constantFrom('end', ...targets),
      });
      return fc.record(
        {
          id: fc.constant(`q${at}`),
          kind: fc.constant(kind),
          ...(kind === 'number' ? { max: fc.constant(5) } : {}),
          when: joined(kinds.slice(0, at)),
          routes: fc.array(route, { maxLength: 1 }),
        },
        { requiredKeys: ['id', 'kind'] },
      );
    }),
  ),
);

test('the questions found to be asked are those that walking every way comes to', () => {
  fc.assert(
    fc.property(flows, (questions) => {
      const data = flowData(questions, { ages: [...AGE_BANDS], languages: ['vi', 'en'] });
      // Walking begins with no place known; an age that nobody asks for counts as any.
      fc.pre(questions.some(({ kind }) => kind === 'age'));
      const found = explored(data);
      expect(found.exact).toBe(true);
      const expected = [...walked(compileFlow(data))];
      const hasPlace = JSON.stringify(questions).includes('place = ');
      if (hasPlace) expect([...found.asked.keys()]).toEqual(expect.arrayContaining(expected));
      else expect(new Set(found.asked.keys())).toEqual(new Set(expected));
    }),
    { numRuns: 300 },
  );
});

describe('a contradiction is found', () => {
  test.each<[string, Parameters<typeof flowData>[0]]>([
    [
      'between two answers',
      [
        { id: 'a', kind: 'choice' },
        { id: 'x', kind: 'info', when: 'a = glad and a = sad' },
      ],
    ],
    [
      'with a route before',
      [
        { id: 'a', kind: 'choice', routes: [{ when: 'a != glad', to: 'end' }] },
        { id: 'x', kind: 'info', when: 'a = sad' },
      ],
    ],
    [
      'with not having been asked',
      [
        { id: 'a', kind: 'choice' },
        { id: 'b', kind: 'yes-no', when: 'a = glad' },
        { id: 'x', kind: 'info', when: 'a = sad and answered(b)' },
      ],
    ],
    [
      'with the bounds of a number',
      [
        { id: 'a', kind: 'number' },
        { id: 'x', kind: 'info', when: 'a > 3 and a < 4' },
      ],
    ],
    [
      'with the most that may be picked',
      [
        { id: 'a', kind: 'choices', max: 1 },
        { id: 'x', kind: 'info', when: 'a = swing and a = sand' },
      ],
    ],
    [
      'with the fewest that may be picked',
      [
        { id: 'a', kind: 'choices', min: 2 },
        { id: 'x', kind: 'info', when: 'answered(a) and a not in [swing, slide]' },
      ],
    ],
    [
      'with the age',
      [
        { id: 'age', kind: 'age' },
        { id: 'a', kind: 'yes-no', when: 'age = 9-10' },
        { id: 'x', kind: 'info', when: 'answered(a) and age = 11-13' },
      ],
    ],
    ['between two languages', [{ id: 'x', kind: 'info', when: 'language = vi and language = en' }]],
    ['between two provinces', [{ id: 'x', kind: 'info', when: 'place = 79 and place = 01' }]],
  ])('%s', (_kind, questions) => {
    const data = flowData(questions, { ages: ['9-10', '11-13'], languages: ['vi', 'en'] });
    expect(explored(data).asked.has(questions.length)).toBe(false);
  });
});

describe('what is possible is not called a contradiction', () => {
  test.each<[string, Parameters<typeof flowData>[0]]>([
    [
      'two picks',
      [
        { id: 'a', kind: 'choices' },
        { id: 'x', kind: 'info', when: 'a = swing and a = sand' },
      ],
    ],
    [
      'another language later on',
      [
        { id: 'a', kind: 'yes-no', when: 'language = vi' },
        { id: 'x', kind: 'info', when: 'language = en and answered(a)' },
      ],
    ],
    ['a commune in a province', [{ id: 'x', kind: 'info', when: 'place = 79 and place = 26881' }]],
    ['a place known from the invitation', [{ id: 'x', kind: 'info', when: 'place = 79' }]],
  ])('%s', (_kind, questions) => {
    expect(explored(flowData(questions, { languages: ['vi', 'en'] })).asked.has(questions.length)).toBe(true);
  });
});

describe('too much to try out', () => {
  const many = Array.from({ length: 12 }, (_, at) => ({
    id: `q${at}`,
    kind: 'choice',
    options: options('a', 'b', 'c', 'd'),
  }));
  const all = many.map(({ id }) => `${id} in [a, b, c]`).join(' and ');
  const data = flowData(
    [
      { id: 'age', kind: 'age' },
      ...many,
      { id: 'possible', kind: 'info', when: all },
      { id: 'never', kind: 'info', when: `q0 = a and q0 = b` },
      { id: 'young', kind: 'info', when: 'age = 9-10' },
    ],
    { ages: ['9-10', '11-13'] },
  );

  test('is done roughly, and says so', () => {
    const started = performance.now();
    const found = explored(data);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(found.exact).toBe(false);
    expect(found.asked.has(14)).toBe(true);
    expect(found.asked.has(15)).toBe(false);
    expect(found.asked.get(16)).toEqual(new Set(['9-10']));
  });

  test('so with more places than can be tried', () => {
    const places = (from: number, digits: number) =>
      Array.from({ length: 90 }, (_, at) => String(from + at).padStart(digits, '0')).join(', ');
    const found = explored(
      flowData([
        { id: 'a', kind: 'info', when: `place in [${places(10, 2)}]` },
        { id: 'b', kind: 'info', when: `place in [${places(10_000, 5)}]` },
      ]),
    );
    expect([found.exact, found.asked.has(1), found.asked.has(2)]).toEqual([false, true, true]);
  });
});
