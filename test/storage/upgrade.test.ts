/** Upgrading: from every earlier state of the tables, with a house full of children in them, to the present one. */

import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { readBackupFile } from '../../src/storage/backup/backup-file.ts';
import { openBackup } from '../../src/storage/backup/read-backup.ts';
import { restoreBackup } from '../../src/storage/backup/restore.ts';
import type { Database } from '../../src/storage/database.ts';
import { openEmbedded } from '../../src/storage/embedded.ts';
import { isMigrated, MIGRATION_NAMES, readMigrations } from '../../src/storage/migrations.ts';
import { openPostgres } from '../../src/storage/postgres.ts';
import { carryOn, type Halfway, LIVED_IN_SETTINGS, tellResults } from '../e2e/lived-in.ts';
import { startWorld, type World } from '../e2e/world.ts';
import { freshDatabase } from '../support/postgres.ts';
import { readShipped } from './engines.ts';
import { FIXTURE_KEY } from './upgrade/fixture-key.ts';

/** What was written down when a fixture was made. */
type Remembered = {
  readonly halfway: Halfway;
  readonly results: object;
  readonly counts: object;
  readonly consultations: readonly object[];
  readonly questions: readonly string[];
};

type Place = {
  readonly settings: Readonly<Record<string, string>>;
  readonly open: () => Promise<Database>;
};

const cleanups: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const cleanUp of cleanups) await cleanUp();
});

const engines: Readonly<Record<string, () => Promise<Place>>> = {
  async PGlite() {
    const dataDir = await mkdtemp(join(tmpdir(), 'em-noi-upgrade-'));
    cleanups.push(() => rm(dataDir, { recursive: true }));
    return { settings: { DATA_DIR: dataDir }, open: () => openEmbedded(dataDir) };
  },
  async PostgreSQL() {
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    cleanups.push(drop);
    return { settings: { DATABASE_URL: url }, open: async () => openPostgres({ url }) };
  },
};

/** The newest fixture that is not newer than a state; it is brought to that state before the upgrade begins. */
function fixtureFor(state: number): string {
  const names = MIGRATION_NAMES.slice(0, state + 1).map((name) => join(import.meta.dirname, 'upgrade', name));
  const found = names.findLast((path) => existsSync(`${path}.backup`));
  if (found === undefined) throw new Error('there is no fixture of the first migration');
  return found;
}

async function withDatabase<T>(place: Place, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await place.open();
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function inHouse<T>(place: Place, work: (world: World) => Promise<T>): Promise<T> {
  const world = await startWorld({ SECRET_KEY: FIXTURE_KEY, ...LIVED_IN_SETTINGS, ...place.settings });
  try {
    return await work(world);
  } finally {
    await world.close();
  }
}

async function rowsOf(database: Database): Promise<Readonly<Record<string, number>>> {
  const tables = ['answers', 'contacts', 'flows', 'inbox', 'ledger', 'responses', 'releases', 'sessions'];
  const counts: Record<string, number> = {};
  for (const table of [...tables, 'waiting_texts', 'yearly_keys']) {
    const [row] = await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    counts[table] = row?.n ?? 0;
  }
  return counts;
}

function historyOf(database: Database) {
  return database.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  );
}

const STATES = MIGRATION_NAMES.slice(0, -1).map((name, state) => ({ name, state }));

/** PostgreSQL comes from every state; the embedded one, which takes seven times as long, from the oldest and the newest. */
function statesFor(engine: string): typeof STATES {
  return engine === 'PGlite' ? [...STATES.slice(0, 1), ...STATES.slice(-1)] : STATES;
}

for (const [engine, makePlace] of Object.entries(engines)) {
  describe.each(statesFor(engine))(`a house at $name on ${engine}`, ({ state }) => {
    it('comes to the present version with all that was said, and the children carry on', async () => {
      const place = await makePlace();
      const fixture = fixtureFor(state);
      const remembered: Remembered = JSON.parse(await readFile(`${fixture}.json`, 'utf8'));
      const migrations = await readMigrations(readShipped);
      const before = await withDatabase(place, async (database) => {
        const backup = await openBackup(readBackupFile(`${fixture}.backup`));
        const then = migrations.slice(0, state + 1);
        await restoreBackup(database, { backup, secretKey: FIXTURE_KEY, migrations: then, place: '' });
        expect(await isMigrated(database)).toBe(false);
        return rowsOf(database);
      });
      expect(Math.min(...Object.values(before))).toBeGreaterThan(0);

      await inHouse(place, async (world) => {
        const later = MIGRATION_NAMES.slice(state + 1);
        expect((await world.app.migrate()).applied).toEqual(later);
        expect(await tellResults(world.app)).toMatchObject({
          results: remembered.results,
          counts: remembered.counts,
          consultations: remembered.consultations,
        });
      });
      expect(await withDatabase(place, rowsOf)).toEqual(before);

      const history = await withDatabase(place, historyOf);
      expect(history.map(({ name }) => name)).toEqual([...MIGRATION_NAMES]);
      await inHouse(place, async (world) => {
        expect((await world.app.migrate()).applied).toEqual([]);
        expect(await carryOn(world, remembered.halfway)).toMatchObject({
          repeats: true,
          questions: remembered.questions,
        });
      });
      expect(await withDatabase(place, historyOf)).toEqual(history);
    });
  });
}
