/** The ways through a flow, as a map draws them. */

import { describe, expect, it } from 'vitest';
import { type FlowWay, flowWays, writtenWays } from '../../../src/core/flow/flow-ways.ts';
import { playableFlow } from '../../../src/core/flow/playable-flow.ts';
import { printCondition } from '../../../src/core/flow/print-condition.ts';
import { flowData, type QuestionData } from './flow-data.ts';

/** `consent -> mood [mood = sad]`, in order. */
function waysOf(questions: readonly (QuestionData | { readonly use: string })[], others: object = {}) {
  const { flow, written } = playableFlow(flowData(questions, others));
  if (flow === null) throw new Error('nothing to walk');
  const name = (at: number) => (at === -1 ? 'start' : (flow.questions[at]?.id ?? 'end'));
  return flowWays({ flow, written }).map(
    ({ from, to, reasons }) => `${name(from)} -> ${name(to)}${words(reasons)}`,
  );
}

function words(reasons: FlowWay['reasons']): string {
  if (reasons.length === 0) return '';
  const said = reasons.map((reason) =>
    reason.kind === 'otherwise' ? 'otherwise' : printCondition(reason.condition),
  );
  return ` [${said.join(' | ')}]`;
}

const AGES = { ages: ['7-8', '9-10'] };
const age: QuestionData = { id: 'age', kind: 'age' };

describe('ways', () => {
  it('of a plain flow lead from each question to the next, without a reason', () => {
    expect(
      waysOf([
        { id: 'a', kind: 'choice' },
        { id: 'b', kind: 'text' },
      ]),
    ).toEqual(['start -> consent', 'consent -> a', 'a -> b', 'b -> end']);
  });

  it('part where a route is taken', () => {
    expect(
      waysOf([
        {
          id: 'a',
          kind: 'choice',
          routes: [
            { when: 'a = glad', to: 'c' },
            { when: 'a = sad', to: 'end' },
          ],
        },
        { id: 'b', kind: 'text' },
        { id: 'c', kind: 'text' },
      ]),
    ).toEqual([
      'start -> consent',
      'consent -> a',
      'a -> b [otherwise]',
      'a -> c [a = glad]',
      'a -> end [a = sad]',
      'b -> c',
      'c -> end',
    ]);
  });

  it('tell by conditions which of the questions ahead is asked, and none that no child goes', () => {
    expect(
      waysOf(
        [
          age,
          { id: 'big', kind: 'choice', when: 'age != 7-8' },
          { id: 'small', kind: 'choice', when: 'age = 7-8' },
          { id: 'all', kind: 'text' },
        ],
        AGES,
      ),
    ).toEqual([
      'start -> consent',
      'consent -> age',
      'age -> big [age != 7-8]',
      'age -> small [age = 7-8]',
      'big -> all',
      'small -> all',
      'all -> end',
    ]);
  });

  it('name the condition of a question that a route ends before', () => {
    const ways = waysOf([
      { id: 'a', kind: 'choice', routes: [{ when: 'a = glad', to: 'c' }] },
      { id: 'b', kind: 'choice' },
      { id: 'c', kind: 'text', when: 'a != sad' },
      { id: 'd', kind: 'text' },
    ]);
    expect(ways).toContain('a -> c [a = glad]');
    expect(ways).toContain('b -> c [a != sad]');
    expect(ways).toContain('b -> d [otherwise]');
  });

  it('are those of one age band where only that is asked for', () => {
    const { flow, written } = playableFlow(
      flowData([age, { id: 'big', kind: 'choice', when: 'age != 7-8' }, { id: 'all', kind: 'text' }], AGES),
    );
    if (flow === null) throw new Error('nothing to walk');
    const small = flowWays({ flow, written }, ['7-8']).map(({ to }) => flow.questions[to]?.id);
    expect(small).toEqual(['consent', 'age', 'all', undefined]);
  });

  it('do not lead to a question that nobody is asked', () => {
    const ways = waysOf([
      { id: 'a', kind: 'choice', routes: [{ to: 'end' }] },
      { id: 'lost', kind: 'text' },
    ]);
    expect(ways).toEqual(['start -> consent', 'consent -> a', 'a -> end']);
  });
});

it('as they are written lead to the next and along the routes, whether or not a child can go them', () => {
  const { flow } = playableFlow(
    flowData([
      { id: 'a', kind: 'choice', routes: [{ when: 'a = glad', to: 'c' }] },
      { id: 'b', kind: 'choice', when: 'a = glad', routes: [{ to: 'end' }] },
      { id: 'c', kind: 'text' },
    ]),
  );
  if (flow === null) throw new Error('nothing to walk');
  const name = (at: number) => (at === -1 ? 'start' : (flow.questions[at]?.id ?? 'end'));
  expect(
    writtenWays(flow).map(({ from, to, reasons }) => `${name(from)} -> ${name(to)}${words(reasons)}`),
  ).toEqual([
    'start -> consent',
    'consent -> a',
    'a -> b [a = glad]',
    'a -> c [a = glad]',
    'b -> end [otherwise]',
    'c -> end',
  ]);
});
