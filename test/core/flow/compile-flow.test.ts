/** From a checked file to a flow that can be walked. */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalFlowJson, compileFlow } from '../../../src/core/flow/compile-flow.ts';
import { printCondition } from '../../../src/core/flow/print-condition.ts';
import { questionOf } from '../../../src/core/flow/walk.ts';
import { flowData, options, question } from './flow-data.ts';

describe('a block', () => {
  const feelings = [
    question({ id: 'mood', kind: 'choice', text: { vi: 'Từ {play}, em thấy sao?' } }),
    question({
      id: 'why',
      kind: 'choice',
      when: 'mood = sad and play = yes',
      text: { vi: { all: 'Vì sao {mood}? {{mood} {play}', '7-8': '{mood}' } },
      routes: [
        { when: 'mood = angry', to: 'after' },
        { when: 'why = glad', to: 'end' },
      ],
    }),
    question({ id: 'after', kind: 'info' }),
  ];
  const flow = compileFlow(
    flowData(
      [
        { id: 'play', kind: 'yes-no' },
        { use: 'feelings', as: 'home', when: 'play = yes' } as { use: string },
        { use: 'feelings', as: 'school' } as { use: string },
      ],
      { blocks: { feelings } },
    ),
  );

  test('is put in at every use under its own name', () => {
    expect(flow.questions.map(({ id }) => id)).toEqual([
      'consent',
      'play',
      'home.mood',
      'home.why',
      'home.after',
      'school.mood',
      'school.why',
      'school.after',
    ]);
  });

  test('means its own questions first, then those outside', () => {
    const { when, routes } = questionOf(flow, 'school.why');
    expect(when && printCondition(when)).toBe('school.mood = sad and play = yes');
    expect(routes.map(({ to }) => to)).toEqual(['school.after', 'end']);
    expect(routes.map((route) => route.when && printCondition(route.when))).toEqual([
      'school.mood = angry',
      'school.why = glad',
    ]);
  });

  test('puts in the answers to its own questions, and leaves literal braces alone', () => {
    expect(questionOf(flow, 'home.mood').text).toEqual({ vi: 'Từ {play}, em thấy sao?' });
    expect(questionOf(flow, 'home.why').text).toEqual({
      vi: { all: 'Vì sao {home.mood}? {{mood} {play}', '7-8': '{home.mood}' },
    });
  });

  test('has the condition of its use on each of its questions', () => {
    const conditions = ['home.mood', 'home.why', 'home.after'].map((id) => {
      const { when } = questionOf(flow, id);
      return when && printCondition(when);
    });
    expect(conditions).toEqual([
      'play = yes',
      'play = yes and (home.mood = sad and play = yes)',
      'play = yes',
    ]);
    expect(questionOf(flow, 'school.mood').when).toBeNull();
  });

  test('may be used inside another, and then finds the questions around it', () => {
    const nested = compileFlow(
      flowData([{ use: 'outer', as: 'o' } as { use: string }], {
        blocks: {
          outer: [question({ id: 'mood', kind: 'choice' }), { use: 'inner', as: 'i' }],
          inner: [question({ id: 'play', kind: 'yes-no', when: 'mood = sad' })],
        },
      }),
    );
    const play = questionOf(nested, 'o.i.play');
    expect(play.when && printCondition(play.when)).toBe('o.mood = sad');
  });

  test('without a name keeps its ids', () => {
    const plain = compileFlow(
      flowData([{ use: 'b' }], { blocks: { b: [question({ id: 'mood', kind: 'choice' })] } }),
    );
    expect(plain.questions.map(({ id }) => id)).toEqual(['consent', 'mood']);
  });
});

test('what is left out is filled in', () => {
  const flow = compileFlow(
    flowData([
      { id: 'picks', kind: 'choices' },
      { id: 'ok', kind: 'yes-no', yes: { vi: 'Đúng ạ' } },
    ]),
  );
  expect(questionOf(flow, 'picks')).toMatchObject({ min: 1, max: 3, routes: [], when: null });
  expect(questionOf(flow, 'consent')).toMatchObject({ partial: null });
  expect(questionOf(flow, 'ok')).toMatchObject({
    options: [
      { id: 'yes', label: { vi: 'Đúng ạ', en: 'Yes' } },
      { id: 'no', label: { vi: 'Không', en: 'No' } },
    ],
  });
  expect(flow.indicators).toEqual([]);
});

