// The PostgreSQL of the test run gives each test file an empty database of its own.
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { freshDatabase } from './postgres.ts';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

it('gives databases that do not see each other, and drops them', async () => {
  const server = inject('postgresUrl');
  const [one, other] = [await freshDatabase(server), await freshDatabase(server)];
  await query(one.url, `CREATE TABLE em_noi (word text); INSERT INTO em_noi VALUES ('chào')`);
  expect(await query(one.url, 'SELECT word FROM em_noi')).toEqual([{ word: 'chào' }]);
  await expect(query(other.url, 'SELECT word FROM em_noi')).rejects.toThrow('does not exist');
  await one.drop();
  await other.drop();
  await expect(query(one.url, 'SELECT 1')).rejects.toThrow('does not exist');
});

it('compares and stores text as UTF-8', async () => {
  const [row] = await query(
    inject('postgresUrl'),
    `SELECT length('ệ👋') AS n, current_setting('server_encoding') AS e`,
  );
  expect(row).toEqual({ n: 2, e: 'UTF8' });
});
