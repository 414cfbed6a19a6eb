/** What the release use case may rely on. */

import { expect, it } from 'vitest';
import { AGE_BANDS } from '../../src/core/age-band.ts';
import type { Answers } from '../../src/core/answer.ts';
import type { Consultation } from '../../src/core/consultation.ts';
import { openTallySheet } from '../../src/core/release/count-responses.ts';
import { readLines, readRawScope } from '../../src/core/release/read-tallies.ts';
import type { Release } from '../../src/core/release/release.ts';
import type { PublishedTable } from '../../src/core/release/table.ts';
import type { PlaceTallies } from '../../src/ports/release-store.ts';
import { countStored } from '../../src/storage/recount-responses.ts';
import type { TriedStore } from './engines.ts';
import { aBatch, aResponse, LAYOUT, launchOne, madeUpProvinceOf } from './made-up.ts';

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

/** What one question came to at a place. */
function lineAt(tallies: readonly PlaceTallies[] | null, scope: string, question: string) {
  const counts = tallies?.find((one) => one.scope === scope)?.counts ?? new Int32Array(0);
  const line = readLines(LAYOUT, counts).find(({ variable }) => variable.name === question);
  return { cells: line?.cells, answered: line?.answered, skipped: line?.skipped };
}

const SAID: Answers[] = [
  { one: 'a', many: ['a', 'b'], best: ['b', 'a', 'c'], hours: 3 },
  { one: 'a', many: ['b'], best: ['b', 'c', 'a'], hours: 3.5 },
  { one: 'b', many: null, best: ['c', 'a', 'b'] },
  { one: null },
];

function aTable(changes: Partial<PublishedTable> = {}): PublishedTable {
  return {
    ...{ scope: 'VN', rows: 'one', columns: null, release: 1, day: '2026-11-23', minCell: 5, base: 5 },
    ...{ responses: 10, rowIds: ['a'], columnIds: [''], counts: [[10]], answered: [10] },
    ...changes,
  };
}

