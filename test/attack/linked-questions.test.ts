/** Questions that depend on each other, solved together: who is asked what is known to everyone, and tells nothing withheld. */

import { expect, test } from 'vitest';
import type { AgeBand } from '../../src/core/age-band.ts';
import { compileFlow } from '../../src/core/flow/compile-flow.ts';
import { nextQuestion } from '../../src/core/flow/walk.ts';
import { askedBy } from '../../src/core/release/asked-by.ts';
import type { Release, Tabulation } from '../../src/core/release/release.ts';
import type { RawTabulation } from '../../src/core/release/tabulate.ts';
import { tabulate } from '../../src/core/release/tabulate.ts';
import { tabulateFlow } from '../../src/core/release/tabulate-flow.ts';
import { chance } from './consultation.ts';
import type { Constraint } from './outsider.ts';
import { recover, SPREAD } from './solver.ts';

const option = (id: string) => ({ id, label: { vi: id } });
const text = { vi: 'Em nghĩ gì?' };
const K = 5;

const flow = compileFlow({
  ...{ flow: 'linked', version: 1, title: text, closing: text },
  ...{ languages: ['vi'], ages: ['7-8', '11-13'], channels: ['web'] },
  questions: [
    { id: 'age', kind: 'age', text },
    { id: 'consent', kind: 'consent', text, declined: text },
    { id: 'mood', kind: 'choice', when: 'age != 7-8', text, options: ['sad', 'glad'].map(option) },
    { id: 'small', kind: 'choice', when: 'age = 7-8', text, options: ['sad', 'glad'].map(option) },
    {
      id: 'teasing',
      kind: 'choice',
      when: 'age != 7-8',
      text,
      options: ['rarely', 'sometimes', 'often'].map(option),
    },
    {
      ...{ id: 'go-on', kind: 'yes-no', when: 'teasing in [sometimes, often]', text },
      routes: [{ when: 'go-on = no', to: 'end' }],
    },
    { id: 'last', kind: 'yes-no', text },
  ],
});

const QUESTIONS = ['mood', 'small', 'teasing', 'go-on', 'last'] as const;
const IDS: Readonly<Record<string, readonly string[]>> = {
  ...{ mood: ['sad', 'glad'], small: ['sad', 'glad'], teasing: ['rarely', 'sometimes', 'often'] },
  ...{ 'go-on': ['yes', 'no'], last: ['yes', 'no'] },
};

/** One way through the flow: answers by question, `null` where it was skipped; no entry where it was not asked. */
type Way = { readonly band: AgeBand; readonly answers: Readonly<Record<string, string | null>> };

function waysOf(band: AgeBand): readonly Way[] {
  const ways: Way[] = [];
  const go = (at: string | null, answers: Way['answers']): void => {
    const next = nextQuestion(flow, at, { answers, ageBand: band, place: null, language: 'vi' });
    if (next === 'end') ways.push({ band, answers });
    else if (IDS[next] === undefined) go(next, answers);
    else for (const value of [...(IDS[next] ?? []), null]) go(next, { ...answers, [next]: value });
  };
  go(null, {});
  return ways;
}

const WAYS = [...waysOf('7-8'), ...waysOf('11-13')];
const ASKED = askedBy(flow);

const where = (fits: (way: Way) => boolean): number[] => WAYS.flatMap((way, at) => (fits(way) ? [at] : []));
const answeredBy = (question: string) => where(({ answers }) => typeof answers[question] === 'string');
const skippedBy = (question: string) => where(({ answers }) => answers[question] === null);
const pickedBy = (question: string, id: string) => where(({ answers }) => answers[question] === id);
const sum = (counts: readonly number[], at: readonly number[]) =>
  at.reduce((all, one) => all + (counts[one] ?? 0), 0);

function rawsOf(counts: readonly number[]): readonly RawTabulation[] {
  const responses = counts.reduce((all, one) => all + one, 0);
  return QUESTIONS.map((question) => ({
    ...{ question, kind: 'choice', responses, several: false },
    cells: (IDS[question] ?? []).map((id) => ({ id, count: sum(counts, pickedBy(question, id)) })),
    answered: sum(counts, answeredBy(question)),
    skipped: sum(counts, skippedBy(question)),
  }));
}

