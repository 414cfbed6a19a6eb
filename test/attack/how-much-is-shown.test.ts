/** Hiding everything would be safe too: how much of the tables of a realistic consultation is shown. */

import { expect, test } from 'vitest';
import { publishTables } from '../../src/core/release/publish-table.ts';
import type { PublishedTable } from '../../src/core/release/table.ts';
import {
  type Answers,
  type Asked,
  type Children,
  chance,
  type Form,
  rawScope,
  releaseOf,
} from './consultation.ts';

/** Ages, sex, circumstances, a dozen questions of two to six options, one of several answers; 34 provinces. */
const ASKED: readonly Asked[] = [
  { name: '@age', ids: ['7-8', '9-10', '11-13', '14-15'], always: true },
  { name: '@channel', ids: ['web', 'telegram', 'zalo', 'zalo-oa'], always: true },
  { name: 'sex', ids: ['f', 'm', 'x'] },
  { name: 'circumstances', ids: ['yes', 'no'], sensitive: true },
  { name: 'tags', ids: ['t1', 't2', 't3', 't4', 't5', 't6'], several: true },
  ...[2, 2, 2, 3, 3, 4, 4, 5, 5, 5, 6, 6].map((options, at) => ({
    name: `q${at}`,
    ids: Array.from({ length: options }, (_, option) => `o${option}`),
  })),
];

const PROVINCES = Array.from({ length: 34 }, (_, at) => String(at + 10));
const FORM: Form = {
  asked: ASKED,
  places: Object.fromEntries(PROVINCES.map((code) => [code, [`${code}001`]])),
};

/** Options of falling weight, one in twelve skipped, provinces of uneven size. */
function answer(size: number): Children {
  const random = chance(size);
  const pick = (many: number): number => Math.floor(many * random() ** 1.6);
  return Array.from({ length: size }, () => {
    const answers: Record<string, readonly string[]> = {};
    for (const { name, ids, several, always } of ASKED) {
      if (always !== true && random() < 1 / 12) continue;
      const first = ids[pick(ids.length)] ?? '';
      const second = ids[pick(ids.length)] ?? '';
      answers[name] = several === true && first !== second ? [first, second] : [first];
    }
    const commune = `${PROVINCES[pick(PROVINCES.length)] ?? ''}001`;
    return { kind: { commune, answers: answers satisfies Answers }, count: 1 };
  });
}

const SIZES = process.env.ATTACK_SIZES?.split(',').map(Number) ?? [60, 240, 2000];

test('most cells of a consultation of hundreds are shown, and of its larger places', () => {
  const rows = SIZES.map((size) => {
    const children = answer(size);
    const line = releaseOf(FORM, children, { minCell: 5, earlier: [] });
    const by = { minCell: 5, release: 1, day: '2026-12-01' };
    const began = performance.now();
    const raw = rawScope(FORM, children, 'VN');
    const counted = performance.now();
    const nation = publishTables(raw, { ...by, line, earlier: [] });
    const spent = performance.now() - counted;
    const places = PROVINCES.map((code) => {
      const own = rawScope(FORM, children, code);
      return publishTables(own, { ...by, line: null, earlier: nation });
    });
    const split = nation.filter(({ columns }) => columns === '@place');
    return {
      responses: size,
      'one variable': shareShown(nation.filter(({ columns }) => columns === null)),
      crossed: shareShown(nation.filter(({ columns }) => columns !== null && columns !== '@place')),
      'by province': shareShown(split),
      'provinces shown': places.filter((tables) => tables.length > 0).length,
      'crossed in those': shareShown(
        places.flat().filter(({ columns }) => columns !== null && columns !== '@place'),
      ),
      'ms nation': Math.round(spent),
      'ms counting': Math.round(counted - began),
    };
  });
  console.table(rows);
  expect(rows.find(({ responses }) => responses === 2000)?.crossed).toBeGreaterThan(90);
  expect(rows.find(({ responses }) => responses === 240)?.crossed).toBeGreaterThan(60);
  expect(rows.find(({ responses }) => responses === 60)?.['one variable']).toBeGreaterThan(50);
});

/** Cells that show a figure, in percent of those that are not zero in any case. */
function shareShown(tables: readonly PublishedTable[]): number | null {
  const cells = tables.flatMap(({ counts }) => counts.flat());
  if (cells.length === 0) return null;
  return Math.round((100 * cells.filter((count) => count !== null).length) / cells.length);
}
