/** Two questions are crossed only where some way through the flow answers both: held against every way there is. */

import { expect, test } from 'vitest';
import { compileFlow } from '../../../src/core/flow/compile-flow.ts';
import { nextQuestion } from '../../../src/core/flow/walk.ts';
import { answeredTogether, neverAskedOf } from '../../../src/core/release/answered-together.ts';

const text = { vi: 'Em nghĩ gì?' };
const options = (...ids: readonly string[]) => ids.map((id) => ({ id, label: { vi: id } }));

const flow = compileFlow({
  ...{ flow: 'ways', version: 1, title: text, closing: text },
  ...{ languages: ['vi'], ages: ['7-8', '11-13'], channels: ['web'] },
  questions: [
    { id: 'age', kind: 'age', text },
    { id: 'consent', kind: 'consent', text, declined: text },
    { id: 'small', kind: 'choice', when: 'age = 7-8', text, options: options('sad', 'glad') },
    { id: 'ride', kind: 'choice', when: 'age != 7-8', text, options: options('bus', 'bike', 'foot') },
    { id: 'bus', kind: 'yes-no', when: 'ride = bus', text },
    { id: 'helmet', kind: 'yes-no', when: 'ride = bike', text },
    { id: 'why-not', kind: 'choice', when: 'helmet = no', text, options: options('hot', 'none') },
    { id: 'unsaid', kind: 'yes-no', when: 'skipped(ride)', text },
    {
      ...{ id: 'safe', kind: 'scale', text, options: options('low', 'middle', 'high') },
      routes: [{ when: 'safe = high', to: 'end' }],
    },
    { id: 'fear', kind: 'choice', text, options: options('dark', 'traffic') },
  ],
});

const ASKED = flow.questions.filter(({ kind }) => kind !== 'age' && kind !== 'consent');

type Way = Readonly<Record<string, string | null>>;

/** Every way through the flow, each answer and each skipping. */
function waysOf(ageBand: '7-8' | '11-13'): readonly Way[] {
  const ways: Way[] = [];
  const go = (at: string | null, answers: Way): void => {
    const next = nextQuestion(flow, at, { answers, ageBand, place: null, language: 'vi' });
    const question = flow.questions.find(({ id }) => id === next);
    if (next === 'end') ways.push(answers);
    else if (question === undefined || !('options' in question)) go(next, answers);
    else
      for (const value of [...question.options.map(({ id }) => id), null])
        go(next, { ...answers, [next]: value });
  };
  go(null, {});
  return ways;
}

const WAYS = [...waysOf('7-8'), ...waysOf('11-13')];

test('two questions can be crossed just where some child can have answered both', () => {
  const together = answeredTogether(flow);
  const pairs = ASKED.flatMap((one) =>
    ASKED.filter((other) => other !== one).map((other) => [one.id, other.id]),
  );
  const possible = ([one = '', other = '']: readonly string[]) =>
    WAYS.some((way) => typeof way[one] === 'string' && typeof way[other] === 'string');
  expect(pairs.filter(([one = '', other = '']) => together(one, other))).toEqual(pairs.filter(possible));
  expect(together('small', 'ride')).toBe(false);
  expect(together('bus', 'helmet')).toBe(false);
  expect(together('bus', 'why-not')).toBe(false);
  expect(together('ride', 'unsaid')).toBe(false);
  expect(together('ride', '@place')).toBe(true);
});

test('groups that a question is never put to are known', () => {
  for (const one of ASKED) {
    for (const by of ASKED) {
      if (by === one || !('options' in by) || !answeredTogether(flow)(one.id, by.id)) continue;
      const never = by.options
        .map(({ id }) => id)
        .filter((id) => !WAYS.some((way) => way[by.id] === id && typeof way[one.id] === 'string'));
      expect([by.id, one.id, neverAskedOf(one.id, by.id, flow)]).toEqual([by.id, one.id, never]);
    }
  }
  expect(neverAskedOf('fear', 'safe', flow)).toEqual(['high']);
  expect(neverAskedOf('fear', '@age', flow)).toEqual([]);
});
