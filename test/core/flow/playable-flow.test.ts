/** What of an unfinished flow can be played already. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNEL_LIMITS } from '../../../src/core/channel.ts';
import { checkFlow } from '../../../src/core/flow/check-flow.ts';
import { compileFlow } from '../../../src/core/flow/compile-flow.ts';
import { playableFlow } from '../../../src/core/flow/playable-flow.ts';
import { startSession } from '../../../src/core/session/start-session.ts';
import { step } from '../../../src/core/session/step.ts';
import { gazetteer, say } from '../session/walker.ts';
import { flowData, options } from './flow-data.ts';

const idsOf = (data: unknown) => playableFlow(data).flow?.questions.map(({ id }) => id);

describe('a flow without errors', () => {
  it('is the compiled flow, with nothing left out', () => {
    const data = flowData([
      { id: 'mood', kind: 'choice', routes: [{ when: 'mood = sad', to: 'end' }] },
      { id: 'why', kind: 'text', when: 'answered(mood)' },
    ]);
    expect(checkFlow({ data }).findings).toEqual([]);
    expect(playableFlow(data)).toMatchObject({ flow: compileFlow(data), leftOut: [] });
  });

  it('has its questions as written beside them', () => {
    const { flow, written } = playableFlow(flowData([{ id: 'mood', kind: 'choice' }]));
    expect(written.map(({ id }) => id)).toEqual(flow?.questions.map(({ id }) => id));
  });
});

describe('left out is', () => {
  it('a question that cannot be read, with those that can still asked', () => {
    const data = flowData([
      { id: 'broken', kind: 'choice', options: 'none' },
      { id: 'fine', kind: 'choice' },
    ]);
    expect(idsOf(data)).toEqual(['consent', 'fine']);
    expect(playableFlow(data).leftOut).toEqual([
      { what: 'question', path: 'questions[1]', question: 'broken' },
    ]);
  });

  it('a question whose id another before it has', () => {
    const data = flowData([
      { id: 'mood', kind: 'choice' },
      { id: 'mood', kind: 'text' },
    ]);
    expect(playableFlow(data).flow?.questions.map(({ kind }) => kind)).toEqual(['consent', 'choice']);
    expect(playableFlow(data).leftOut).toEqual([
      { what: 'question', path: 'questions[2]', question: 'mood' },
    ]);
  });

  it('a condition that cannot be read: then every child is asked', () => {
    const { flow, leftOut } = playableFlow(flowData([{ id: 'mood', kind: 'choice', when: 'age = = 7' }]));
    expect(flow?.questions[1]?.when).toBeNull();
    expect(leftOut).toEqual([{ what: 'condition', path: 'questions[1].when', question: 'mood' }]);
  });

  it.each(['mood', 'consent', 'nowhere'])('a route to %s, which is not further on', (to) => {
    const data = flowData([
      { id: 'mood', kind: 'choice', routes: [{ to }, { when: 'mood = sad', to: 'last' }] },
      { id: 'last', kind: 'text' },
    ]);
    const { flow, leftOut } = playableFlow(data);
    expect(flow?.questions[1]?.routes.map((route) => route.to)).toEqual(['last']);
    expect(leftOut).toEqual([{ what: 'route', path: 'questions[1].routes[0]', question: 'mood' }]);
  });

  it('a block that there is none of, and one that holds itself', () => {
    const data = flowData([{ use: 'ghost' }, { use: 'loop' }, { id: 'fine', kind: 'text' }], {
      blocks: { loop: [{ use: 'loop' }] },
    });
    expect(idsOf(data)).toEqual(['consent', 'fine']);
    expect(playableFlow(data).leftOut.map(({ what }) => what)).toEqual(['block', 'block']);
  });
});

describe('what is missing at the head', () => {
  it('is filled in', () => {
    const { flow } = playableFlow({ questions: [{ id: 'hi', kind: 'info', text: { vi: 'Chào em' } }] });
    expect(flow).toMatchObject({ id: 'draft', version: 1, languages: ['vi'], title: { vi: '…' } });
    expect(flow?.channels.length).toBe(4);
    expect(flow?.ageBands.length).toBe(4);
  });

  it.each([
    null,
    undefined,
    7,
    'flow',
    [],
    {},
    { questions: [] },
    { questions: 'all' },
    { questions: [null, 3] },
  ])('is too much where there is no question: %j', (data) => {
    expect(playableFlow(data).flow).toBeNull();
  });
});

describe('whatever the data are', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'consent', '', 'A', '__proto__');
  const routes = fc.array(
    fc.record({
      to: fc.oneof(name, fc.constant('end')),
      when: fc.constantFrom('a = x', 'b in [', 'skipped(c)'),
    }),
  );
  const entry = fc.oneof(
    fc.record({ use: name, as: name }),
    fc.record(
      {
        id: name,
        kind: fc.constantFrom('choice', 'info', 'text', 'age', 'consent', 'choices', 'rank', 'nothing'),
        text: fc.constantFrom({ vi: 'Em?' }, { vi: '{a}' }, {}, 'Em?'),
        options: fc.constantFrom(options('x', 'y'), options('x', 'x'), [], undefined),
        'max-length': fc.constantFrom(10, -1, undefined),
        declined: fc.constant({ vi: 'Không sao.' }),
        routes,
      },
      { requiredKeys: ['id', 'kind'] },
    ),
    fc.jsonValue(),
  );
  const data = fc.record(
    { questions: fc.array(entry), blocks: fc.dictionary(name, fc.array(entry)) },
    { requiredKeys: [] },
  );

  it('a walk through what is left comes to an end', () => {
    fc.assert(
      fc.property(data, (source) => {
        const { flow } = playableFlow(source);
        if (flow === null) return;
        let state = startSession({ flow, language: 'vi', place: null });
        for (const text of ['', ...Array.from({ length: 40 }, () => 'bỏ qua')]) {
          ({ state } = step({
            ...{ flow, state, say, gazetteer },
            input: text === '' ? { kind: 'open' } : { kind: 'text', text },
            now: new Date('2026-11-23T08:00:00Z'),
            limits: CHANNEL_LIMITS.web,
            run: 'r1r1r1',
            minCell: 5,
            keptDays: 90,
            webLink: null,
          }));
        }
        expect(state.phase).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });
});
