/** Places: all of them, loaded once, and old codes read by their day. */

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../../src/storage/csv.ts';
import type { Database } from '../../src/storage/database.ts';
import { loadLocalities, readLocalities } from '../../src/storage/localities.ts';
import { type Engine, pglite, postgres, readShipped, type TriedStore } from './engines.ts';

const OLD = '2025-06-30';
const NEW = '2025-07-01';

/** What a code of some day means now, as the tables tell it. */
async function meaningOf(database: Database, code: string, day: string): Promise<readonly string[]> {
  const rows = await database.query<{ code: string }>(
    `SELECT DISTINCT new_code AS code FROM locality_predecessors WHERE old_code = $1 AND $2::date <= valid_until
     UNION
     SELECT code FROM localities WHERE code = $1 AND $2::date >= valid_from
     ORDER BY 1`,
    [code, day],
  );
  return rows.map((row) => row.code);
}

function places(engine: Engine): void {
  describe(`places on ${engine.name}`, () => {
    let tried: TriedStore;
    beforeAll(async () => {
      tried = await engine.open();
    });
    afterAll(() => tried?.close());

    it('are 34 provinces and 3,321 communes, as in the file', async () => {
      const localities = await readLocalities(tried.database);
      const count = (level: string) => localities.filter((locality) => locality.level === level).length;
      expect([count('province'), count('commune')]).toEqual([34, 3_321]);
      const codes = new Set(localities.map(({ code }) => code));
      expect(localities.every(({ parentCode }) => parentCode === 'VN' || codes.has(parentCode))).toBe(true);
      expect(localities).toContainEqual({
        code: '75',
        level: 'province',
        kind: 'thanh_pho',
        name: 'Đồng Nai',
        parentCode: 'VN',
      });
    });

    it('are not loaded again while their files are the same', async () => {
      expect(await loadLocalities(tried.database, readShipped)).toEqual([]);
    });

    it('are loaded again, in place of what was there, when a file changes', async () => {
      const changed = async (path: string) =>
        (await readShipped(path)).replace(
          '75,province,thanh_pho,Đồng Nai,VN',
          '75,province,tinh,Đồng Nai,VN',
        );
      expect(await loadLocalities(tried.database, changed)).toEqual(['data/localities.csv']);
      const found = (await readLocalities(tried.database)).filter(({ code }) => code === '75');
      expect(found).toMatchObject([{ kind: 'tinh' }]);
      expect(await readLocalities(tried.database)).toHaveLength(3_355);
      await loadLocalities(tried.database, readShipped);
    });

    it('mean what they meant on the day: seven province codes were reused', async () => {
      for (const code of ['15', '24', '44', '52', '80', '82', '91']) {
        expect(await meaningOf(tried.database, code, OLD)).toEqual([code]);
        expect(await meaningOf(tried.database, code, NEW)).toEqual([code]);
      }
      expect(await meaningOf(tried.database, '45', OLD)).toEqual(['44']);
      expect(await meaningOf(tried.database, '45', NEW)).toEqual([]);
      const [old] = await tried.database.query(
        `SELECT old_name FROM locality_predecessors WHERE level = 'province' AND old_code = '44'`,
      );
      expect(old).toEqual({ old_name: 'Quảng Bình' });
    });

    it('know what became of every former province and commune', async () => {
      const [counts] = await tried.database.query(
        `SELECT count(*) FILTER (WHERE level = 'province')::int AS provinces,
           count(*) FILTER (WHERE level = 'commune')::int AS communes,
           count(*) FILTER (WHERE old_code IS NULL)::int AS "withoutCode",
           count(*) FILTER (WHERE new_code NOT IN (SELECT code FROM localities))::int AS lost
         FROM locality_predecessors`,
      );
      expect(counts).toEqual({ provinces: 63, communes: 10_844, withoutCode: 810, lost: 0 });
      expect(await meaningOf(tried.database, '26881', OLD)).toEqual(['26882']);
      expect(await meaningOf(tried.database, '99999', NEW)).toEqual([]);
    });

    it('are all loaded anew, once and by a few statements, where it is forgotten that they were', async () => {
      await tried.database.query('DELETE FROM loaded_files');
      let statements = 0;
      const counting: Database = {
        ...tried.database,
        transaction: (work) =>
          tried.database.transaction((transaction) =>
            work({
              ...transaction,
              query: (text, values) => {
                statements += 1;
                return transaction.query(text, values);
              },
            }),
          ),
      };
      expect(await loadLocalities(counting, readShipped)).toHaveLength(3);
      expect(statements).toBeLessThan(12);
      expect(await readLocalities(tried.database)).toHaveLength(3_355);
    });
  });
}

places(pglite);
places(postgres);

describe('the tables of places', () => {
  it('refuse what they do not expect', () => {
    const columns = ['code', 'name'];
    expect(readCsv('code,name\n01,Hà Nội\n04,\n', columns)).toEqual([
      { line: 2, code: '01', name: 'Hà Nội' },
      { line: 3, code: '04', name: '' },
    ]);
    expect(() => readCsv('name,code\n', columns)).toThrow('the header is "name,code"');
    expect(() => readCsv('code,name\n01\n', columns)).toThrow('line 2 has 1 fields');
    expect(() => readCsv('code,name\n01,"Hà Nội"\n', columns)).toThrow('quoted');
  });

  it('are in composed characters, without marks at their beginning', async () => {
    for (const name of ['localities.csv', 'province-predecessors.csv', 'commune-predecessors.csv']) {
      const text = await readShipped(`data/${name}`);
      expect(createHash('sha256').update(text.normalize('NFC')).digest('hex'), name).toBe(
        createHash('sha256').update(text).digest('hex'),
      );
      expect(text.charCodeAt(0)).not.toBe(0xfeff);
    }
  });
});