export function releaseContract(tried: () => TriedStore): void {
  it('tallies what was said, batch by batch, for the nation, the province and the commune', async () => {
    const { store } = tried();
    const [consultation, other] = [await launchOne(store), await launchOne(store)];
    const responses = SAID.map((answers, index) =>
      aResponse(consultation, {
        answers,
        disposition: index === 3 ? 'partial' : 'complete',
        simulated: index === 0,
        place: index === 2 ? null : '79001',
      }),
    );
    await store.sealing.seal(aBatch(consultation, { responses: responses.slice(0, 2) }));
    await store.sealing.seal(aBatch(other, { responses: [aResponse(other)] }));
    await store.sealing.seal(aBatch(consultation, { responses: responses.slice(2) }));
    const tallies = await store.releases.tallies(consultation.id);
    expect(
      tallies?.map(({ scope, responses: all, cutAt, counts }) => [scope, all, cutAt, counts.length]),
    ).toEqual(
      expect.arrayContaining([
        ['VN', 4, 0, LAYOUT.wide],
        ['79', 3, 0, LAYOUT.wide],
        ['79001', 3, 0, LAYOUT.narrow],
      ]),
    );
    expect(lineAt(tallies, 'VN', 'one')).toEqual({ cells: [2, 1, 0], answered: 3, skipped: 1 });
    expect(lineAt(tallies, '79', 'one')).toEqual({ cells: [2, 0, 0], answered: 2, skipped: 1 });
    expect(lineAt(tallies, '79001', 'many')).toEqual({ cells: [1, 2, 0], answered: 2, skipped: 0 });
    expect(lineAt(tallies, 'VN', 'many')).toEqual({ cells: [1, 2, 0], answered: 2, skipped: 1 });
    expect(lineAt(tallies, 'VN', 'best')).toEqual({ cells: [0, 2, 1], answered: 3, skipped: 0 });
    expect(lineAt(tallies, 'VN', 'hours').answered).toBe(2);
  });

  it('has the tallies that counting everything anew would give', async () => {
    const { store, database } = tried();
    const consultation = await launchOne(store);
    const dice = diceOf(7);
    for (let batch = 0; batch < 6; batch += 1) {
      const responses = Array.from({ length: 1 + dice(20) }, () => aRandomResponse(consultation, dice));
      await store.sealing.seal(aBatch(consultation, { responses }));
    }
    const sheet = openTallySheet(LAYOUT, madeUpProvinceOf);
    await database.transaction((transaction) => countStored(transaction, consultation.id, sheet));
    const anew = sheet.additions().map(({ scope, length, responses, at, more }) => {
      const counts = new Int32Array(length);
      for (const [index, place] of at.entries()) counts[place] = more[index] ?? 0;
      return { scope, responses, cutAt: 0, counts };
    });
    const kept = (await store.releases.tallies(consultation.id)) ?? [];
    const grouped = await database.query<{ one: string; many: string; children: number }>(
      `SELECT o.options[1] AS one, m.option AS many, count(*)::int AS children FROM responses r
       JOIN answers o ON o.response_id = r.id AND o.question = 'one' AND NOT o.skipped
       JOIN LATERAL (SELECT unnest(options) AS option FROM answers WHERE response_id = r.id AND question = 'many') m ON true
       WHERE consultation_id = $1::uuid AND left(place, 2) = '79' GROUP BY 1, 2`,
      [consultation.id],
    );
    const province = kept.find(({ scope }) => scope === '79') ?? { scope: '79', counts: new Int32Array(0) };
    const cross = readRawScope(LAYOUT, province, []).tables.find(
      ({ rows, columns }) => rows.name === 'one' && columns?.name === 'many',
    );
    for (const { one, many, children } of grouped) {
      const [row, column] = [cross?.rows.ids.indexOf(one) ?? -1, cross?.columns?.ids.indexOf(many) ?? -1];
      expect(cross?.counts[row]?.[column]).toBe(children);
    }
    expect(cross?.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(
      grouped.reduce((sum, { children }) => sum + children, 0),
    );
    expect([...kept].sort(byScope)).toEqual([...anew].sort(byScope));
  });

  it('counts anew what was sealed before there were tallies', async () => {
    const { store, database } = tried();
    const consultation = await launchOne(store);
    await store.sealing.seal(
      aBatch(consultation, { responses: [aResponse(consultation), aResponse(consultation)], tallies: [] }),
    );
    await database.query(
      `INSERT INTO raw_counts (consultation_id, scope, responses, cut_at, counts) VALUES ($1::uuid, 'VN', 0, 0, NULL)`,
      [consultation.id],
    );
    await store.sealing.seal(aBatch(consultation, { responses: [aResponse(consultation)] }));
    expect(await store.releases.tallies(consultation.id)).toBeNull();
    for (let again = 0; again < 2; again += 1) {
      await store.releases.recount(consultation.id, openTallySheet(LAYOUT, madeUpProvinceOf));
      const tallies = await store.releases.tallies(consultation.id);
      expect(lineAt(tallies, 'VN', 'one')).toEqual({ cells: [3, 0, 0], answered: 3, skipped: 0 });
      expect(tallies?.map(({ scope, responses }) => [scope, responses]).sort()).toEqual([
        ['79', 3],
        ['VN', 3],
      ]);
    }
    await store.sealing.seal(aBatch(consultation, { responses: [aResponse(consultation)] }));
    expect(lineAt(await store.releases.tallies(consultation.id), '79', 'one').cells).toEqual([4, 0, 0]);
  });

  it('adds batches that are sealed at the same moment, one after the other', async () => {
    const { store } = tried();
    const consultation = await launchOne(store);
    const places = ['79001', '01001', '48001', null];
    await Promise.all(
      Array.from({ length: 8 }, (_, batch) =>
        store.sealing.seal(
          aBatch(consultation, {
            responses: Array.from({ length: 5 }, (_, at) =>
              aResponse(consultation, { place: places[(batch + at) % places.length] ?? null }),
            ),
          }),
        ),
      ),
    );
    const tallies = await store.releases.tallies(consultation.id);
    expect(lineAt(tallies, 'VN', 'one').cells).toEqual([40, 0, 0]);
    expect(lineAt(tallies, '79', 'one').cells).toEqual([10, 0, 0]);
  });

  it('keeps no tallies of a batch that was not sealed', async () => {
    const { store } = tried();
    const consultation = await launchOne(store);
    const sessions = [{ id: consultation.id, version: 1 }];
    const responses = [aResponse(consultation)];
    expect(await store.sealing.seal(aBatch(consultation, { sessions, responses }))).toBe('conflict');
    expect(await store.releases.tallies(consultation.id)).toEqual([]);
  });

  it('tallies nothing where nothing was said', async () => {
    const { id } = await launchOne(tried().store);
    expect(await tried().store.releases.tallies(id)).toEqual([]);
  });

  it('publishes tables with a release, all or nothing, and gives the newest of each', async () => {
    const { store } = tried();
    const consultation = await launchOne(store);
    const { id } = consultation;
    const responses = Array.from({ length: 3 }, () => aResponse(consultation));
    await store.sealing.seal(aBatch(consultation, { responses }));
    const first = [
      aTable(),
      aTable({ columns: '@age' }),
      aTable({ scope: '79' }),
      aTable({ columns: '@place' }),
    ];
    const places = [{ scope: 'VN', responses: 3 }];
    expect(await store.releases.publish(id, RELEASE, { tables: first, places })).toBe('published');
    expect(await store.releases.publish(id, RELEASE, { tables: [aTable({ rows: 'many' })], places })).toBe(
      'conflict',
    );
    const newer = aTable({ release: 2, responses: 15 });
    await store.releases.publish(id, { ...RELEASE, number: 2 }, { tables: [newer], places: [] });
    expect(await store.tables.table(id, newer)).toEqual(newer);
    expect(await store.tables.table(id, { scope: 'VN', rows: 'many', columns: null })).toBeNull();
    expect(await store.tables.tables(id, 'VN')).toEqual([newer, first[1], first[3]]);
    expect(await store.tables.tables(id, 'VN', 'one-way')).toEqual([newer]);
    expect(await store.tables.names(id, 'VN')).toEqual(
      [null, '@age', '@place'].map((columns) => ({ scope: 'VN', rows: 'one', columns })),
    );
    expect(await store.tables.scopes(id)).toEqual(['79', 'VN']);
    const around = await store.releases.published(id, { scope: '79', below: ['79001'] });
    expect(around).toEqual([first[2]]);
    const ofNation = await store.releases.published(id, { scope: 'VN', below: ['79'] });
    expect(ofNation.map(({ scope, release }) => `${scope} ${release}`).sort()).toEqual([
      '79 1',
      'VN 1',
      'VN 1',
      'VN 1',
      'VN 2',
    ]);
    const tallies = await store.releases.tallies(id);
    expect(tallies?.find(({ scope }) => scope === 'VN')?.cutAt).toBe(3);
    expect(tallies?.find(({ scope }) => scope === '79')?.cutAt).toBe(0);
  });

  it('never changes a published table', async () => {
    const { store, database } = tried();
    const { id } = await launchOne(store);
    await store.releases.publish(id, RELEASE, { tables: [aTable()], places: [] });
    for (const change of [
      "UPDATE published_tables SET rows = 'other'",
      'DELETE FROM published_tables',
      'TRUNCATE published_tables',
    ]) {
      await expect(database.query(change)).rejects.toMatchObject({ code: '23000' });
    }
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

type TestDice = (n: number) => number;

/** Repeatable chance. */
function diceOf(seed: number): TestDice {
  let state = seed;
  return (n) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * n);
  };
}

function aRandomResponse(consultation: Consultation, dice: TestDice) {
  const pick = <T>(things: readonly T[]): T => things[dice(things.length)] as T;
  return aResponse(consultation, {
    disposition: pick(['complete', 'partial'] as const),
    ageBand: pick([...AGE_BANDS, null]),
    place: pick(['79', '79001', '01', '01002', null]),
    channel: pick(['web', 'zalo', null] as const),
    language: pick(['vi', 'en', null]),
    simulated: dice(5) === 0,
    answers: {
      one: pick(['a', 'b', 'c', null]),
      ...(dice(3) === 0 ? {} : { many: pick([['a'], ['a', 'c'], ['b', 'c'], null]) }),
      ...(dice(3) === 0 ? {} : { best: pick([['a', 'b', 'c'], ['c', 'b', 'a'], null]) }),
      hours: pick([0, 3, 24, null]),
    },
  });
}

function byScope(one: { readonly scope: string }, other: { readonly scope: string }): number {
  return one.scope < other.scope ? -1 : 1;
}
