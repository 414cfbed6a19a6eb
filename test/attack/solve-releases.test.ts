/** All that was ever published of a consultation, solved together: no withheld figure comes out, not to ±1 either. */

import { afterAll, expect, test } from 'vitest';
import { attack, FLAT, SMALL, TREE } from './attack.ts';
import { answerAtRandom, type Children, chance, type Form, kindsOf } from './consultation.ts';

/** What came of the attack, for `docs/privacy.md`. */
const results: Record<string, string | number>[] = [];
afterAll(() => console.table(results));

const FORMS = { TREE, FLAT, SMALL };

const COURSES: readonly (readonly [keyof typeof FORMS, readonly number[], number])[] = [
  ['TREE', [40, 55, 75, 110, 160, 230], 5],
  ['TREE', [250, 330, 450, 600], 5],
  ['TREE', [400, 440, 480, 530, 580], 5],
  ['TREE', [300, 500, 800], 10],
  ['FLAT', [60, 90, 140], 5],
  ['FLAT', [240, 300, 400], 5],
  ['SMALL', [60, 90, 130, 180, 250, 330, 420, 520, 640, 800], 5],
  ['SMALL', [350, 700, 1400], 3],
];

test.each(COURSES)('random answers: %s %j k=%i', async (name, sizes, minCell) => {
  let [withheld, found] = [0, 0];
  for (let seed = 1; seed <= 4; seed += 1) {
    const states = answerAtRandom(FORMS[name], sizes, seed);
    const attacked = await attack(FORMS[name], states, { minCell });
    expect(attacked.mistaken).toEqual([]);
    expect(attacked.found).toEqual([]);
    withheld += attacked.withheld;
    found += attacked.found.length;
  }
  results.push({ form: name, responses: sizes.join(' '), k: minCell, consultations: 4, withheld, found });
  expect(withheld).toBeGreaterThan(0);
});

/** Counts at which rounding or withholding turns over. */
const EDGES = [0, 0, 1, 4, 5, 9, 10, 14, 15, 24, 25, 34];

/** Kinds of children that stand at the edges of what is shown, growing from edge to edge. */
function answerAtEdges(form: Form, releases: number, seed: number): readonly Children[] {
  const random = chance(seed);
  const kinds = kindsOf(form);
  const counts = kinds.map(() => 0);
  return Array.from({ length: releases }, () =>
    kinds.map((kind, at) => {
      const next = EDGES[Math.floor(random() * EDGES.length)] ?? 0;
      if (random() < 0.5) counts[at] = Math.max(counts[at] ?? 0, next);
      return { kind, count: counts[at] ?? 0 };
    }),
  );
}

const PAIR: Form = {
  asked: [
    { name: '@age', ids: ['a', 'b'], always: true },
    { name: 'sex', ids: ['f', 'm', 'x'], always: true },
  ],
  places: { '01': ['01001'] },
};

test.each([
  ['PAIR', PAIR, 3, 60],
  ['SMALL', SMALL, 3, 30],
] as const)('answers at the edges of the rule: %s', async (formName, form, releases, runs) => {
  const found: string[] = [];
  let withheld = 0;
  for (let seed = 1; seed <= runs; seed += 1) {
    const attacked = await attack(form, answerAtEdges(form, releases, seed), { minCell: 5 });
    expect(attacked.mistaken).toEqual([]);
    found.push(...attacked.found.map((one) => `seed ${seed}, ${one}`));
    withheld += attacked.withheld;
  }
  const responses = 'at the edges of the rule';
  results.push({ form: formName, responses, k: 5, consultations: runs, withheld, found: found.length });
  expect(found).toEqual([]);
});

test('whoever knows all answers of one child finds out nothing more', async () => {
  const found: string[] = [];
  for (const [form, sizes] of [
    [TREE, [60, 90, 140, 300, 500]],
    [FLAT, [60, 90, 240]],
  ] as const) {
    for (let seed = 1; seed <= 3; seed += 1) {
      const states = answerAtRandom(form, sizes, seed);
      const own = states[0]?.findIndex(({ count }, at) => count > 0 && at >= seed * 7) ?? 0;
      const knows = { release: 1, name: 'own answers', kinds: [own], lo: 1, hi: 1000, withheld: false };
      const attacked = await attack(form, states, { minCell: 5, knows: [knows] });
      expect(attacked.mistaken).toEqual([]);
      found.push(...attacked.found);
    }
  }
  expect(found).toEqual([]);
});
