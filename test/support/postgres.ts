// A PostgreSQL server of the test run's own: vitest starts it once, and each test file takes a database from it.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { launchPostgres, type PostgresLaunch, type PostgresProcess } from './postgres-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the server listens, with the right to create databases. */
    postgresUrl: string;
  }
}

/** Starts the server for vitest's `globalSetup` and returns what stops it and removes its data. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  return server.stop;
}

/** Starts a server on a free port of the loopback interface; `stop` also removes its data. */
export async function startPostgres(
  launch: Pick<PostgresLaunch, 'settings' | 'dataFolder'> = {},
): Promise<PostgresProcess & { readonly url: string }> {
  const port = await freePort();
  const password = randomUUID();
  const server = await launchPostgres({ ...launch, port, password });
  return { ...server, url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres` };
}

/** Creates an empty database on the server at `url`; `drop` removes it, whoever is still connected. */
export async function freshDatabase(url: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runSql(url, `CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => dropDatabase(url, name) };
}

/** Connections that were just ended take a moment to go; cut off in it, they would fail where nobody listens. */
async function dropDatabase(url: string, name: string): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    const isGone = await runSql(url, `DROP DATABASE IF EXISTS ${name}`).then(
      () => true,
      (error: unknown) => {
        if (error instanceof pg.DatabaseError && error.code === IN_USE) return false;
        throw error;
      },
    );
    if (isGone) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await runSql(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const IN_USE = '55006';

async function runSql(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Asks the system for a port that nobody listens on. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
