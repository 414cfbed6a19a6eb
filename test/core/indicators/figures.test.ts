/** Figures of a year tell floors only, and nothing adds up to a child. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGazetteer } from '../../../src/core/gazetteer.ts';
import {
  areFiguresDue,
  cutFigures,
  type FigureRules,
  type YearCounts,
} from '../../../src/core/indicators/figures.ts';
import { type Locality, NATION } from '../../../src/core/locality.ts';

const commune = (code: string, parentCode: string): Locality => ({
  ...{ code, level: 'commune', kind: 'xa', name: code, parentCode },
});
const province = (code: string): Locality => ({
  ...{ code, level: 'province', kind: 'tinh', name: code, parentCode: NATION },
});
const gazetteer = buildGazetteer([
  ...['01', '02', '03'].map(province),
  ...['00001', '00002', '00003', '00004'].map((code) => commune(code, '01')),
  commune('00005', '02'),
]);

const COMMUNES = ['00001', '00002', '00003', '00004'];
const PLACES = ['', '01', '02', '03', ...COMMUNES, '00005'];

const rules = (changes: Partial<FigureRules> = {}): FigureRules => ({
  ...{ year: 2026, day: '2026-12-31', minCell: 5, gazetteer, fraction: null },
  ...changes,
});

const of = (places: Readonly<Record<string, number>>, minCell = 0): YearCounts => ({
  lines: { '22:children': places },
  minCell,
});

const places = fc.record(
  Object.fromEntries(PLACES.map((place) => [place, fc.oneof(fc.nat(30), fc.nat(2000))])),
) as fc.Arbitrary<Record<string, number>>;
const sum = (counts: Readonly<Record<string, number>>, among: readonly string[]): number =>
  among.reduce((all, place) => all + (counts[place] ?? 0), 0);

const truth = (counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> => ({
  ...counts,
  [NATION]: sum(counts, PLACES),
  '01': sum(counts, ['01', ...COMMUNES]),
  '02': sum(counts, ['02', '00005']),
});

const toldOf = (counts: Readonly<Record<string, number>>, line: string, minCell = 5) =>
  cutFigures({ lines: { [line]: counts }, minCell }, null, rules()).lines[line as '22:children'] ?? {};

type Walk = { readonly line: string; readonly minCell: number; readonly steps: number };

/**
 * Walks through counts that give the same figures. Of turns the total stays, as releases tell it.
 *
 * @param mayGo which of two counts that follow on each other is gone to
 * @param visit told of every one
 */
function walk(
  counts: Readonly<Record<string, number>>,
  { line, minCell, steps }: Walk,
  {
    mayGo,
    visit,
  }: {
    readonly mayGo: (from: Readonly<Record<string, number>>, to: Readonly<Record<string, number>>) => boolean;
    readonly visit: (counts: Readonly<Record<string, number>>) => void;
  },
): void {
  const seen = JSON.stringify(toldOf(counts, line, minCell));
  let at: Record<string, number> = { ...counts };
  let seed = 7;
  const draw = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let step = 0; step < steps; step += 1) {
    const [one = '', other = ''] = [PLACES[draw(PLACES.length)], PLACES[draw(PLACES.length)]];
    const move = draw(4) + 1;
    const next: Record<string, number> = { ...at };
    next[one] = (next[one] ?? 0) + move;
    if (line === 'turns:chat' || draw(3) > 0) next[other] = (next[other] ?? 0) - move;
    else if (draw(2) > 0) next[one] = (next[one] ?? 0) - 2 * move;
    if (Math.min(...Object.values(next)) < 0 || !mayGo(at, next)) continue;
    if (JSON.stringify(toldOf(next, line, minCell)) !== seen) continue;
    at = next;
    visit(at);
  }
}

/** How far apart the values of each count lie that give the same figures: as far as walks find out. */
function spreadsOf(counts: Readonly<Record<string, number>>, line: string, minCell: number) {
  const of = (from: Readonly<Record<string, number>>, place: string): number => from[place] ?? 0;
  const bounds = PLACES.map((place) => ({ place, least: of(counts, place), most: of(counts, place) }));
  const visit = (at: Readonly<Record<string, number>>): void => {
    for (const bound of bounds) {
      bound.least = Math.min(bound.least, of(at, bound.place));
      bound.most = Math.max(bound.most, of(at, bound.place));
    }
  };
  walk(counts, { line, minCell, steps: 1000 }, { mayGo: () => true, visit });
  for (const bound of bounds) {
    const { place } = bound;
    for (const way of [1, -1]) {
      if (bound.most - bound.least >= 3) break;
      const mayGo = (from: Readonly<Record<string, number>>, to: Readonly<Record<string, number>>): boolean =>
        way * (of(to, place) - of(from, place)) >= 0;
      walk(counts, { line, minCell, steps: 6000 }, { mayGo, visit });
    }
  }
  return bounds.map(({ place, least, most }) => ({ place, spread: most - least }));
}