type Publish = (
  raws: readonly RawTabulation[],
  release: number,
  earlier: readonly Release[],
) => readonly Tabulation[] | null;

const ours: Publish = (raws, release, earlier) =>
  tabulateFlow(raws, { asked: ASKED, placeOf: () => ({ minCell: K, release, earlier }) });

/** Each question by itself, as if none had to do with another. */
const naive: Publish = (raws, release, earlier) =>
  raws.map((raw) => tabulate(raw, { minCell: K, release, earlier }));

/** What is known of a figure: its count, or that it was withheld. */
function known(release: number, kinds: readonly number[], count: number | null): Constraint {
  return count === null
    ? { release, kinds, withheld: true, lo: 0, hi: Number.POSITIVE_INFINITY, name: `${release}` }
    : { release, kinds, withheld: false, lo: count, hi: count, name: `${release}` };
}

/** A way by its weight. @param at 0..1 */
function pickWay(weights: readonly number[], at: number): number {
  let left = at * weights.reduce((all, one) => all + one, 0);
  for (const [way, weight] of weights.entries()) {
    left -= weight;
    if (left <= 0) return way;
  }
  return weights.length - 1;
}

async function leaksOf(publish: Publish, seed: number): Promise<{ withheld: number; found: number }> {
  const random = chance(seed);
  const counts = WAYS.map(() => 0);
  const likely = WAYS.map(() => random() ** 6);
  const releases: Release[] = [];
  const constraints: Constraint[] = [];
  for (const grown of [40, 20, 30]) {
    for (let child = 0; child < grown; child += 1) {
      const way = pickWay(likely, random());
      counts[way] = (counts[way] ?? 0) + 1;
    }
    const number = releases.length + 1;
    const raws = rawsOf(counts);
    const tabulations = publish(raws, number, releases);
    if (tabulations === null) continue;
    const responses = counts.reduce((all, one) => all + one, 0);
    releases.push({ number, responses, tabulations } as unknown as Release);
    constraints.push(
      known(
        number,
        WAYS.map((_, at) => at),
        responses,
      ),
    );
    for (const { question, answered, answeredAsOf, skipped, skippedAsOf, cells } of tabulations) {
      constraints.push(known(number, answeredBy(question), answeredAsOf === number ? answered : null));
      constraints.push(known(number, skippedBy(question), skippedAsOf === number ? skipped : null));
      for (const { id, count, asOf } of cells) {
        constraints.push(known(number, pickedBy(question, id), asOf === number ? count : null));
      }
    }
  }
  // Only options are a child's words; who skipped and who was asked are means to find them.
  const cells = new Set(
    QUESTIONS.flatMap((question) => (IDS[question] ?? []).map((id) => pickedBy(question, id).join())),
  );
  const solved = await recover(constraints, { kinds: WAYS.length, releases: releases.length });
  const own = solved.filter(({ kinds }) => cells.has(kinds.join()));
  return { withheld: own.length, found: own.filter(({ least, most }) => most - least < SPREAD).length };
}

/** Among them those that gave an answer away under rules we had before. */
const SEEDS = [
  ...Array.from({ length: 300 }, (_, at) => at + 1),
  341,
  492,
  553,
  591,
  636,
  824,
  975,
  1456,
  10989,
];

test('no withheld answer comes out to ±1', async () => {
  let withheld = 0;
  const found: number[] = [];
  for (const seed of SEEDS) {
    const leaks = await leaksOf(ours, seed);
    withheld += leaks.withheld;
    if (leaks.found > 0) found.push(seed);
  }
  expect(found).toEqual([]);
  expect(withheld).toBeGreaterThan(500);
}, 120_000);

test('questions published each by itself are caught', async () => {
  let found = 0;
  for (const seed of SEEDS) found += (await leaksOf(naive, seed)).found;
  expect(found).toBeGreaterThan(100);
}, 120_000);
