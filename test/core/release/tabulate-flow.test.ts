/** Questions that are asked of some children only tell nothing of the questions that decided it. */

import { expect, test } from 'vitest';
import { compileFlow } from '../../../src/core/flow/compile-flow.ts';
import { askedBy } from '../../../src/core/release/asked-by.ts';
import type { Release, Tabulation } from '../../../src/core/release/release.ts';
import type { RawTabulation } from '../../../src/core/release/tabulate.ts';
import { tabulateFlow } from '../../../src/core/release/tabulate-flow.ts';

const option = (id: string) => ({ id, label: { vi: id } });
const text = { vi: 'Em nghĩ gì?' };

const flow = compileFlow({
  ...{ flow: 'linked', version: 1, title: text, closing: text },
  ...{ languages: ['vi'], ages: ['7-8', '11-13'], channels: ['web'] },
  questions: [
    { id: 'age', kind: 'age', text },
    { id: 'consent', kind: 'consent', text, declined: text },
    { id: 'mood', kind: 'choice', when: 'age != 7-8', text, options: ['sad', 'glad'].map(option) },
    { id: 'small', kind: 'choice', when: 'age = 7-8', text, options: ['sad', 'glad'].map(option) },
    {
      ...{ id: 'teasing', kind: 'choice', text },
      options: ['rarely', 'sometimes', 'often', 'unsure'].map(option),
    },
    {
      id: 'go-on',
      kind: 'yes-no',
      when: 'teasing in [sometimes, often]',
      text,
      routes: [{ when: 'go-on = no', to: 'end' }],
    },
    { id: 'last', kind: 'yes-no', text },
  ],
});

const ASKED = askedBy(flow);

type Counts = Readonly<Record<string, number>>;

function raw(question: string, responses: number, cells: Counts, skipped = 0): RawTabulation {
  const counts = Object.entries(cells).map(([id, count]) => ({ id, count }));
  const answered = counts.reduce((sum, { count }) => sum + count, 0);
  return { question, kind: 'choice', cells: counts, answered, skipped, responses, several: false };
}

function publish(raws: readonly RawTabulation[], earlier: readonly Release[] = []): readonly Tabulation[] {
  const release = earlier.length + 1;
  const found = tabulateFlow(raws, { asked: ASKED, placeOf: () => ({ minCell: 5, release, earlier }) });
  if (found === null) throw new Error('nothing may be told');
  return found;
}

const shown = (tabulations: readonly Tabulation[], id: string) =>
  Object.fromEntries(
    (tabulations.find(({ question }) => question === id)?.cells ?? []).map((cell) => [cell.id, cell.count]),
  );
const of = (tabulations: readonly Tabulation[], id: string) =>
  tabulations.find(({ question }) => question === id);

test('whom a question is asked of is read from its condition and the routes past it', () => {
  expect(ASKED.get('mood')).toEqual({ bands: new Set(['11-13']), on: [] });
  expect(ASKED.get('small')?.bands).toEqual(new Set(['7-8']));
  expect(ASKED.get('go-on')?.on).toEqual([
    { question: 'teasing', options: new Set(['sometimes', 'often']), orNone: false },
  ]);
  expect(ASKED.get('last')?.on).toEqual([{ question: 'go-on', options: new Set(['yes']), orNone: true }]);
  expect(ASKED.get('teasing')).toEqual({ bands: null, on: [] });
});

test('a question that follows two answers does not tell the one that is withheld', () => {
  const tabulations = publish([
    raw('teasing', 30, { rarely: 12, sometimes: 8, often: 4, unsure: 6 }),
    raw('go-on', 30, { yes: 12, no: 0 }),
  ]);
  expect(shown(tabulations, 'teasing')['often']).toBeNull();
  expect(of(tabulations, 'go-on')).toMatchObject({ answered: null, skipped: null });
  expect(Object.values(shown(tabulations, 'go-on'))).toEqual([null, null]);
});

test('where all those answers are known the question that follows is told', () => {
  const tabulations = publish([
    raw('teasing', 90, { rarely: 30, sometimes: 20, often: 15, unsure: 15 }, 10),
    raw('go-on', 90, { yes: 20, no: 15 }),
  ]);
  expect(shown(tabulations, 'teasing')).toEqual({ rarely: 30, sometimes: 20, often: 15, unsure: 15 });
  expect(shown(tabulations, 'go-on')).toEqual({ yes: 20, no: 15 });
});

test('fewer than k are never said to have answered, and their number moves by k', () => {
  const few = publish([raw('mood', 30, { sad: 0, glad: 27 }), raw('small', 30, { sad: 0, glad: 3 })]);
  expect(of(few, 'small')?.answered).toBeNull();
  const first = publish([raw('mood', 60, { sad: 20, glad: 20 }, 5), raw('small', 60, { sad: 7, glad: 8 })]);
  expect(of(first, 'small')?.answered).toBe(15);
  const release = { number: 1, responses: 60, tabulations: first } as unknown as Release;
  const second = publish(
    [raw('mood', 70, { sad: 22, glad: 26 }, 6), raw('small', 70, { sad: 7, glad: 9 })],
    [release],
  );
  expect(of(second, 'small')).toMatchObject({ answered: 15, answeredAsOf: 1 });
});

test('children of another age who are known of do not narrow down what is withheld', () => {
  // Of 40, 33 said they were glad; six small ones answered. Were both told, nobody else could have been sad but one.
  const tabulations = publish([raw('mood', 40, { sad: 1, glad: 33 }), raw('small', 40, { sad: 0, glad: 6 })]);
  const small = of(tabulations, 'small');
  const told =
    (small?.answered ?? 0) +
    Object.values(shown(tabulations, 'small')).reduce<number>((a, b) => a + (b ?? 0), 0);
  const glad = shown(tabulations, 'mood')['glad'] ?? 0;
  // Whoever was not counted as glad and not as small may have been sad: at least four ways must stay open.
  expect(40 - glad - Math.max(told, 0)).toBeGreaterThanOrEqual(told === 0 ? 0 : 3);
});