test('every kind keeps what is particular to it', () => {
  const flow = compileFlow(
    flowData([
      { id: 'age', kind: 'age' },
      { id: 'hello', kind: 'info', simpler: { vi: 'Chào.' } },
      {
        id: 'mood',
        kind: 'scale',
        options: [...options('a', 'b'), { id: 'c', face: '😀', label: { vi: 'Vui' } }],
      },
      { id: 'order', kind: 'rank' },
      { id: 'hours', kind: 'number', min: 1, max: 5 },
      { id: 'wish', kind: 'text', 'max-length': 300 },
      { id: 'place', kind: 'place', depth: 'province' },
      { id: 'quiz', kind: 'lesson' },
    ]),
  );
  expect(flow.questions).toMatchObject([
    { kind: 'consent', declined: { vi: 'Không sao đâu em.' } },
    { kind: 'age' },
    { kind: 'info', simpler: { vi: 'Chào.' } },
    { kind: 'scale', options: [{ id: 'a' }, { id: 'b' }, { id: 'c', face: '😀' }] },
    { kind: 'rank', options: options('food', 'play', 'rest') },
    { kind: 'number', min: 1, max: 5 },
    { kind: 'text', maxLength: 300 },
    { kind: 'place', depth: 'province' },
    { kind: 'lesson', right: ['hear'], explain: { vi: 'Đúng rồi!' } },
  ]);
});

test('a test of an age or place question is a test of the fact, whether or not the question was asked', () => {
  const flow = compileFlow(
    flowData([
      { id: 'how-old', kind: 'age' },
      { id: 'where', kind: 'place' },
      { id: 'play', kind: 'yes-no', when: 'how-old = 9-10 and where in [79] and not skipped(where)' },
    ]),
  );
  const { when } = questionOf(flow, 'play');
  expect(when && printCondition(when)).toBe('age = 9-10 and place = 79 and not skipped(where)');
});

describe('data that were not checked are a bug', () => {
  test.each<[string, unknown]>([
    ['no flow', 'hello'],
    ['an unknown block', flowData([{ use: 'gone' }])],
    ['a condition that cannot be read', flowData([{ id: 'play', kind: 'yes-no', when: 'a ==' }])],
    ['an unknown target', flowData([{ id: 'play', kind: 'yes-no', routes: [{ to: 'gone' }] }])],
  ])('%s', (_fact, data) => {
    expect(() => compileFlow(data)).toThrow();
  });
});

describe('the canonical form', () => {
  test('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        expect(canonicalFlowJson(shuffled(data))).toBe(canonicalFlowJson(data));
      }),
    );
  });

  test('does not depend on how letters are composed', () => {
    const [composed, decomposed] = ['NFC', 'NFD'].map((form) => ({ 'Cảm ơn': 'Trường em'.normalize(form) }));
    expect(canonicalFlowJson(decomposed)).toBe(canonicalFlowJson(composed));
  });

  test('changes with every word and with the order of questions', () => {
    const data = flowData([
      { id: 'a', kind: 'info' },
      { id: 'b', kind: 'info' },
    ]);
    const swapped = flowData([
      { id: 'b', kind: 'info' },
      { id: 'a', kind: 'info' },
    ]);
    const reworded = { ...data, closing: { vi: 'Cảm ơn em!' } };
    expect(new Set([data, swapped, reworded].map(canonicalFlowJson)).size).toBe(3);
  });

  test('is JSON of the same flow', () => {
    const data = flowData([{ id: 'mood', kind: 'choice', when: 'consent = yes' }]);
    expect(compileFlow(JSON.parse(canonicalFlowJson(data)))).toEqual(compileFlow(data));
  });
});

/** Turns the order of all keys round. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, shuffled(inner)]),
  );
}
