/** What indicators may rely on. */

import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { FrozenYear } from '../../src/core/indicators/closed-year.ts';
import type { YearFigures } from '../../src/core/indicators/figures.ts';
import type { Denominator, IndicatorContent } from '../../src/core/indicators/indicator-row.ts';
import type { TriedStore } from './engines.ts';
import { aBatch, aLedgerRow, aResponse, later, launchOne, NOW } from './made-up.ts';

const LAN = { byId: 'lan', by: 'Nguyễn Thị Lan', at: NOW };
const BINH = { byId: 'binh', by: 'Trần Văn Bình', at: later(60) };

/** A year that no other test uses. */
let nextYear = 2060;

function denominator(changes: Partial<Denominator> = {}): Denominator {
  return {
    ...{
      kind: 'denominator',
      place: '79',
      former: null,
      ages: { from: 7, to: 15 },
      sex: null,
      children: 1000,
    },
    ...{ asOf: '2025-12-31', from: 2026, until: null, source: 'Niên giám “2025”; \u0000 <script>' },
    ...changes,
  };
}

export function indicatorContract(tried: () => TriedStore): void {
  const indicators = () => tried().store.indicators;
  const enter = (content: IndicatorContent, id = randomUUID(), hand = LAN) =>
    indicators().bring({ ...hand, what: 'entered', reason: '', rows: [{ id, content }] });

  it('takes rows in, each in the place of the one that spoke of the same thing, with the history of both', async () => {
    nextYear += 1;
    const id = randomUUID();
    const first = denominator({ from: nextYear });
    expect(await enter(first, id)).toEqual({ added: 1, changed: 0, same: 0 });
    expect(await enter(first)).toEqual({ added: 0, changed: 0, same: 1 });
    const rows = [
      { id: randomUUID(), content: { ...first, children: 1200 } },
      { id: randomUUID(), content: { ...first, ages: { from: 11, to: 15 } } },
    ];
    const imported = { ...BINH, what: 'imported', reason: 'so.csv', rows } as const;
    expect(await indicators().bring(imported)).toEqual({ added: 1, changed: 1, same: 0 });
    expect(await indicators().row(id)).toMatchObject({
      content: { children: 1200 },
      revision: 2,
      withdrawn: false,
    });
    expect(await indicators().changes(id)).toMatchObject([
      {
        revision: 1,
        what: 'entered',
        by: LAN.by,
        at: LAN.at,
        content: { children: 1000, source: 'Niên giám “2025”; \ufffd <script>' },
      },
      { revision: 2, what: 'imported', by: BINH.by, reason: 'so.csv', content: { children: 1200 } },
    ]);
  });

  it('takes all rows of a file or none', async () => {
    nextYear += 1;
    const good = denominator({ from: nextYear });
    const rows = [
      { id: randomUUID(), content: good },
      { id: randomUUID(), content: { ...good, place: '01', source: '' } },
    ];
    const before = (await indicators().rows()).length;
    await expect(indicators().bring({ ...LAN, what: 'imported', reason: 'x', rows })).rejects.toThrow();
    expect((await indicators().rows()).length).toBe(before);
  });

  it('lets nobody overwrite another, and no two rows speak of the same thing', async () => {
    nextYear += 1;
    const id = randomUUID();
    const content = denominator({ from: nextYear });
    await enter(content, id);
    const change = {
      id,
      seen: 1,
      what: 'corrected',
      reason: 'Sai',
      content: { ...content, children: 5 },
      ...BINH,
    } as const;
    const both = await Promise.all([indicators().change(change), indicators().change(change)]);
    expect(both.sort()).toEqual(['changed', 'outdated']);
    expect(await indicators().change({ ...change, id: randomUUID() })).toBe('absent');
    expect(await indicators().change({ ...change, seen: 2, what: 'withdrawn' })).toBe('changed');
    await enter(content);
    expect(await indicators().change({ ...change, seen: 3, what: 'restored' })).toBe('twin');
    expect(await indicators().row(id)).toMatchObject({ withdrawn: true, revision: 3 });
    expect(await indicators().row('nothing')).toBeNull();
    expect(await indicators().changes('nothing')).toEqual([]);
  });

  it('counts distinct children by indicator and basis, and turns without the made-up ones', async () => {
    nextYear += 1;
    const year = nextYear;
    const consultation = await launchOne(tried().store, { minCell: 7 });
    const ledger = [
      aLedgerRow({ year, place: '79', indicators: [22, 24] }),
      aLedgerRow({ year, place: '79', basis: 'one-time-code', indicators: [22], sex: 'girl' }),
      aLedgerRow({ year, place: null, basis: 'browser', indicators: [22, 23] }),
      aLedgerRow({ year: year + 1, place: '79' }),
    ];
    const responses = [
      aResponse(consultation, { place: '79' }),
      aResponse(consultation, { place: null }),
      aResponse(consultation, { place: '79', simulated: true }),
    ];
    await tried().store.sealing.seal(aBatch(consultation, { ledger, responses, day: `${year}-03-01` }));
    expect(await indicators().counts(year)).toEqual({
      lines: {
        '22:children': { '79': 2 },
        '24:children': { '79': 1 },
        '22:browser': { '': 1 },
        '23:browser': { '': 1 },
        'turns:chat': { '79': 1, '': 1 },
      },
      minCell: 7,
    });
    expect(await indicators().counts(year + 1)).toMatchObject({
      lines: { '22:children': { '79': 1 } },
      minCell: 0,
    });
  });

  it('keeps figures once a day, and gives one place of each year', async () => {
    nextYear += 1;
    const year = nextYear;
    const figures: YearFigures = {
      ...{ year, day: `${year}-02-01`, minCell: 5 },
      lines: { '22:children': { VN: 40, '79': 35 }, 'turns:chat': { VN: 50 } },
    };
    expect(await indicators().latest(year)).toBeNull();
    expect(await indicators().keep({ figures, turns: 52 })).toBe('kept');
    expect(await indicators().keep({ figures, turns: 99 })).toBe('conflict');
    const next = { ...figures, day: `${year}-02-02`, lines: { '22:children': { VN: 45, '79': 40 } } };
    await indicators().keep({ figures: next, turns: 60 });
    expect(await indicators().latest(year)).toEqual({ figures: next, turns: 60 });
    const ofYear = async (place: string) =>
      (await indicators().placeYears(place)).find((one) => one.year === year);
    expect(await ofYear('79')).toEqual({ year, isClosed: false, figures: { '22:children': 40 }, rows: [] });
    expect(await ofYear('01')).toMatchObject({ figures: {} });
    const erase = () => tried().database.query('DELETE FROM indicator_cuts');
    await expect(erase()).rejects.toThrow();
  });

  it('closes a year once, with its hash, and destroys its key for good', async () => {
    nextYear += 1;
    const year = nextYear;
    const { sealing } = tried().store;
    expect(await sealing.yearlyKey(year)).toHaveLength(32);
    const frozen: FrozenYear = {
      figures: {
        ...{ year, day: `${year}-12-31`, minCell: 5 },
        lines: { '22:children': { VN: 40, '79': 35 } },
      },
      rows: [
        denominator({ source: 'Niên giám', children: 12.5 * 80 }),
        denominator({ place: '01', source: 'S' }),
      ],
    };
    const hash = indicators().hashOf(frozen);
    const closing = { ...frozen, hash, ...LAN };
    const outcomes = await Promise.all([indicators().close(closing), indicators().close(closing)]);
    expect(outcomes.sort()).toEqual(['closed', 'closed-before']);
    expect(await sealing.yearlyKey(year)).toBeNull();
    const closed = await indicators().closed(year);
    expect(closed).toMatchObject({ year, by: LAN.by, at: LAN.at, hash });
    // What was stored still has the hash that was entered in the log.
    expect(closed === null ? '' : indicators().hashOf(closed)).toBe(hash);
    expect((await indicators().closedYears()).map((one) => one.year)).toContain(year);
    expect(await indicators().keep({ figures: frozen.figures, turns: 1 })).toBe('conflict');
    const ofYear = (await indicators().placeYears('79')).find((one) => one.year === year);
    expect(ofYear).toMatchObject({ isClosed: true, figures: { '22:children': 35 }, rows: [{ place: '79' }] });
    await expect(tried().database.query('UPDATE closed_years SET hash = hash')).rejects.toThrow();
  });

  it('closes a year that never had a key, so that none is made later', async () => {
    nextYear += 1;
    const figures: YearFigures = { year: nextYear, day: `${nextYear}-12-31`, minCell: 5, lines: {} };
    const hash = indicators().hashOf({ figures, rows: [] });
    expect(await indicators().close({ figures, rows: [], hash, ...LAN })).toBe('closed');
    expect(await tried().store.sealing.yearlyKey(nextYear)).toBeNull();
  });

  it('knows the 63 former provinces, the same code at most once', async () => {
    const former = await indicators().formerProvinces();
    expect([former.length, new Set(former.map(({ code }) => code)).size]).toEqual([63, 63]);
    expect(former.find(({ code }) => code === '44')).toEqual({
      code: '44',
      name: 'Quảng Bình',
      newCode: '44',
    });
  });
}
