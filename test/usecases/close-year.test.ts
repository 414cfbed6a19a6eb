/** Years are closed only as they were looked at, only once entered in the log, and forecasts use closed years alone. */

import { expect, test } from 'vitest';
import { buildGazetteer } from '../../src/core/gazetteer.ts';
import type { Denominator } from '../../src/core/indicators/indicator-row.ts';
import { NATION } from '../../src/core/locality.ts';
import type { AuditLog } from '../../src/ports/audit-log.ts';
import type { IndicatorStore, PlaceYear } from '../../src/ports/indicator-store.ts';
import { type ClosingServices, closeYear } from '../../src/usecases/close-year.ts';
import { countYear, watchIndicators } from '../../src/usecases/watch-indicators.ts';

const NOW = new Date('2030-02-01T00:00:00Z');
const gazetteer = buildGazetteer([
  { code: '01', level: 'province', kind: 'tinh', name: 'Một', parentCode: NATION },
]);
const denominator: Denominator = {
  ...{
    kind: 'denominator',
    place: NATION,
    former: null,
    ages: { from: 7, to: 15 },
    sex: null,
    children: 1000,
  },
  ...{ asOf: '2026-01-01', from: 2026, until: null, source: 'S' },
};
const unused = () => Promise.reject(new Error('not asked for'));

/** A store of one place with 100 children a year more, of which the first `closed` years are closed. */
function world({ closed = 0, children = 40, audit = [] as string[] } = {}) {
  const frozen: number[] = [];
  const years = [2026, 2027, 2028, 2029].map(
    (year, at): PlaceYear => ({
      ...{ year, isClosed: at < closed, figures: { '22:children': 100 * (at + 1) } },
      rows: at < closed ? [denominator] : [],
    }),
  );
  const store: IndicatorStore = {
    counts: async () => ({
      lines: { '22:children': { '01': children }, 'turns:chat': { '01': children } },
      minCell: 0,
    }),
    latest: async () => null,
    keep: async () => 'kept',
    placeYears: async () => years,
    rows: async () => [{ id: 'r', content: denominator, withdrawn: false, revision: 1 }],
    ...{ row: unused, changes: unused, bring: unused, change: unused },
    formerProvinces: async () => [],
    hashOf: ({ figures }) => JSON.stringify(figures.lines),
    closedYears: async () => [],
    closed: async () => null,
    close: async ({ figures }) => {
      frozen.push(figures.year);
      return 'closed';
    },
  };
  const log: AuditLog = {
    append: async ({ deed, subject, facts }) => {
      if (audit[0] === 'broken') throw new Error('the log cannot be written');
      audit.push(`${deed} ${subject} ${facts['hash']}`);
      return { number: 1, hash: '' };
    },
  };
  const services: ClosingServices = {
    ...{ store, gazetteer, minCell: 5, audit: log },
    tallies: {
      corrections: async () => [
        { what: 'withdrawn', reason: 'Ghi hai lần', at: NOW, place: '01', heldOn: '2029-05-01' },
        { what: 'corrected', reason: 'Nơi khác', at: NOW, place: '02', heldOn: '2029-05-01' },
      ],
      offChatCounts: async () => [
        { place: '01', ageBand: '7-8', sex: 'girl', consultationId: null, children: 12 },
        { place: '01', ageBand: '7-8', sex: 'girl', consultationId: 'both', children: 20 },
        { place: '01', ageBand: '14-15', sex: 'boy', consultationId: 'both', children: 30 },
      ],
    },
    consultations: { byId: async (id) => ({ flowHash: id }) as never, list: async () => [] },
    flows: {
      load: async () => ({ indicators: [22, 24] }) as never,
      get: () => undefined as never,
      ensure: unused,
    },
    sealing: { waiting: async () => [] },
    clock: { now: () => NOW },
    random: { fraction: () => 0 } as never,
  };
  return { services, frozen, audit };
}

test('off the chat children count for 22, and for 24 from eleven where their consultation does', async () => {
  const { lines } = await countYear(world().services, 2029);
  expect(lines).toEqual({
    '22:children': { '01': 40 },
    '22:off-chat': { '01': 62 },
    '24:off-chat': { '01': 30 },
    'turns:chat': { '01': 40 },
    'turns:off-chat': { '01': 62 },
  });
});

