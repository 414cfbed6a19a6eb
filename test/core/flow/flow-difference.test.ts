/** What changed between two versions, and whether results can be compared. */

import { describe, expect, it } from 'vitest';
import { compileFlow } from '../../../src/core/flow/compile-flow.ts';
import { differenceOf, type QuestionDifference } from '../../../src/core/flow/flow-difference.ts';
import { flowData, options, type QuestionData } from './flow-data.ts';

type Written = readonly QuestionData[];

function difference(before: Written, after: Written, heads: readonly [object?, object?] = []) {
  return differenceOf(compileFlow(flowData(before, heads[0])), compileFlow(flowData(after, heads[1])));
}

/** `changed mood`, in the order they are told. */
function told(before: Written, after: Written): readonly string[] {
  return difference(before, after).questions.map((one) =>
    one.kind === 'changed'
      ? `changed ${one.after.id}${one.isMoved ? ' moved' : ''}`
      : `${one.kind} ${one.question.id}`,
  );
}

function onlyChange(
  before: QuestionData,
  after: QuestionData,
): Extract<QuestionDifference, { kind: 'changed' }> {
  const [change, ...others] = difference([before], [after]).questions;
  expect(others).toEqual([]);
  if (change?.kind !== 'changed') throw new Error(`not changed but ${change?.kind}`);
  return change;
}

const [a, b, c, d]: readonly QuestionData[] = ['a', 'b', 'c', 'd'].map((id) => ({ id, kind: 'choice' }));
const all = [a, b, c, d].flatMap((one) => one ?? []);
const mood: QuestionData = { id: 'mood', kind: 'choice', options: options('glad', 'sad', 'angry') };

describe('two versions', () => {
  it('that are the same differ in nothing', () => {
    expect(difference(all, all)).toEqual({ settings: [], questions: [], unchanged: 5 });
  });

  it('tell what was added and removed, where it stands or stood', () => {
    const [first, second, third, fourth] = all;
    if (!first || !second || !third || !fourth) throw new Error('four');
    expect(told([first, second, third], [first, third, fourth])).toEqual(['removed b', 'added d']);
    expect(told([first, second], [third, first, second])).toEqual(['added c']);
    expect(told([first, second, third, fourth], [fourth])).toEqual(['removed a', 'removed b', 'removed c']);
  });

  it('call only those moved that left the order of the others', () => {
    const [first, second, third, fourth] = all;
    if (!first || !second || !third || !fourth) throw new Error('four');
    expect(told(all, [second, third, fourth, first])).toEqual(['changed a moved']);
    expect(told(all, [first, third, fourth])).toEqual(['removed b']);
  });
});

describe('a question', () => {
  it('with other words tells which, by language and age', () => {
    const change = onlyChange(
      { ...mood, text: { vi: 'Em thấy sao?' } },
      { ...mood, text: { vi: { all: 'Em thấy thế nào?', '9-10': 'Em vui không?' } } },
    );
    expect(change.changes).toEqual([
      {
        part: 'words',
        of: 'text',
        wordings: [
          expect.objectContaining({ language: 'vi', band: 'all' }),
          expect.objectContaining({ language: 'vi', band: '9-10', before: null }),
        ],
      },
    ]);
    expect(change.comparability).toBe('careful');
  });

  it.each<readonly [string, Partial<QuestionData>, readonly string[], string]>([
    ['one option more', { options: options('glad', 'sad', 'angry', 'calm') }, ['option-added'], 'not'],
    ['one option less', { options: options('glad', 'sad') }, ['option-removed'], 'not'],
    ['another order of options', { options: options('sad', 'glad', 'angry') }, ['option-order'], 'careful'],
    [
      'an option worded anew',
      { options: [{ id: 'glad', label: { vi: 'Vui vẻ' } }, ...options('sad', 'angry')] },
      ['option-words'],
      'careful',
    ],
    [
      'another face',
      { options: [{ id: 'glad', face: '😄', label: { vi: 'Ý glad' } }, ...options('sad', 'angry')] },
      ['option-face'],
      'careful',
    ],
    ['another kind', { kind: 'choices' }, ['kind'], 'not'],
    ['simpler words', { simpler: { vi: 'Em chọn nhé.' } }, ['words'], 'same'],
    ['a condition', { when: 'place = 01' }, ['when'], 'careful'],
    ['a route', { routes: [{ when: 'mood = sad', to: 'end' }] }, ['routes'], 'same'],
  ])('with %s is compared accordingly', (_, change, parts, comparability) => {
    const found = onlyChange(mood, { ...mood, ...change });
    expect(found.changes.map(({ part }) => part)).toEqual(parts);
    expect(found.comparability).toBe(comparability);
  });

  it.each<readonly [QuestionData, Partial<QuestionData>, readonly string[], string]>([
    [{ id: 'n', kind: 'number' }, { max: 20 }, ['bound'], 'not'],
    [{ id: 't', kind: 'text' }, { 'max-length': 300 }, ['bound'], 'same'],
    [{ id: 'p', kind: 'place' }, { depth: 'province' }, ['bound'], 'not'],
    [{ id: 'l', kind: 'lesson' }, { right: ['shelve'] }, ['right'], 'not'],
    [{ id: 'l', kind: 'lesson' }, { explain: { vi: 'Cảm ơn em!' } }, ['words'], 'same'],
    [{ id: 'i', kind: 'info' }, { text: { vi: 'Chào em!' } }, ['words'], 'same'],
    [{ id: 's', kind: 'choices' }, { max: 2 }, ['bound'], 'not'],
    [{ id: 's', kind: 'choices' }, { options: options('swing', 'slide') }, ['option-removed'], 'not'],
  ])('of kind %j may change in %j', (question, change, parts, comparability) => {
    const found = onlyChange(question, { ...question, ...change });
    expect(found.changes.map(({ part }) => part)).toEqual(parts);
    expect(found.comparability).toBe(comparability);
  });
});

describe('settings', () => {
  it('tell what was added and removed', () => {
    const { settings } = difference(
      [],
      [],
      [
        { ages: ['9-10'], channels: ['web', 'zalo'], indicators: [22] },
        {
          ages: ['9-10', '11-13'],
          channels: ['web'],
          indicators: [],
          title: { vi: 'Thử lại' },
          questions: [],
        },
      ].map((head) => ({ ...head, questions: flowData([{ id: 'age', kind: 'age' }])['questions'] })) as [
        object,
        object,
      ],
    );
    expect(settings).toEqual([
      expect.objectContaining({ setting: 'title' }),
      { setting: 'ages', added: ['11-13'], removed: [], first: null },
      { setting: 'channels', added: [], removed: ['zalo'], first: null },
      { setting: 'indicators', added: [], removed: [22], first: null },
    ]);
  });

  it('tell another language to begin with', () => {
    const { settings } = difference([], [], [{ languages: ['vi', 'en'] }, { languages: ['en', 'vi'] }]);
    expect(settings).toEqual([{ setting: 'languages', added: [], removed: [], first: 'en' }]);
  });
});
