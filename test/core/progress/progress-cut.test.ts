/** What is told of a running consultation: useful to staff, and no help to whoever reckons. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LAG_CHANCE, lagOf, stepOf } from '../../../src/core/progress/floor.ts';
import {
  cutProgress,
  isCutDue,
  type ProgressCounts,
  type ProgressCut,
} from '../../../src/core/progress/progress-cut.ts';
import {
  type Figure,
  live,
  type Procedure,
  reckonBack,
  sumOf,
  type Told,
  type Truth,
  withAnyLag,
  withoutLag,
} from './reckoning.ts';

const K = 5;

function counts(changes: Partial<ProgressCounts> = {}): ProgressCounts {
  const none = { started: 0, answered: 0, simulated: 0, byPlace: {}, byBand: {}, stops: {}, minutes: {} };
  return { ...none, ...changes };
}

function rulesOf(fraction: () => number, day = '2026-11-24') {
  return {
    ...{ day, minCell: K, fraction, questions: ['age', 'consent', 'mood', 'play', 'place'] },
    provinceOf: (place: string) => place.slice(0, 2),
  };
}

/** Nothing stays behind. */
const prompt = () => 0;

describe('a cut', () => {
  test('tells every figure as a floor of whole steps', () => {
    const cut = cutProgress(
      counts({
        started: 63,
        answered: 44,
        byPlace: { '01': 3, '00004': 21, '00070': 9, '79': 4 },
        byBand: { '7-8': 4, '9-10': 18, '11-13': 22 },
      }),
      null,
      rulesOf(prompt),
    );
    expect(cut).toMatchObject({ started: 60, answered: 40, bands: { '9-10': 15, '11-13': 20 } });
    expect(cut.bands).not.toHaveProperty('7-8');
    // Communes move in tens, and count for their province.
    expect(cut.places).toEqual({ '00': 30, '00004': 20 });
  });

  test('keeps what was told before where a figure stays behind', () => {
    const first = cutProgress(counts({ started: 30, answered: 25 }), null, rulesOf(prompt));
    const later = cutProgress(
      counts({ started: 45, answered: 40 }),
      first,
      rulesOf(() => 0.999_999),
    );
    expect(later).toMatchObject({ started: 30, answered: 25 });
  });

  test('joins questions until enough children broke off there', () => {
    const stops = { age: 2, consent: 1, mood: 3, play: 1, place: 12 };
    const cut = cutProgress(counts({ started: 40, stops }), null, rulesOf(prompt));
    expect(cut.stopped).toBe(15);
    expect(cut.stretches).toEqual([
      { from: 'age', to: 'mood', children: 5 },
      { from: 'play', to: 'place', children: 10 },
    ]);
  });

  test('lets what is left at the end join the last stretch, and tells nothing where few broke off', () => {
    const some = cutProgress(counts({ stops: { age: 6, place: 2 } }), null, rulesOf(prompt));
    expect(some.stretches).toEqual([{ from: 'age', to: 'place', children: 5 }]);
    const few = cutProgress(counts({ stops: { age: 2, place: 2 } }), null, rulesOf(prompt));
    expect(few).toMatchObject({ stopped: 0, stretches: [] });
  });

  test('tells the minutes once enough have finished', () => {
    const few = counts({ minutes: { 3: 10, 5: 9 } });
    expect(cutProgress(few, null, rulesOf(prompt)).minutes).toBeNull();
    const enough = counts({ minutes: { 3: 9, 5: 10, 30: 1 } });
    expect(cutProgress(enough, null, rulesOf(prompt)).minutes).toBe(5);
  });
});

