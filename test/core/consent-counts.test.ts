/** What is kept of consents: whole batches, by the words that were shown, and never so that one child stands out. */

import { describe, expect, it } from 'vitest';
import { type CountedWalk, countConsents } from '../../src/core/consent-counts.ts';
import type { SessionState } from '../../src/core/session/state.ts';
import { withdrawn } from '../../src/core/session/withdraw.ts';
import { readFlow } from './session/walker.ts';

const flow = readFlow('flows/truong-hoc-hanh-phuc.yaml');
const flowHash = 'a'.repeat(64);

function walk(state: Partial<SessionState>): CountedWalk {
  return {
    flow,
    flowHash,
    state: {
      language: 'vi',
      phase: 'finished',
      asking: null,
      trail: [],
      answers: { consent: 'yes' },
      told: 1,
      ...state,
    },
  };
}

function times(n: number, state: Partial<SessionState>): readonly CountedWalk[] {
  return Array.from({ length: n }, () => walk(state));
}

const refusal = { phase: 'refused', answers: {} } as const;

describe('a batch', () => {
  it('tells language and age of the words where enough share them, and the number of all', () => {
    const counts = countConsents(
      [
        ...times(6, { ageBand: '9-10', keepPartial: true }),
        ...times(4, { ageBand: '7-8' }),
        ...times(1, { ageBand: '14-15', language: 'en' }),
      ],
      4,
    );
    const given = counts.filter(({ purpose }) => purpose === 'answering');
    expect(given.map(({ language, ageWording, walks }) => [language, ageWording, walks])).toEqual([
      ['*', '*', 1],
      ['vi', '7-8', 4],
      ['vi', '9-10', 6],
    ]);
    const part = counts.filter(({ purpose }) => purpose === 'keeping-part');
    expect(part.reduce((sum, { walks }) => sum + walks, 0)).toBe(11);
  });

  it('counts a no, and what was taken back, without an age', () => {
    const taken = withdrawn(flow, walk({ ageBand: '9-10' }).state);
    const counts = countConsents([...times(8, {}), ...times(1, refusal), walk(taken)], 10);
    expect(
      counts.map(({ purpose, decision, ageWording, walks }) => [purpose, decision, ageWording, walks]),
    ).toEqual([
      ['answering', 'given', '*', 8],
      ['answering', 'refused', '*', 1],
      ['answering', 'withdrawn', '*', 1],
      ['keeping-part', 'refused', '*', 8],
    ]);
  });

  it('takes what is taken back before the yes for a no', () => {
    const asked = walk({ phase: 'asking', asking: 'consent', answers: { age: '9-10' } });
    const counts = countConsents([walk(withdrawn(flow, asked.state)), ...times(1, refusal)], 2);
    expect(counts.map(({ decision, walks }) => [decision, walks])).toEqual([['refused', 2]]);
  });

  it('that is smaller tells nothing but what its responses tell', () => {
    const counts = countConsents(
      [...times(3, { keepPartial: true, ageBand: '9-10' }), ...times(1, refusal)],
      10,
    );
    expect(counts).toEqual([
      {
        purpose: 'answering',
        decision: 'given',
        flowHash,
        language: '*',
        ageWording: '*',
        wording: 1,
        walks: 3,
      },
    ]);
  });

  it('tells which version of our words a walk began with, and that an old one was told none', () => {
    const { told: _told, ...old } = walk({}).state;
    const counts = countConsents([...times(3, { told: 2 }), { flow, flowHash, state: old }], 2);
    expect(
      counts.filter(({ purpose }) => purpose === 'answering').map(({ wording, walks }) => [wording, walks]),
    ).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('counts nothing of children who were not asked, nor a no of a parent as the child’s', () => {
    const parent = { way: 'own-phone', wording: 1, day: '2026-11-24', decision: 'declined' } as const;
    const counts = countConsents(
      [...times(5, { phase: 'ineligible', answers: {} }), ...times(5, { ...refusal, parent })],
      3,
    );
    expect(counts).toEqual([]);
  });
});