describe('the figures of a year', () => {
  it('are at most the count, in whole steps of k, and of ten at least in communes', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 4, max: 20 }), (counts, minCell) => {
        const told = cutFigures(of(counts), null, rules({ minCell })).lines['22:children'] ?? {};
        for (const [place, floor] of Object.entries(told)) {
          expect(floor).toBeLessThanOrEqual(truth(counts)[place] ?? 0);
          if (place.length === 5) expect(floor).toBeGreaterThanOrEqual(Math.max(10, minCell));
          expect(floor % minCell).toBe(0);
        }
      }),
    );
  });

  it('never add up below to more than is told above; of turns, whose total releases tell, something is left', () => {
    fc.assert(
      fc.property(places, fc.constantFrom('22:children', 'turns:chat'), (counts, line) => {
        const told = toldOf(counts, line);
        const slack = line === 'turns:chat' ? 3 : 0;
        const provinces = sum(told, ['01', '02', '03']);
        if (provinces > 0) expect(provinces).toBeLessThanOrEqual((told[NATION] ?? 0) - slack);
        const communes = sum(told, COMMUNES);
        if (communes > 0) expect(communes).toBeLessThanOrEqual((told['01'] ?? 0) - slack);
      }),
    );
  });

  it('leave each count four values at least to whoever knows all of them, the procedure, and the total of turns', () => {
    const few = fc.record(
      Object.fromEntries(PLACES.map((place) => [place, fc.oneof(fc.constant(0), fc.nat(40))])),
    ) as fc.Arbitrary<Record<string, number>>;
    fc.assert(
      fc.property(
        few,
        fc.constantFrom('22:children', 'turns:chat'),
        fc.constantFrom(5, 7, 12),
        (counts, line, k) => {
          const isNothing = line === 'turns:chat' && sum(counts, PLACES) < 4;
          if (isNothing) return;
          for (const { place, spread } of spreadsOf(counts, line, k)) {
            expect(spread, place).toBeGreaterThanOrEqual(3);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('say the same of counts that differ by one child, but where a step is reached', () => {
    const told = (children: number) => cutFigures(of({ '03': children }), null, rules()).lines['22:children'];
    expect([20, 21, 22, 23].map(told)).toEqual(Array(4).fill(told(20)));
    expect(told(4)).toBeUndefined();
  });

  it('rise only, but for what a correction made untrue', () => {
    const first = cutFigures(of({ '03': 104 }), null, rules());
    const later = cutFigures(of({ '03': 104 }), first, rules({ fraction: () => 0.99 }));
    expect(later.lines['22:children']).toEqual(first.lines['22:children']);
    const corrected = cutFigures(of({ '03': 41 }), first, rules());
    expect(corrected.lines['22:children']).toEqual({ [NATION]: 40, '03': 40 });
  });

  it('never fall in silence: what was told stays written until it is told again', () => {
    const first = cutFigures(of({ '02': 30, '03': 104 }), null, rules({ day: '2026-03-01' }));
    expect(first).not.toHaveProperty('corrected');
    const fallen = cutFigures(of({ '02': 30, '03': 41 }), first, rules({ day: '2026-04-01' }));
    const from = { [NATION]: { from: 130, day: '2026-04-01' }, '03': { from: 100, day: '2026-04-01' } };
    expect(fallen.corrected).toEqual({ '22:children': from });
    // Another release of the same changes nothing, a second fall keeps the highest, a place that is gone stays named.
    const same = cutFigures(of({ '02': 30, '03': 44 }), fallen, rules({ day: '2026-05-01' }));
    expect(same.corrected).toEqual(fallen.corrected);
    const gone = cutFigures(of({ '02': 30 }), same, rules({ day: '2026-06-01' }));
    expect(gone.corrected?.['22:children']?.['03']).toEqual({ from: 100, day: '2026-06-01' });
    const risen = cutFigures(of({ '02': 30, '03': 120 }), gone, rules({ day: '2026-07-01' }));
    expect(risen).not.toHaveProperty('corrected');
  });

  it('keep to the largest threshold that children were told', () => {
    expect(cutFigures(of({ '03': 29 }, 20), null, rules())).toMatchObject({
      minCell: 20,
      lines: { '22:children': { [NATION]: 20, '03': 20 } },
    });
  });

  it('are due once turns moved by a step, and once a day at most', () => {
    const turns = (count: number): YearCounts => ({ lines: { 'turns:chat': { '01': count } }, minCell: 0 });
    expect(areFiguresDue(null, turns(4), rules())).toBe(false);
    expect(areFiguresDue(null, turns(5), rules())).toBe(true);
    const kept = { figures: cutFigures(turns(5), null, rules({ day: '2026-12-30' })), turns: 5 };
    expect(areFiguresDue(kept, turns(9), rules())).toBe(false);
    expect(areFiguresDue(kept, turns(10), rules())).toBe(true);
    expect(areFiguresDue(kept, turns(10), rules({ day: '2026-12-30' }))).toBe(false);
  });
});