describe('a cut is due', () => {
  const basis = { started: 20, answered: 12 };
  const cut = cutProgress(counts(basis), null, rulesOf(prompt, '2026-11-23'));
  const kept = { cut, basis };
  const rules = { day: '2026-11-24', minCell: K };

  test('once as many more have begun, or answers were sealed, as the threshold asks', () => {
    expect(isCutDue(kept, { started: 25, answered: 12 }, rules)).toBe(true);
    expect(isCutDue(kept, { started: 20, answered: 17 }, rules)).toBe(true);
    expect(isCutDue(kept, { started: 24, answered: 16 }, rules)).toBe(false);
    expect(isCutDue(null, { started: 5, answered: 0 }, rules)).toBe(true);
  });

  test('never twice a day', () => {
    expect(isCutDue(kept, { started: 900, answered: 800 }, { ...rules, day: '2026-11-23' })).toBe(false);
  });
});

test('a figure stays behind now and then, by any number of steps', () => {
  expect(lagOf(0)).toBe(0);
  expect(lagOf(1 - LAG_CHANCE - 1e-9)).toBe(0);
  expect(lagOf(1 - LAG_CHANCE + 1e-9)).toBe(1);
  expect(lagOf(1 - LAG_CHANCE ** 3 + 1e-9)).toBe(3);
});

test('a step is never so small that a count would be known to within one', () => {
  expect(stepOf(1)).toBe(4);
  expect(stepOf(7)).toBe(7);
  expect(stepOf(5, 'commune')).toBe(10);
});

/** Two provinces, two age bands: four groups, of which figures tell rows, columns and everything. */
const GROUPS: readonly (readonly [string, '7-8' | '9-10'])[] = [
  ['01', '7-8'],
  ['01', '9-10'],
  ['79', '7-8'],
  ['79', '9-10'],
];
const FIGURES: readonly Figure[] = [
  { name: 'all', groups: [0, 1, 2, 3], step: K },
  { name: '01', groups: [0, 1], step: K },
  { name: '79', groups: [2, 3], step: K },
  { name: '7-8', groups: [0, 2], step: K },
  { name: '9-10', groups: [1, 3], step: K },
];

/** Largest group that is tried: any count may be larger still, which only widens what is possible. */
const MOST = 6;

function countsOf(truth: Truth): ProgressCounts {
  const byPlace: Record<string, number> = {};
  const byBand: Record<string, number> = {};
  GROUPS.forEach(([place, band], at) => {
    byPlace[place] = (byPlace[place] ?? 0) + (truth[at] ?? 0);
    byBand[band] = (byBand[band] ?? 0) + (truth[at] ?? 0);
  });
  const answered = sumOf(truth, [0, 1, 2, 3]);
  return counts({ started: answered, answered, byPlace, byBand });
}

function toldBy(cut: ProgressCut): Told {
  return {
    all: cut.answered,
    '01': cut.places['01'] ?? 0,
    '79': cut.places['79'] ?? 0,
    '7-8': cut.bands['7-8'] ?? 0,
    '9-10': cut.bands['9-10'] ?? 0,
  };
}

/** Days on which at least k more children answered, as the rule for a cut asks. */
const course = fc
  .array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((steps) => {
    const truths: Truth[] = [];
    for (const step of steps) {
      const before = truths.at(-1) ?? [0, 0, 0, 0];
      truths.push(before.map((count, at) => Math.min(MOST, count + (step[at] ?? 0))));
    }
    return truths;
  })
  .filter((truths) =>
    truths.every((truth, at) => sumOf(truth, [0, 1, 2, 3]) - sumOf(truths[at - 1] ?? [], [0, 1, 2, 3]) >= K),
  );

/** The small counts that are known to within one after all. */
function leaks(
  truths: readonly Truth[],
  days: readonly Told[],
  procedure: Procedure,
  figures: readonly Figure[] = FIGURES,
): readonly string[] {
  const fresh = K;
  const found = reckonBack(days, { figures, procedure, most: MOST, fresh });
  return found.flatMap(({ day, figure, least, most }) => {
    const groups = FIGURES.find(({ name }) => name === figure)?.groups ?? [];
    const isSmall = sumOf(truths[day] ?? [], groups) < K;
    return isSmall && most - least < 3 ? [`${figure} on day ${day}: ${least} to ${most}`] : [];
  });
}

