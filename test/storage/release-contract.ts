/** What the release use case may rely on. */

import { expect, it } from 'vitest';
import type { Answers } from '../../src/core/answer.ts';
import type { Release } from '../../src/core/release/release.ts';
import type { TriedStore } from './engines.ts';
import { aBatch, aResponse, launchOne } from './made-up.ts';

const RELEASE: Release = {
  number: 1,
  day: '2026-11-23',
  responses: 12,
  complete: 7,
  partial: 5,
  simulated: 0,
  minCell: 5,
  tabulations: [
    {
      question: 'one',
      kind: 'choice',
      answered: 12,
      answeredAsOf: 1,
      skipped: null,
      skippedAsOf: null,
      cells: [{ id: 'a', count: null, asOf: null }],
    },
  ],
};

export function releaseContract(tried: () => TriedStore): void {
  it('tallies what was said', async () => {
    const { store } = tried();
    const [consultation, other] = [await launchOne(store), await launchOne(store)];
    const said: Answers[] = [
      { one: 'a', many: ['a', 'b'], best: ['b', 'a', 'c'], hours: 3 },
      { one: 'a', many: ['b'], best: ['b', 'c', 'a'], hours: 3.5 },
      { one: 'b', many: null, best: ['c', 'a', 'b'] },
      { one: null },
    ];
    const responses = said.map((answers, index) =>
      aResponse(consultation, {
        answers,
        disposition: index === 3 ? 'partial' : 'complete',
        simulated: index === 0,
      }),
    );
    await store.sealing.seal(aBatch(consultation, { responses }));
    await store.sealing.seal(aBatch(other, { responses: [aResponse(other)] }));
    expect(await store.releases.tally(consultation.id)).toEqual({
      responses: 4,
      complete: 3,
      simulated: 1,
      questions: [
        {
          question: 'best',
          skipped: 0,
          answered: 3,
          byValue: new Map([
            ['b', 2],
            ['c', 1],
          ]),
        },
        {
          question: 'hours',
          skipped: 0,
          answered: 2,
          byValue: new Map([
            ['3', 1],
            ['3.5', 1],
          ]),
        },
        {
          question: 'many',
          skipped: 1,
          answered: 2,
          byValue: new Map([
            ['a', 1],
            ['b', 2],
          ]),
        },
        {
          question: 'one',
          skipped: 1,
          answered: 3,
          byValue: new Map([
            ['a', 2],
            ['b', 1],
          ]),
        },
      ],
    });
  });

  it('tallies nothing where nothing was said', async () => {
    const { id } = await launchOne(tried().store);
    expect(await tried().store.releases.tally(id)).toEqual({
      responses: 0,
      complete: 0,
      simulated: 0,
      questions: [],
    });
  });

  it('keeps releases and gives the latest', async () => {
    const { id } = await launchOne(tried().store);
    const { releases } = tried().store;
    expect(await releases.latest(id)).toBeNull();
    expect(await releases.publish(id, RELEASE)).toBe('published');
    expect(await releases.publish(id, { ...RELEASE, responses: 99 })).toBe('conflict');
    expect(await releases.latest(id)).toEqual(RELEASE);
    await releases.publish(id, { ...RELEASE, number: 2 });
    expect((await releases.latest(id))?.number).toBe(2);
  });
}
