/** The attack succeeds where it should: against publishers that leave a part of the rule out. */

import { expect, test } from 'vitest';
import type { PublishedTable } from '../../src/core/release/table.ts';
import { attack, SMALL, TREE } from './attack.ts';
import { answerAtRandom, type Publisher } from './consultation.ts';

/** Withholds cells under k, and does nothing about what gives them away. */
function withholdsOnly(base: number): Publisher {
  const shownAs = (count: number): number => (base === 1 ? count : Math.floor(count / base + 0.5) * base);
  return (raw, { minCell, release, day, line }) =>
    raw.tables
      .filter(({ columns }) => line !== null || columns === null)
      .map((table): PublishedTable => {
        const show = (count: number): number | null => (count < minCell ? null : shownAs(count));
        return {
          scope: raw.scope,
          rows: table.rows.name,
          columns: table.columns?.name ?? null,
          release,
          day,
          minCell,
          base,
          responses: show(raw.responses),
          rowIds: table.rows.ids,
          columnIds: table.columns?.ids ?? [''],
          counts: table.counts.map((row) => row.map(show)),
          answered: table.answered.map(show),
        };
      });
}

test.each([
  ['exact figures, small cells withheld', withholdsOnly(1)],
  ['rounded figures, small cells withheld, nothing to protect them', withholdsOnly(10)],
])('the attack finds withheld figures: %s', async (_, publish) => {
  const found: string[] = [];
  for (const [form, seeds] of [
    [SMALL, [1, 2, 3, 4, 5, 6]],
    [TREE, [1]],
  ] as const) {
    for (const seed of seeds) {
      const states = answerAtRandom(form, [60, 90, 140], seed);
      const attacked = await attack(form, states, { minCell: 5, publish, steps: false });
      expect(attacked.mistaken).toEqual([]);
      found.push(...attacked.found);
    }
  }
  expect(found.length).toBeGreaterThan(10);
});