test('a year is closed as it was seen, after it was entered with its hash', async () => {
  const { services, frozen, audit } = world();
  const { preview, close } = closeYear(services);
  const seen = await preview(2029);
  expect(seen?.open.withoutDenominator).toEqual({ '22': 1, '23': 1, '24': 1 });
  const order = { year: 2029, hash: seen?.hash ?? '', words: 'CHỐT 2029' };
  expect(await close({ ...order, words: 'CHỐT 2028' }, { id: 'lan', name: 'Lan' })).toEqual({
    kind: 'words',
  });
  expect(await close({ ...order, hash: 'other' }, { id: 'lan', name: 'Lan' })).toMatchObject({
    kind: 'changed',
  });
  expect([frozen, audit]).toEqual([[], []]);
  expect(await close(order, { id: 'lan', name: 'Lan' })).toMatchObject({
    kind: 'closed',
    year: { year: 2029 },
  });
  expect([frozen, audit]).toEqual([[2029], [`indicators.close year:2029 ${seen?.hash}`]]);
});

test('a year that is not over cannot be closed, nor one that the log cannot take', async () => {
  const { services, frozen } = world({ audit: ['broken'] });
  const { preview, close } = closeYear(services);
  expect([await preview(2030), await preview(2031), await preview(20.5)]).toEqual([null, null, null]);
  const order = { year: 2030, hash: 'x', words: 'CHỐT 2030' };
  expect(await close(order, { id: 'lan', name: 'Lan' })).toEqual({ kind: 'not-over' });
  const hash = (await preview(2029))?.hash ?? '';
  await expect(close({ year: 2029, hash, words: 'CHỐT 2029' }, { id: 'lan', name: 'Lan' })).rejects.toThrow();
  expect(frozen).toEqual([]);
});

test('the trend shows every year, the forecast rests on closed ones alone', async () => {
  const boardOf = async (closed: number) => watchIndicators(world({ closed }).services).board(NATION, 2029);
  const three = await boardOf(3);
  expect(three?.trends['22'].map(({ share }) => share)).toEqual([10, 20, 30, 40]);
  expect(three?.forecasts['22']).toMatchObject({
    kind: 'line',
    share: 50,
    slope: 10,
    first: 2026,
    last: 2028,
  });
  expect(three?.forecasts['23']).toEqual({ kind: 'too-few', years: 0 });
  expect((await boardOf(2))?.forecasts['22']).toEqual({ kind: 'too-few', years: 2 });
});

test('figures told after a year are the same for who looks again', async () => {
  const { board } = watchIndicators(world({ children: 40 }).services);
  const first = await board(NATION, 2029);
  expect(first?.standings[0]?.counted).toEqual({ children: 40, browser: null, 'off-chat': 60 });
  expect(first).toMatchObject({ status: 'over', turns: { chat: 40, offChat: 60, goal: null } });
});

test('a figure that fell is shown with what was told before, and with the tallies of the place that were changed', async () => {
  const { services } = world();
  const latest = async () => ({
    ...{ turns: 40 },
    figures: {
      ...{ year: 2030, day: '2030-02-01', minCell: 5, lines: { '22:off-chat': { '01': 20 } } },
      corrected: { '22:off-chat': { '01': { from: 40, day: '2030-01-20' } } },
    },
  });
  const { board } = watchIndicators({ ...services, store: { ...services.store, latest } });
  const there = await board('01', 2030);
  expect(there?.standings[0]?.corrected).toEqual({ 'off-chat': { from: 40, day: '2030-01-20' } });
  expect(there?.corrections.map(({ reason }) => reason)).toEqual(['Ghi hai lần']);
  expect((await board(NATION, 2030))?.corrections).toEqual([]);
});

test('whoever looks at figures of an earlier day need not wait for new ones to be counted', async () => {
  const { services } = world();
  let count = (): void => {};
  const counting = new Promise<void>((resolve) => {
    count = resolve;
  });
  const kept: string[] = [];
  const last = {
    figures: { year: 2030, day: '2030-01-31', minCell: 5, lines: { '22:children': { '01': 5 } } },
    turns: 0,
  };
  const store: IndicatorStore = {
    ...services.store,
    latest: async () => last,
    counts: async (year) => {
      await counting;
      return services.store.counts(year);
    },
    keep: async ({ figures }) => {
      kept.push(figures.day);
      return 'kept';
    },
  };
  const { board } = watchIndicators({ ...services, store });
  expect((await board('01', 2030))?.day).toBe('2030-01-31');
  count();
  await expect.poll(() => kept).toEqual(['2030-02-01']);
});
