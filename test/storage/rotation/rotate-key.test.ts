/** The secret key is changed: children and staff go on as before, and nothing opens with the old one any more. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { changeSecretKey } from '../../../src/compose/rotate-key.ts';
import { type Config, readConfig } from '../../../src/config.ts';
import { createAddressBook } from '../../../src/storage/address-book.ts';
import type { Database } from '../../../src/storage/database.ts';
import { openEmbedded } from '../../../src/storage/embedded.ts';
import { openPostgres } from '../../../src/storage/postgres.ts';
import { opened } from '../../../src/storage/rotation/reencrypt.ts';
import { carryOn, LIVED_IN_SETTINGS, liveIn, tellResults } from '../../e2e/lived-in.ts';
import { telegramPhone } from '../../e2e/phone.ts';
import { launchPlanned, openCode } from '../../e2e/planned.ts';
import { startWorld } from '../../e2e/world.ts';
import { freshDatabase } from '../../support/postgres.ts';

const OLD = 'the old secret key of the tests, long enough';
const NEW = 'the new secret key of the tests, long enough';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

type Place = {
  readonly settings: Readonly<Record<string, string>>;
  readonly open: () => Promise<Database>;
};

async function embedded(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'rotation-'));
  cleanups.push(() => rm(folder, { recursive: true }));
  return { settings: { DATA_DIR: folder }, open: () => openEmbedded(folder) };
}

async function onServer(): Promise<Place> {
  const { url, drop } = await freshDatabase(inject('postgresUrl'));
  cleanups.push(drop);
  const open = async () => openPostgres({ url, connections: 1 });
  return { settings: { DATABASE_URL: url, DATA_DIR: tmpdir() }, open };
}

function configOf(settings: Readonly<Record<string, string>>): Config {
  const read = readConfig(settings);
  if (read.kind !== 'valid') throw new Error(read.message);
  return read.config;
}

/** Values of text columns, JSON ones too, in which something opens with a key. */
async function openable(database: Database, secretKey: string): Promise<readonly string[]> {
  const book = createAddressBook(secretKey);
  const columns = await database.query<{ table: string; column: string }>(
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns
     WHERE table_schema = current_schema() AND data_type IN ('text', 'jsonb')`,
  );
  const found: string[] = [];
  for (const { table, column } of columns) {
    const rows = await database.query<{ value: string | null }>(
      `SELECT "${column}"::text AS value FROM "${table}" LIMIT 2000`,
    );
    const pieces = rows.flatMap(({ value }) => value?.match(/[A-Za-z0-9_-]{39,}/g) ?? []);
    if (pieces.some((piece) => opened(book, piece) !== null)) found.push(`${table}.${column}`);
  }
  return found;
}

describe.each([
  ['PGlite', embedded],
  ['PostgreSQL', onServer],
] as const)('on %s', (_name, placeOf) => {
  test('everybody goes on as before, and the old key opens nothing', async () => {
    const { settings, open } = await placeOf();
    const lived = { ...LIVED_IN_SETTINGS, ...settings };
    const before = await startWorld({ ...lived, SECRET_KEY: OLD });
    const halfway = await liveIn(before);
    const told = await tellResults(before.app);
    await before.app.audit.append({
      ...{ at: new Date(), actor: { id: 'lan', name: 'Lan' }, deed: 'test', subject: null, place: null },
      facts: {},
    });
    await before.close();

    const report = await changeSecretKey(configOf({ ...settings, SECRET_KEY: OLD }), NEW);
    expect(report.contacts).toBe(15);
    expect(report.texts).toBeGreaterThan(10);

    const database = await open();
    expect(await openable(database, OLD)).toEqual([]);
    expect(await openable(database, NEW)).toEqual(
      expect.arrayContaining(['contacts.account', 'waiting_texts.trace', 'yearly_keys.key']),
    );
    await database.close();

    await expect(changeSecretKey(configOf({ ...settings, SECRET_KEY: OLD }), NEW)).rejects.toMatchObject({
      code: 'secret-key-differs',
    });

    const after = await startWorld({ ...lived, SECRET_KEY: NEW });
    try {
      expect(await tellResults(after.app)).toEqual(told);
      expect((await after.app.audit.verify()).kind).toBe('unbroken');
      const carried = await carryOn(after, halfway);
      expect(carried.questions).toEqual(['fix-first', 'mood']);
    } finally {
      await after.close();
    }
  }, 120_000);
});

test('a database that somebody uses is left as it is', async () => {
  const { settings, open } = await onServer();
  const world = await startWorld({ ...LIVED_IN_SETTINGS, ...settings, SECRET_KEY: OLD });
  try {
    await world.app.seal();
    await expect(changeSecretKey(configOf({ ...settings, SECRET_KEY: OLD }), NEW)).rejects.toMatchObject({
      code: 'database-in-use',
    });
    const database = await open();
    expect(await openable(database, NEW)).toEqual([]);
    await database.close();
  } finally {
    await world.close();
  }
}, 60_000);

test('without a key of its own the embedded database gets a new one, in its file', async () => {
  const { settings } = await embedded();
  const lived = { ...LIVED_IN_SETTINGS, ...settings };
  const first = await startWorld({ ...lived, SECRET_KEY: OLD });
  await first.close();
  const file = join(settings['DATA_DIR'] ?? '', 'secret-key');
  await writeFile(file, `${OLD}\n`);
  const { file: told } = await changeSecretKey(configOf(settings), null);
  expect(told).toBe(file);
  const key = (await readFile(file, 'utf8')).trim();
  expect(key).not.toBe(OLD);
  await expect(readFile(`${file}.next`)).rejects.toThrow();
  const again = await startWorld({ ...lived, SECRET_KEY: key });
  expect(await again.app.ready()).toBe(true);
  await again.close();
}, 60_000);

test('a parent’s code is another one then: the old one opens nothing, the child is shown the new one', async () => {
  const { settings } = await onServer();
  const lived = { ...LIVED_IN_SETTINGS, ...settings };
  const before = await startWorld({ ...lived, SECRET_KEY: OLD });
  const consultation = await launchPlanned(before, { parents: ['same-phone', 'own-phone'] });
  await openCode(before, consultation, 'BOME');
  const codeIn = ({ text }: { readonly text: string }) => /\/p\/([A-Z0-9]{14})/.exec(text)?.[1] ?? '';
  const phone = telegramPhone(before, 4_711);
  await phone.open('BOME');
  for (const said of ['12', 'có', 'có']) await phone.type(said);
  const old = codeIn(await phone.type('2'));
  expect(old).not.toBe('');
  await before.close();
  await changeSecretKey(configOf({ ...settings, SECRET_KEY: OLD }), NEW);
  const after = await startWorld({ ...lived, SECRET_KEY: NEW });
  try {
    expect((await after.request(`/p/${old}`)).status).toBe(404);
    const fresh = codeIn(await telegramPhone(after, 4_711).type('xem lại'));
    expect(fresh).not.toBe(old);
    expect((await after.request(`/p/${fresh}`)).status).toBe(200);
  } finally {
    await after.close();
  }
}, 60_000);
