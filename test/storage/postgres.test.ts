/** What only a server can do: be away, keep another time zone, lose a connection. */

import { afterEach, describe, expect, inject, it } from 'vitest';
import { openStore } from '../../src/storage/open-store.ts';
import { openPostgres } from '../../src/storage/postgres.ts';
import { createPrisma } from '../../src/storage/prisma.ts';
import { freshDatabase } from '../support/postgres.ts';
import { readShipped, TEST_SECRET_KEY } from './engines.ts';
import { launchOne, NOW } from './made-up.ts';

const log = { warn: () => {} };

describe('a store on a server', () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  async function open() {
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    closers.push(drop);
    const options = { databaseUrl: url, dataDir: '', secretKey: TEST_SECRET_KEY, readShipped, log };
    const store = await openStore(options);
    closers.push(store.close);
    return { url, store };
  }

  it('is not ready before it is migrated, and names its place without the password', async () => {
    const { url, store } = await open();
    expect(await store.ready()).toBe(false);
    await store.migrate();
    expect(await store.ready()).toBe(true);
    expect(store.place).toContain(new URL(url).pathname);
    expect(store.place).not.toContain(new URL(url).password);
  });

  it('reads times through Prisma as they are, whatever zone the server keeps', async () => {
    const { url, store } = await open();
    const other = openPostgres({ url });
    await other.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET timezone = 'Asia/Ho_Chi_Minh'`);
    await other.close();
    await store.migrate();
    const { id } = await launchOne(store);
    expect((await store.consultations.byId(id))?.opensAt).toEqual(NOW);
  });

  it('outlives the loss of all its connections', async () => {
    const { url, store } = await open();
    await store.migrate();
    const admin = openPostgres({ url });
    closers.push(admin.close);
    await admin.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await expect.poll(() => store.ready()).toBe(true);
    expect(
      await store.receiving.load({ contacts: [], withAllSessions: [], keys: [], codes: [] }),
    ).toBeDefined();
  });

  it('outlives the loss of a connection between two statements of a transaction', async () => {
    const { url } = await open();
    const database = openPostgres({ url });
    const admin = openPostgres({ url });
    closers.push(database.close, admin.close);
    const lost = database.transaction(async (transaction) => {
      const [row] = await transaction.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await admin.query('SELECT pg_terminate_backend($1::int)', [row?.pid ?? 0]);
      // Long enough for the end of the connection to be noticed here while no statement waits for it.
      await new Promise((resolve) => setTimeout(resolve, 200));
      return transaction.query('SELECT 1');
    });
    await expect(lost).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('calls a server that is away unavailable, in SQL and through Prisma', async () => {
    const away = openPostgres({ url: 'postgresql://nobody:x@127.0.0.1:1/none' });
    closers.push(away.close);
    const unavailable = { code: 'storage-unavailable' };
    await expect(away.query('SELECT 1')).rejects.toMatchObject(unavailable);
    await expect(away.transaction((transaction) => transaction.query('SELECT 1'))).rejects.toMatchObject(
      unavailable,
    );
    const prisma = await createPrisma(away);
    await expect(prisma.consultation.findMany()).rejects.toMatchObject(unavailable);
  });
});
