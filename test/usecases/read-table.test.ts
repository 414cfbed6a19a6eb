/** Published tables in words, over a real database. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildGazetteer } from '../../src/core/gazetteer.ts';
import type { Release } from '../../src/core/release/release.ts';
import type { PublishedTable } from '../../src/core/release/table.ts';
import { createSay } from '../../src/i18n/say.ts';
import { flowLibrary } from '../../src/usecases/flow-library.ts';
import { readResults } from '../../src/usecases/read-results.ts';
import { listTables, readTable, readTables } from '../../src/usecases/read-table.ts';
import { pglite, type TriedStore } from '../storage/engines.ts';
import { launchOne } from '../storage/made-up.ts';

const RELEASE: Release = {
  ...{ number: 3, day: '2026-11-24', responses: 61, complete: 61, partial: 0, simulated: 0, minCell: 5 },
  tabulations: [
    {
      ...{ question: 'one', kind: 'choice', answered: 61, answeredAsOf: 3, skipped: null, skippedAsOf: null },
      cells: [{ id: 'a', count: 61, asOf: 3 }],
    },
  ],
};
const TABLE: PublishedTable = {
  ...{ scope: 'VN', rows: 'one', columns: null, release: 3, day: '2026-11-24', minCell: 5, base: 5 },
  ...{ responses: 60, rowIds: ['a', 'b'], columnIds: [''], counts: [[40], [null]], answered: [60] },
};
const BY_AGE: PublishedTable = {
  ...TABLE,
  ...{ columns: '@age', columnIds: ['7-8', '9-10'], answered: [30, 30] },
  counts: [
    [20, null],
    [10, 25],
  ],
};
const BY_PLACE: PublishedTable = { ...BY_AGE, columns: '@place', columnIds: ['79', '01'] };
const CROSS: PublishedTable = { ...BY_AGE, columns: 'many', columnIds: ['a', 'b'] };
const PROVINCE: PublishedTable = {
  ...TABLE,
  scope: '79',
  base: 10,
  minCell: 10,
  responses: 30,
  answered: [30],
};
const AGES: PublishedTable = { ...TABLE, rows: '@age', rowIds: ['7-8', '9-10'] };

describe('published tables', () => {
  let tried: TriedStore;
  let slug: string;
  let services: Parameters<typeof readTable>[0];

  beforeAll(async () => {
    tried = await pglite.open();
    const { store } = tried;
    const consultation = await launchOne(store);
    ({ slug } = consultation);
    const tables = [TABLE, BY_AGE, BY_PLACE, CROSS, PROVINCE, AGES];
    await store.releases.publish(consultation.id, RELEASE, { tables, places: [] });
    services = {
      ...{ consultations: store.consultations, tables: store.tables, releases: store.releases },
      flows: flowLibrary(store.consultations),
      gazetteer: buildGazetteer(await store.localities(), []),
      say: createSay(),
    };
  });
  afterAll(() => tried.close());

  const read = (name: { scope?: string; rows: string; columns: string | null }, language = 'vi') =>
    readTable(services)({ consultation: slug, name: { scope: 'VN', ...name }, language });

  it('come with the question, the attribute and every value in words', async () => {
    const view = await read({ rows: 'one', columns: '@age' });
    expect(view).toMatchObject({ ...BY_AGE, consultation: slug, simulated: false, withheld: 1, place: 'VN' });
    expect(view.rowVariable).toEqual({ name: 'one', kind: 'choice', text: 'Chữ', cut: null, several: false });
    expect(view.columnVariable).toMatchObject({ kind: 'age', text: 'Lứa tuổi' });
    expect(view.rowValues).toEqual(['a', 'b'].map((id) => ({ id, label: 'Chữ', face: null })));
    expect(view.columnValues.map(({ label }) => label)).toEqual(['7–8 tuổi', '9–10 tuổi']);
  });

  it('name places', async () => {
    const view = await read({ rows: 'one', columns: '@place' }, 'en');
    expect(view.columnValues.map(({ label }) => label)).toEqual(['Hồ Chí Minh', 'Hà Nội']);
    expect(view.columnVariable?.text).toBe('Where children live');
    expect((await read({ scope: '79', rows: 'one', columns: null })).place).toBe('Hồ Chí Minh');
  });

  it('are found whichever of the two variables is named first', async () => {
    const view = await read({ rows: 'many', columns: 'one' });
    expect([view.rows, view.columns, view.columnVariable?.several]).toEqual(['one', 'many', true]);
  });

  it('that were never published are refused, and so is a language the flow does not speak', async () => {
    for (const wrong of [
      { rows: 'hours', columns: null },
      { scope: '01', rows: 'one', columns: null },
    ]) {
      await expect(read(wrong)).rejects.toMatchObject({ code: 'table-not-published' });
    }
    await expect(read({ rows: 'one', columns: null }, 'km')).rejects.toMatchObject({
      code: 'language-unknown',
    });
    const unknown = { consultation: 'no-such', name: TABLE, language: 'vi' };
    await expect(readTable(services)(unknown)).rejects.toMatchObject({ code: 'consultation-not-found' });
  });

  it('are listed: which there are, what can be crossed with what, and of which places', async () => {
    const list = await listTables(services)(slug, 'VN', 'vi');
    expect(list.variables.map(({ name }) => name)).toEqual(['one', '@age']);
    expect(list.names.map(({ rows, columns }) => `${rows} ${columns}`)).toEqual([
      ...['one null', 'one many', 'one @age', 'one @place', '@age null'],
    ]);
    expect(list.crosses.map(({ of, by }) => [of.name, by.map(({ name }) => name)])).toEqual([
      ['one', ['many', '@age', '@place']],
      ['many', ['one']],
      ['@age', ['one']],
      ['@place', ['one']],
    ]);
    expect(list.scopes).toEqual([
      { scope: '79', place: 'Hồ Chí Minh' },
      { scope: 'VN', place: 'VN' },
    ]);
    expect(await listTables(services)(slug, '01', 'vi')).toMatchObject({ published: false, names: [] });
  });

  it('of a scope come in the order of the flow', async () => {
    const wanted = { consultation: slug, scope: 'VN', language: 'vi' } as const;
    const oneWay = await readTables(services)({ ...wanted, kind: 'one-way' });
    expect(oneWay.map(({ rows }) => rows)).toEqual(['one', '@age']);
    expect(await readTables(services)({ ...wanted, kind: 'all' })).toHaveLength(5);
  });

  it('of a place are its results, rounded; those of the consultation are exact', async () => {
    const { releases: store, ...rest } = services;
    const read = readResults({ ...rest, store });
    expect(await read(slug, 'vi')).toMatchObject({ scope: 'VN', base: 1, responses: 61 });
    expect(await read(slug, 'vi', '79')).toMatchObject({
      ...{ scope: '79', base: 10, responses: 30, complete: null, minCell: 10, number: 3, withheld: 1 },
      questions: [
        {
          question: 'one',
          answered: 30,
          cells: [
            { id: 'a', count: 40, asOf: 3, withheld: false },
            { id: 'b', count: null, asOf: null, withheld: true },
          ],
        },
      ],
    });
    await expect(read(slug, 'vi', '01')).rejects.toMatchObject({ code: 'table-not-published' });
  });
});
