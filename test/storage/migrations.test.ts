/** Migrating: once, in order, whole, and never over a history that is not ours. */

import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/storage/database.ts';
import { isMigrated, type Migration, migrate, readMigrations } from '../../src/storage/migrations.ts';
import { type Engine, pglite, postgres, readShipped } from './engines.ts';

async function withDatabase<T>(engine: Engine, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await engine.openDatabase();
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const FIRST: Migration = {
  name: '20260101000000_first',
  sql: 'CREATE TABLE a (id int); INSERT INTO a VALUES (1);',
};
const SECOND: Migration = { name: '20260102000000_second', sql: 'ALTER TABLE a ADD COLUMN b int;' };
const FAULTY: Migration = { name: '20260103000000_faulty', sql: 'CREATE TABLE c (id int); SELECT 1 / 0;' };

for (const engine of [pglite, postgres]) {
  describe(`migrating on ${engine.name}`, () => {
    it('applies what is missing, once, and writes down what Prisma writes down', () =>
      withDatabase(engine, async (database) => {
        expect(await migrate(database, [FIRST])).toEqual([FIRST.name]);
        expect(await migrate(database, [FIRST, SECOND])).toEqual([SECOND.name]);
        expect(await migrate(database, [FIRST, SECOND])).toEqual([]);
        const records = await database.query(
          `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished, applied_steps_count, rolled_back_at
           FROM _prisma_migrations ORDER BY migration_name`,
        );
        expect(records[1]).toEqual({
          migration_name: SECOND.name,
          checksum: '9551244119d1ec9c4d6b2a2dce4685da25a180b814d09b81339af536393481a3',
          finished: true,
          applied_steps_count: 1,
          rolled_back_at: null,
        });
      }));

    it('applies all or nothing, and says which one failed without repeating a value', () =>
      withDatabase(engine, async (database) => {
        const failing = (fault: Migration) => migrate(database, [FIRST, SECOND, fault]);
        await expect(failing(FAULTY)).rejects.toMatchObject({
          code: 'migration-failed',
          facts: { name: FAULTY.name, reason: '22012' },
        });
        await expect(failing({ ...FAULTY, sql: 'DROP TABLE gone' })).rejects.toMatchObject({
          facts: { reason: '42P01 table "gone" does not exist' },
        });
        expect(
          await database.query(`SELECT to_regclass('a')::text AS a, to_regclass('c')::text AS c`),
        ).toEqual([{ a: null, c: null }]);
        expect(await migrate(database, [FIRST, SECOND])).toHaveLength(2);
      }));

    it('refuses a migration that was edited after it was applied', () =>
      withDatabase(engine, async (database) => {
        await migrate(database, [FIRST]);
        const edited = { ...FIRST, sql: `${FIRST.sql} ` };
        await expect(migrate(database, [edited, SECOND])).rejects.toMatchObject({
          code: 'migration-changed',
          facts: { name: FIRST.name },
        });
        expect(await migrate(database, [FIRST, SECOND])).toEqual([SECOND.name]);
      }));

    it('refuses a database that is ahead of this code', () =>
      withDatabase(engine, async (database) => {
        await migrate(database, [FIRST, SECOND]);
        await expect(migrate(database, [FIRST])).rejects.toMatchObject({
          code: 'database-newer',
          facts: { name: SECOND.name },
        });
      }));

    it('refuses a migration that Prisma left half applied, until it is marked as rolled back', () =>
      withDatabase(engine, async (database) => {
        await migrate(database, [FIRST]);
        await database.query(
          `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', $1)`,
          [SECOND.name],
        );
        await expect(migrate(database, [FIRST, SECOND])).rejects.toMatchObject({
          code: 'migration-unfinished',
          facts: { name: SECOND.name },
        });
        await database.query(`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = 'x'`);
        expect(await migrate(database, [FIRST, SECOND])).toEqual([SECOND.name]);
      }));

    it('lets one of many that start at once migrate', () =>
      withDatabase(engine, async (database) => {
        const runs = await Promise.all(Array.from({ length: 5 }, () => migrate(database, [FIRST, SECOND])));
        expect(runs.flat()).toEqual([FIRST.name, SECOND.name]);
        expect(await database.query('SELECT id FROM a')).toEqual([{ id: 1 }]);
      }));

    it('tells whether the database is ready for this code', () =>
      withDatabase(engine, async (database) => {
        expect(await isMigrated(database)).toBe(false);
        await migrate(database, [FIRST]);
        expect(await isMigrated(database)).toBe(false);
        await database.query('DELETE FROM _prisma_migrations');
        await migrate(database, await readMigrations(readShipped));
        expect(await isMigrated(database)).toBe(true);
      }));
  });
}
