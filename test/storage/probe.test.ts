/** Asking how the database is: an answer or a refusal within two seconds, whatever state it is in. */

import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, inject, it } from 'vitest';
import type { Database } from '../../src/storage/database.ts';
import { openStore } from '../../src/storage/open-store.ts';
import { openPostgres } from '../../src/storage/postgres.ts';
import type { Store } from '../../src/storage/store.ts';
import { layDatabaseLine } from '../e2e/database-line.ts';
import { freshDatabase } from '../support/postgres.ts';
import { pglite, readShipped, TEST_SECRET_KEY } from './engines.ts';
import { NOW } from './made-up.ts';

/** Two seconds are promised; a machine that is busy with other tests gets more; without a limit it would be ten at least. */
const PATIENCE_MS = 6_000;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function storeAt(databaseUrl: string): Promise<Store> {
  const log = { warn: () => {} };
  const store = await openStore({ databaseUrl, dataDir: '', secretKey: TEST_SECRET_KEY, readShipped, log });
  closers.push(store.close);
  return store;
}

/** Something that takes connections and never says a word. */
async function silentServer(): Promise<{ url: string; taken: () => number }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    socket.on('error', () => {});
    sockets.add(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  });
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('no port');
  return { url: `postgresql://a:b@127.0.0.1:${at.port}/c`, taken: () => sockets.size };
}

async function within<T>(patienceMs: number, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  expect(performance.now() - startedAt).toBeLessThan(patienceMs);
  return result;
}

describe('a database that hangs', () => {
  it('is not ready, and says so in time, to one and to many at once', async () => {
    const silent = await silentServer();
    const store = await storeAt(silent.url);
    expect(await within(PATIENCE_MS, () => store.ready())).toBe(false);
    const many = await within(PATIENCE_MS, () =>
      Promise.all(Array.from({ length: 30 }, () => store.ready())),
    );
    expect(new Set(many)).toEqual(new Set([false]));
    await within(PATIENCE_MS, () => expect(store.backlog.read(NOW)).rejects.toThrow('storage-unavailable'));
    expect(silent.taken()).toBeGreaterThan(0);
  });

  it('in the middle of things is noticed, and found again once it goes on', async () => {
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    closers.push(drop);
    const line = await layDatabaseLine(url);
    closers.push(line.close);
    const store = await storeAt(line.url);
    await store.migrate();
    expect(await store.ready()).toBe(true);
    line.hang();
    expect(await within(PATIENCE_MS, () => store.ready())).toBe(false);
    expect(await within(PATIENCE_MS, () => store.ready())).toBe(false);
    line.mend();
    await expect.poll(() => store.ready(), { timeout: PATIENCE_MS }).toBe(true);
    await store.backlog.read(NOW);
  });
});

describe('a statement of the hot path that hangs', () => {
  it('is given up, and the next one takes another connection', async () => {
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    closers.push(drop);
    const line = await layDatabaseLine(url);
    closers.push(line.close);
    const database = openPostgres({ url: line.url, connections: 1, statementTimeoutMs: 300 });
    closers.push(() => database.close());
    const statement = { name: 'hot', text: 'SELECT $1::text AS word' };
    expect(await database.run(statement, ['chào'])).toEqual([{ word: 'chào' }]);
    line.hang();
    await expect(database.run(statement, ['chào'])).rejects.toThrow('storage-unavailable');
    line.mend();
    expect(await database.run(statement, ['chào lại'])).toEqual([{ word: 'chào lại' }]);
  });
});

describe('a database that is away', () => {
  it('is not ready, and is again as soon as it is back', async () => {
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    closers.push(drop);
    const line = await layDatabaseLine(url);
    closers.push(line.close);
    const store = await storeAt(line.url);
    await store.migrate();
    line.cut();
    expect(await within(PATIENCE_MS, () => store.ready())).toBe(false);
    line.mend();
    await expect.poll(() => store.ready(), { timeout: PATIENCE_MS }).toBe(true);
  });
});

describe('a database that is busy', () => {
  it('is there all the same: a probe does not queue behind the work', async () => {
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    closers.push(drop);
    const database = openPostgres({ url, connections: 2 });
    closers.push(() => database.close());
    const works = [1, 2, 3].map(() => database.query('SELECT pg_sleep(1.5)'));
    await expect.poll(() => database.connections()).toEqual({ total: 2, idle: 0, waiting: 1 });
    const probe = database.probe<{ one: number }>('SELECT 1 AS one');
    await expect(Promise.race([probe, Promise.all(works)])).resolves.toEqual([{ one: 1 }]);
    await Promise.all(works);
  });

  it('does not go on with a look that nobody waits for any more', async () => {
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    closers.push(drop);
    const database = openPostgres({ url });
    closers.push(() => database.close());
    const asleep = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND query ~ '^SELECT pg_sleep'`;
    await expect(within(PATIENCE_MS, () => database.probe('SELECT pg_sleep(60)'))).rejects.toThrow(
      'storage-unavailable',
    );
    const awake = async (): Promise<number | undefined> =>
      (await database.query<{ n: number }>(`${asleep} AND state = 'active'`))[0]?.n;
    await expect.poll(awake, { timeout: PATIENCE_MS }).toBe(0);
  });
});

describe('the embedded database', () => {
  async function embedded(): Promise<{ database: Database; store: Store; close: () => Promise<void> }> {
    return pglite.open();
  }

  it('is ready while it is open, and after that never', async () => {
    const { store, close } = await embedded();
    expect(await store.ready()).toBe(true);
    expect(store.connections()).toBeNull();
    await close();
    expect(await within(PATIENCE_MS, () => store.ready())).toBe(false);
    await expect(store.backlog.read(NOW)).rejects.toThrow('storage-unavailable');
  });

  it('that is held by a long transaction does not keep a probe waiting for longer than told', async () => {
    const { database, store, close } = await embedded();
    closers.push(close);
    let letGo = (): void => {};
    const held = database.transaction(
      () =>
        new Promise<void>((done) => {
          letGo = done;
        }),
    );
    expect(await within(PATIENCE_MS, () => store.ready())).toBe(false);
    letGo();
    await held;
    await expect.poll(() => store.ready()).toBe(true);
  });
});
