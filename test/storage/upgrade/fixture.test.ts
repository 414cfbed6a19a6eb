/** Makes a fixture for the upgrade test: a house at the present version, lived in, without what ships with the program. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeBackup } from '../../../src/storage/backup/write-backup.ts';
import { openEmbedded } from '../../../src/storage/embedded.ts';
import { MIGRATION_NAMES } from '../../../src/storage/migrations.ts';
import { carryOn, LIVED_IN_SETTINGS, liveIn, tellResults } from '../../e2e/lived-in.ts';
import { startWorld, type World } from '../../e2e/world.ts';
import { FIXTURE_KEY } from './fixture-key.ts';

const SHIPPED = ['localities', 'locality_predecessors', 'loaded_files'];

// For a version worth upgrading from, before the next migration is added:
//   MAKE_UPGRADE_FIXTURE=1 npm exec -c 'vitest run test/storage/upgrade'
test('a fixture of the present version is made', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'em-noi-fixture-'));
  const house = () => startWorld({ DATA_DIR: dataDir, SECRET_KEY: FIXTURE_KEY, ...LIVED_IN_SETTINGS });
  const { halfway, told } = await inHouse(house, async (world) => ({
    halfway: await liveIn(world),
    told: await tellResults(world.app),
  }));
  const backup = await backUpWithoutShipped(dataDir);
  const { questions, repeats } = await inHouse(house, (world) => carryOn(world, halfway));
  await rm(dataDir, { recursive: true });
  expect(repeats).toBe(true);
  expect(questions).not.toContain(null);
  const path = join(import.meta.dirname, MIGRATION_NAMES.at(-1) ?? '');
  await writeFile(`${path}.backup`, backup);
  await writeFile(`${path}.json`, `${JSON.stringify({ halfway, ...told, questions }, null, 2)}\n`);
});

async function inHouse<T>(house: () => Promise<World>, work: (world: World) => Promise<T>): Promise<T> {
  const world = await house();
  try {
    return await work(world);
  } finally {
    await world.close();
  }
}

/** In clear, so that a reader can look into it. */
async function backUpWithoutShipped(dataDir: string): Promise<Buffer> {
  const database = await openEmbedded(dataDir);
  for (const table of SHIPPED) await database.query(`DELETE FROM ${table}`);
  const order = {
    secretKey: FIXTURE_KEY,
    program: 'a fixture',
    madeOn: '2026-11-23',
    plain: true,
    place: '',
  };
  const pieces: Uint8Array[] = [];
  await writeBackup(database, order, async (bytes) => {
    for await (const piece of bytes) pieces.push(piece);
  });
  await database.close();
  return Buffer.concat(pieces);
}
