/** A broadcast whose server is killed again and again: nobody is reminded twice, and nobody is left out. */

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { createAddressBook } from '../../src/storage/address-book.ts';
import type { Database } from '../../src/storage/database.ts';
import { openEmbedded } from '../../src/storage/embedded.ts';
import { openPostgres } from '../../src/storage/postgres.ts';
import { createPrisma } from '../../src/storage/prisma.ts';
import { bindStore } from '../../src/storage/store.ts';
import { startFakeTelegram } from '../fake-vendors/telegram.ts';
import { aBroadcast } from '../storage/broadcast-world.ts';
import { readShipped } from '../storage/engines.ts';
import { aState, aTurn, aWalk, launchOne, NOW } from '../storage/made-up.ts';
import { freshDatabase } from '../support/postgres.ts';
import { startNode } from './node-process.ts';
import { WEBHOOK_SECRET } from './world.ts';

const CHILDREN = 1_500;
const KILLS = 6;
const RATE = 400;
const SECRET_KEY = 'a secret key for tests that is long enough';
const FIRST_CHAT = 7_000_000;

/** Where one engine keeps its data, and how this test gets at it while no server runs. */
type Home = {
  readonly settings: Readonly<Record<string, string>>;
  readonly open: () => Promise<Database>;
  readonly leave: () => Promise<void>;
};

async function embeddedHome(): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'broadcast-kills-'));
  return {
    settings: { DATA_DIR: folder },
    open: () => openEmbedded(folder),
    leave: () => rm(folder, { recursive: true, force: true }),
  };
}

async function postgresHome(): Promise<Home> {
  const { url, drop } = await freshDatabase(inject('postgresUrl'));
  return { settings: { DATABASE_URL: url }, open: async () => openPostgres({ url }), leave: drop };
}

/** Children who broke off on Telegram, and a reminder to them that was just begun. */
async function layOut(home: Home): Promise<string> {
  const database = await home.open();
  const prisma = await createPrisma(database);
  const store = bindStore({ database, prisma, secretKey: SECRET_KEY, place: 'a test', readShipped });
  const addressBook = createAddressBook(SECRET_KEY);
  await store.migrate();
  const consultation = await launchOne(store);
  const state = aState({ keepPartial: true, asking: 'many', trail: ['age', 'consent', 'one'] });
  const turns = Array.from({ length: CHILDREN }, (_, n) => {
    const account = String(FIRST_CHAT + n);
    const hash = addressBook.contactHash('telegram', account);
    const walk = aWalk(consultation, {
      state: { ...state, answers: { age: '9-10', consent: 'yes', one: 'a' } },
    });
    const contact = { active: walk.id, hash, account: addressBook.encrypt(account) };
    return aTurn({ contact, sessions: [walk] });
  });
  for (let at = 0; at < turns.length; at += 250) await store.receiving.commit(turns.slice(at, at + 250), NOW);
  const broadcast = aBroadcast(consultation, { id: randomUUID() });
  expect(await store.broadcasts.begin(broadcast, new Map([['telegram', CHILDREN]]))).toBe('begun');
  await store.close();
  return broadcast.id;
}

/** What a lease of a minute would do if one waited for it. */
async function expireLeases(home: Home): Promise<void> {
  const database = await home.open();
  await database.query(
    "UPDATE outbox SET claimed_until = now() - interval '1 second' WHERE claimed_until IS NOT NULL",
  );
  await database.close();
}

async function readEnd(home: Home, id: string) {
  const database = await home.open();
  const [row] = await database.query<{ status: string; unsure: number; sent: number; waiting: number }>(
    `SELECT status, coalesce(sum(unsure), 0)::int AS unsure, coalesce(sum(sent), 0)::int AS sent,
       (SELECT count(*)::int FROM outbox) AS waiting
     FROM broadcasts LEFT JOIN broadcast_lanes ON broadcast_id = id WHERE id = $1::uuid GROUP BY status`,
    [id],
  );
  await database.close();
  return row;
}

async function proveOn(home: Home): Promise<void> {
  const telegram = await startFakeTelegram();
  try {
    const id = await layOut(home);
    const settings = {
      ...{ SECRET_KEY, DEMO: '0', QUIET_HOURS: 'none', SCHOOL_HOURS: 'none', TELEGRAM_RATE: String(RATE) },
      ...{ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url },
      ...{ TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET, ...home.settings },
    };
    const got = () =>
      Array.from({ length: CHILDREN }, (_, n) => telegram.child(FIRST_CHAT + n).seen().length);
    const arrived = () => got().reduce((all, one) => all + one, 0);
    const atKill: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const server = await startNode(settings);
      await new Promise((done) => setTimeout(done, 50 + kill * 90));
      expect(await server.end('SIGKILL')).toBeNull();
      atKill.push(arrived());
      await expireLeases(home);
    }
    // Kills in the middle are what this is about.
    expect(new Set(atKill).size).toBeGreaterThanOrEqual(3);
    expect(atKill.at(-1)).toBeLessThan(CHILDREN);
    const server = await startNode(settings);
    let before = -1;
    await expect
      .poll(
        () => {
          const now = arrived();
          const isStill = now === before;
          before = now;
          return isStill && now > CHILDREN / 2;
        },
        { timeout: 50_000, interval: 7_000 },
      )
      .toBe(true);
    await server.end('SIGTERM');
    const end = await readEnd(home, id);
    expect(end).toMatchObject({ status: 'done', waiting: 0 });
    const times = got();
    expect(times.filter((count) => count > 1)).toEqual([]);
    // Whoever got none is one of those who were on their way when a server was killed.
    const none = times.filter((count) => count === 0).length;
    expect(none).toBeLessThanOrEqual(end?.unsure ?? 0);
    expect((end?.sent ?? 0) + (end?.unsure ?? 0)).toBe(CHILDREN);
    expect(end?.unsure).toBeLessThan(KILLS * 32);
  } finally {
    await telegram.close();
    await home.leave();
  }
}

test('on the embedded database', async () => proveOn(await embeddedHome()), 180_000);
test('on PostgreSQL', async () => proveOn(await postgresHome()), 180_000);