test('whoever subtracts days, places and bands finds no small count to within one', () => {
  fc.assert(
    fc.property(
      course,
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      (truths, stream) => {
        const days: Told[] = [];
        let last: ProgressCut | null = null;
        truths.forEach((truth, at) => {
          const fraction = () => stream.next().value ?? 0;
          last = cutProgress(countsOf(truth), last, rulesOf(fraction, `2026-11-${10 + at}`));
          days.push(toldBy(last));
        });
        expect(leaks(truths, days, withAnyLag), JSON.stringify({ truths, days })).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

test('whoever also knows the exact number of responses, from releases, finds none either', () => {
  const provinces = ['01', '48', '79'];
  const exactly: readonly Figure[] = [
    { name: 'all', groups: [0, 1, 2], step: K, procedure: live },
    ...provinces.map((name, at) => ({ name, groups: [at], step: K })),
  ];
  const growth = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 3, maxLength: 3 });
  const days = fc.array(growth, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(days, fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (steps, stream) => {
      let truth: Truth = [0, 0, 0];
      let last: ProgressCut | null = null;
      const truths: Truth[] = [];
      const told: Told[] = [];
      for (const step of steps) {
        if (sumOf(step, [0, 1, 2]) < K) continue;
        truth = truth.map((count, at) => count + (step[at] ?? 0));
        const answered = sumOf(truth, [0, 1, 2]);
        const byPlace = Object.fromEntries(provinces.map((name, at) => [name, truth[at] ?? 0]));
        const fraction = () => stream.next().value ?? 0;
        last = cutProgress(counts({ started: answered, answered, byPlace }), last, rulesOf(fraction));
        truths.push(truth);
        told.push({ ...last.places, all: answered });
      }
      if (truths.length === 0) return;
      const most = sumOf(truth, [0, 1, 2]);
      const found = reckonBack(told, { figures: exactly, procedure: withAnyLag, most, fresh: K });
      for (const { day, figure, least, most: largest } of found) {
        if (figure === 'all') continue;
        const where = JSON.stringify({ truths, told, day, figure });
        expect(largest - least, where).toBeGreaterThanOrEqual(3);
      }
    }),
    { numRuns: 80 },
  );
}, 120_000);

test('floors never add up to everyone', () => {
  const everyone = { started: 52, answered: 52, byPlace: { 79: 52 }, byBand: { '9-10': 30, '11-13': 22 } };
  const cut = cutProgress(counts(everyone), null, rulesOf(prompt));
  expect(cut.places).toEqual({ 79: 45 });
  expect(cut.bands).toEqual({ '9-10': 25, '11-13': 20 });
  const communes = { started: 41, answered: 41, byPlace: { '00004': 30, '00008': 11 } };
  const deeper = cutProgress(counts(communes), null, rulesOf(prompt));
  expect(deeper.places).toEqual({ '00': 35, '00004': 20, '00008': 10 });
});

test('the same attack finds what figures without a lag, and live counts, give away', () => {
  const tellWith = (truths: readonly Truth[], procedure: Procedure): Told[] => {
    const days: Told[] = [];
    for (const truth of truths) {
      const before = days.at(-1) ?? {};
      const entries = FIGURES.map(({ name, groups, step }) => {
        const [told = 0] = procedure(sumOf(truth, groups), before[name] ?? 0, step);
        return [name, told] as const;
      });
      days.push(Object.fromEntries(entries));
    }
    return days;
  };
  // Four of one province and six of the other: the total is at least 10, and nobody else is left.
  const truths = [[2, 2, 3, 3]];
  expect(leaks(truths, tellWith(truths, live), live)).not.toEqual([]);
  const all = fc.sample(course, { numRuns: 200, seed: 7 });
  const telling = all.filter((one) => leaks(one, tellWith(one, withoutLag), withoutLag).length > 0);
  expect(telling.length).toBeGreaterThan(0);
  expect(leaks(truths, tellWith(truths, withAnyLag), withAnyLag)).toEqual([]);
}, 120_000);
