/** The Worker, run by `wrangler dev` before a real PostgreSQL: pages, vendors, queues, timers, size. */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type FakeTelegram, startFakeTelegram } from '../fake-vendors/telegram.ts';
import { type FakeZalo, startFakeZalo } from '../fake-vendors/zalo.ts';
import { type FakeZaloOa, startFakeZaloOa } from '../fake-vendors/zalo-oa.ts';
import { freshDatabase } from '../support/postgres.ts';
import { type DatabaseLine, layDatabaseLine } from './database-line.ts';
import { runTool } from './node-process.ts';
import { smoke, smokeSettings, targetOf } from './smoke.ts';
import { type DevWorker, snapshotWorker, startDevWorker, type WorkerSnapshot } from './wrangler-dev.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let line: DatabaseLine;
let snapshot: WorkerSnapshot;
let worker: DevWorker;
let telegram: FakeTelegram;
let zalo: FakeZalo;
let zaloOa: FakeZaloOa;

beforeAll(async () => {
  [database, telegram, zalo, zaloOa] = await Promise.all([
    freshDatabase(inject('postgresUrl')),
    startFakeTelegram(),
    startFakeZalo(),
    startFakeZaloOa(),
  ]);
  line = await layDatabaseLine(database.url);
  snapshot = await snapshotWorker(await mkdtemp(join(tmpdir(), 'em-noi-worker-')));
  worker = await startDevWorker(snapshot, line.url, smokeSettings({ telegram, zalo, zaloOa }));
}, 90_000);

afterAll(async () => {
  await worker?.stop();
  await line?.close();
  await Promise.all([telegram?.close(), zalo?.close(), zaloOa?.close()]);
  await database?.drop();
  if (snapshot !== undefined) await rm(snapshot.folder, { recursive: true, force: true, maxRetries: 5 });
}, 30_000);

/** The operator's tool, as built, on the same database. */
function command(...argv: readonly string[]): Promise<string> {
  const demo = { DATABASE_URL: database.url, DEMO: '1', DEMO_RESPONSES: '40' };
  return runTool({ ...smokeSettings({ telegram, zalo, zaloOa }), ...demo }, argv);
}

async function sql(text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** What docs/deploy-workers.md asks for. */
async function setUp(zone: string): Promise<void> {
  const settings = [
    `timezone = '${zone}'`,
    'enable_seqscan = off',
    'plan_cache_mode = force_generic_plan',
    'jit = off',
  ];
  const name = new URL(database.url).pathname.slice(1);
  for (const setting of settings) await sql(`ALTER DATABASE "${name}" SET ${setting}`);
}

function request(path: string, init?: RequestInit): Promise<Response> {
  return fetch(`${worker.url}${path}`, init);
}

function target(channel: 'telegram' | 'zalo' | 'zalo-oa') {
  return targetOf({ zaloOa, request }, channel);
}

async function ready(): Promise<number> {
  return (await request('/readyz')).status;
}

function tick(cron: string): Promise<Response> {
  return request(`/cdn-cgi/handler/scheduled?cron=${encodeURIComponent(cron)}`);
}

test('it is alive but not ready before the database is migrated and keeps its time in UTC', async () => {
  expect((await request('/healthz')).status).toBe(200);
  expect(await ready()).toBe(503);
  // Nothing was read from the database yet, and still no message is lost.
  const early = zalo.child('early-zalo');
  expect(await zalo.deliver(early.says('THU'), target('zalo'))).toMatchObject({ status: 200, tries: 1 });
  await command('migrate');
  await setUp('Asia/Ho_Chi_Minh');
  expect(await ready()).toBe(503);
  await setUp('UTC');
  expect(await ready()).toBe(200);
  // That nobody knew the code, as the early message found, is remembered for two seconds.
  const shown = async () => (await request('/c/THU')).status;
  await expect.poll(shown, { timeout: 10_000, interval: 250 }).toBe(200);
  // It may come back from the queue before the demo is there, and is then told that the code is not known.
  await expect.poll(() => early.seen().join('\n'), { timeout: 30_000 }).toMatch(/Em mấy tuổi rồi|gõ mã/);
}, 60_000);

// What Node passes too, with the timer for sealing.
smoke(() => ({
  ...{ request, telegram, zalo, zaloOa },
  seal: async () => expect((await tick('* * * * *')).status).toBe(200),
  counts: async () => JSON.parse(await command('results', 'THU', '--unpublished-counts')),
}));

function isFailureOfQueue(line: string): boolean {
  return (
    line.includes('receive.failed') && line.includes('storage-unavailable') && !line.includes('requestId')
  );
}

test('while the database is away Zalo’s messages wait in the queue, and Telegram brings its own again', async () => {
  line.cut();
  expect(await ready()).toBe(503);
  const late = zalo.child('late-zalo');
  const taken = await zalo.deliver(late.says('THU'), target('zalo'));
  expect(taken).toMatchObject({ status: 200, tries: 1 });
  const lateToo = zaloOa.child('late-oa');
  expect(await zaloOa.deliver(lateToo.says('THU'), target('zalo-oa'))).toMatchObject({
    status: 200,
    tries: 1,
  });
  const update = telegram.child(201).says('/start THU');
  const once = { ...target('telegram'), maxTries: 1 };
  expect((await telegram.deliver(update, once)).status).toBe(503);
  // The queue brought both at least once, and in vain; what a request failed at carries its id.
  const inVain = () => worker.told().split('\n').filter(isFailureOfQueue).length;
  await expect.poll(inVain, { timeout: 30_000 }).toBeGreaterThan(1);
  expect(late.seen().length + lateToo.seen().length).toBe(0);
  line.mend();
  await expect.poll(() => late.seen().join('\n'), { timeout: 30_000 }).toMatch(/Em mấy tuổi rồi/);
  await expect.poll(() => lateToo.seen().length, { timeout: 30_000 }).toBe(1);
  expect((await telegram.deliver(update, once)).status).toBe(200);
  expect(worker.told()).not.toMatch(/early-zalo|late-zalo|late-oa/);
}, 60_000);

test('the hourly timer clears out what is past its time', async () => {
  await sql(`UPDATE inbox SET received_on = received_on - 30`);
  expect((await tick('17 * * * *')).status).toBe(200);
  expect(await sql('SELECT key FROM inbox')).toEqual([]);
});

test('the timers that the Worker tells apart are those of wrangler.toml', async () => {
  const told = /crons = (\[.*\])/.exec(await readFile('wrangler.toml', 'utf8'))?.[1] ?? '';
  expect(JSON.parse(told)).toEqual(['* * * * *', '17 * * * *']);
});

test('what is deployed has at most 3 MB once compressed, and nothing of the embedded engine', async () => {
  process.stdout.write(`The Worker has ${snapshot.kibCompressed} KiB once compressed.\n`);
  expect(snapshot.kibCompressed).toBeGreaterThan(100);
  expect(snapshot.kibCompressed).toBeLessThanOrEqual(3 * 1024);
  expect(snapshot.code).toContain('createWorkerPrisma');
  expect(snapshot.code).not.toMatch(/new PGlite|@electric-sql|pino|prom-client|node:sqlite/);
});
