/** The way through a flow, and earlier answers said again. */

import { describe, expect, test } from 'vitest';
import type { Answers } from '../../../src/core/answer.ts';
import { compileFlow } from '../../../src/core/flow/compile-flow.ts';
import type { ConditionFacts } from '../../../src/core/flow/condition.ts';
import type { Flow } from '../../../src/core/flow/flow.ts';
import {
  answerLabel,
  hasLooseBrace,
  hasQuestion,
  nextQuestion,
  pipe,
  pipedQuestions,
  positionOf,
  questionOf,
} from '../../../src/core/flow/walk.ts';
import { flowData, options } from './flow-data.ts';

const facts = (answers: Answers = {}): ConditionFacts => ({
  answers,
  ageBand: null,
  place: null,
  language: 'vi',
});

describe('the next question', () => {
  const flow = compileFlow(
    flowData([
      {
        id: 'mood',
        kind: 'choice',
        routes: [
          { when: 'mood = sad', to: 'last' },
          { when: 'mood = angry', to: 'end' },
        ],
      },
      { id: 'play', kind: 'yes-no', when: 'mood = glad', routes: [{ to: 'end' }] },
      { id: 'hours', kind: 'number', when: 'play = yes' },
      { id: 'last', kind: 'info' },
    ]),
  );

  test.each<[string, string | null, Answers, string]>([
    ['is the first at the beginning', null, {}, 'consent'],
    ['follows in order', 'consent', {}, 'mood'],
    ['is passed over where its condition does not hold, its routes too', 'mood', { mood: null }, 'last'],
    ['is asked where its condition holds', 'mood', { mood: 'glad' }, 'play'],
    ['is where the first route that holds leads', 'mood', { mood: 'sad' }, 'last'],
    ['is the end where a route says so', 'mood', { mood: 'angry' }, 'end'],
    ['is the end after the last', 'last', {}, 'end'],
    ['is where a route without a condition leads', 'play', { mood: 'glad', play: 'yes' }, 'end'],
  ])('%s', (_fact, from, answers, next) => {
    expect(nextQuestion(flow, from, facts(answers))).toBe(next);
  });

  test('is looked for from the target of a route on', () => {
    const jumping = compileFlow(
      flowData([
        { id: 'a', kind: 'yes-no', routes: [{ to: 'b' }] },
        { id: 'x', kind: 'info' },
        { id: 'b', kind: 'yes-no', when: 'a = yes' },
        { id: 'c', kind: 'yes-no' },
      ]),
    );
    expect(nextQuestion(jumping, 'a', facts({ a: 'yes' }))).toBe('b');
    expect(nextQuestion(jumping, 'a', facts({ a: 'no' }))).toBe('c');
  });

  test('of a flow without questions is the end', () => {
    const empty: Flow = { ...flow, questions: [] };
    expect(nextQuestion(empty, null, facts())).toBe('end');
  });

  test('of a question that the flow does not have is a bug', () => {
    expect(() => nextQuestion(flow, 'gone', facts())).toThrow('gone');
    expect(() => questionOf(flow, 'gone')).toThrow('gone');
  });

  test('a question is found by its id, in every flow its own', () => {
    const other = compileFlow(flowData([{ id: 'hours', kind: 'number', min: 5, max: 6 }]));
    expect(questionOf(flow, 'hours')).toMatchObject({ kind: 'number', min: 0 });
    expect(questionOf(other, 'hours')).toMatchObject({ kind: 'number', min: 5 });
    expect([positionOf(flow, 'hours'), positionOf(other, 'hours')]).toEqual([3, 1]);
    expect([hasQuestion(flow, 'mood'), hasQuestion(other, 'mood'), hasQuestion(flow, 'toString')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('piping', () => {
  const labels: Record<string, string> = { mood: 'Vui', 'school.mood': 'Buồn {mood} $& {{' };
  const labelOf = (id: string) => labels[id] ?? null;

  test.each([
    ['Em thấy {mood} à?', 'Em thấy Vui à?'],
    ['{mood}{mood}', 'VuiVui'],
    ['Vì sao {wish}?', 'Vì sao …?'],
    ['{school.mood}', 'Buồn {mood} $& {{'],
    ['một {{ và {{mood}', 'một { và {mood}'],
    ['{{{mood}', '{Vui'],
    ['{Mood} { mood } } {}', '{Mood} { mood } } {}'],
    ['không có gì', 'không có gì'],
  ])('%s', (text, piped) => {
    expect(pipe(text, labelOf)).toBe(piped);
  });

  test('names the questions in a text, and finds braces that name none', () => {
    expect(pipedQuestions('{a} {{b} {c.d} {a}')).toEqual(['a', 'c.d', 'a']);
    expect(['{a} {{', '{a b}', 'x { y', '{{{a}'].map(hasLooseBrace)).toEqual([false, true, true, false]);
  });
});

describe('an answer in words', () => {
  const flow = compileFlow(
    flowData(
      [
        { id: 'picks', kind: 'choices' },
        { id: 'order', kind: 'rank' },
        { id: 'hours', kind: 'number' },
        { id: 'ok', kind: 'yes-no' },
        {
          id: 'mood',
          kind: 'scale',
          options: [
            ...options('a', 'b'),
            { id: 'c', face: '😀', label: { vi: { all: 'Rất vui', '14-15': 'Hài lòng' }, en: 'Great' } },
          ],
        },
        { id: 'wish', kind: 'text' },
        { id: 'place', kind: 'place' },
      ],
      { languages: ['vi', 'en'] },
    ),
  );
  const vi = { language: 'vi', band: null };

  test.each<[string, null | string | number | string[], string | null]>([
    ['picks', ['swing', 'sand'], 'Ý swing, Ý sand'],
    ['order', ['rest', 'food', 'play'], 'Ý rest, Ý food, Ý play'],
    ['hours', 7, '7'],
    ['ok', 'no', 'Không'],
    ['mood', 'c', 'Rất vui'],
    ['mood', null, null],
    ['mood', 'gone', null],
    ['wish', 'một bí mật', null],
    ['place', '26881', null],
  ])('%s %j', (id, value, label) => {
    expect(answerLabel(questionOf(flow, id), value, vi)).toBe(label);
  });

  test('is worded for the language and the age', () => {
    const mood = questionOf(flow, 'mood');
    expect(answerLabel(mood, 'c', { language: 'en', band: '14-15' })).toBe('Great');
    expect(answerLabel(mood, 'c', { language: 'vi', band: '14-15' })).toBe('Hài lòng');
  });
});
