/** The Worker, run by `wrangler dev` before a real PostgreSQL: pages, vendors, queues, timers, size. */

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type FakeTelegram, startFakeTelegram } from '../fake-vendors/telegram.ts';
import { type FakeZalo, startFakeZalo } from '../fake-vendors/zalo.ts';
import { type FakeZaloOa, startFakeZaloOa } from '../fake-vendors/zalo-oa.ts';
import { freshDatabase } from '../support/postgres.ts';
import { answerAll, flowOf, type Opinion } from './child.ts';
import { type DatabaseLine, layDatabaseLine } from './database-line.ts';
import { telegramPhone, webPhone, zaloOaPhone, zaloPhone } from './phone.ts';
import { WEBHOOK_SECRET } from './world.ts';
import { type DevWorker, snapshotWorker, startDevWorker, type WorkerSnapshot } from './wrangler-dev.ts';

const run = promisify(execFile);
const SECRET_KEY = 'a secret key for tests that is long enough';

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
  worker = await startDevWorker(snapshot, line.url, {
    SECRET_KEY,
    PUBLIC_URL: 'http://localhost:8080',
    SEAL_BATCH: '2',
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
    TELEGRAM_BOT_USERNAME: 'em_noi_bot',
    TELEGRAM_API_ROOT: telegram.url,
    ZALO_BOT_TOKEN: zalo.token,
    ZALO_WEBHOOK_SECRET: WEBHOOK_SECRET,
    ZALO_API_ROOT: zalo.url,
    ZALO_OA_ID: zaloOa.oaId,
    ZALO_OA_APP_ID: zaloOa.appId,
    ZALO_OA_SECRET_KEY: zaloOa.secretKey,
    ZALO_OA_REFRESH_TOKEN: zaloOa.firstRefreshToken,
    ZALO_OA_API_ROOT: zaloOa.url,
  });
}, 90_000);

afterAll(async () => {
  await worker?.stop();
  await line?.close();
  await Promise.all([telegram?.close(), zalo?.close(), zaloOa?.close()]);
  await database?.drop();
  if (snapshot !== undefined) await rm(snapshot.folder, { recursive: true, force: true, maxRetries: 5 });
}, 30_000);

/** The operator's tool, as built, on the same database. */
async function command(...argv: readonly string[]): Promise<string> {
  const settings = { DATABASE_URL: database.url, SECRET_KEY, DEMO: '1', DEMO_RESPONSES: '40' };
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, LOG_LEVEL: 'warn', ...settings };
  return (await run(process.execPath, ['dist/cli.js', ...argv], { env })).stdout;
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
  const secret = channel === 'zalo-oa' ? zaloOa.secretKey : WEBHOOK_SECRET;
  return { url: `/webhooks/${channel}`, secret, fetch: request };
}

async function ready(): Promise<number> {
  return (await request('/readyz')).status;
}

function tick(cron: string): Promise<Response> {
  return request(`/cdn-cgi/handler/scheduled?cron=${encodeURIComponent(cron)}`);
}

const OPINION: Opinion = {
  age: 12,
  band: '11-13',
  language: 'vi',
  place: { province: 'Hà Nội', commune: 'Ba Đình', code: '00004' },
  answers: {
    mood: 'happy',
    play: 45,
    'fix-first': ['meals', 'toilets', 'homework', 'playground'],
    listened: 'yes',
    spot: 'gate',
    teasing: 'sometimes',
    'go-on': 'yes',
    safer: ['near', 'ask'],
    'right-to-be-heard': 'answer',
    'rate.easy': 'easy',
    'rate.free': 'yes',
    'rate.heard': 'a-bit',
  },
};

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
  expect((await request('/c/THU')).status).toBe(200);
  expect((await request('/c/NOPE')).status).toBe(404);
  // It may come back from the queue before the demo is there, and is then told that the code is not known.
  await expect.poll(() => early.seen().join('\n'), { timeout: 30_000 }).toMatch(/Em mấy tuổi rồi|gõ mã/);
}, 60_000);

test('children answer the whole demo on the web, Telegram and Zalo, and are counted once sealed', async () => {
  const flow = flowOf(await readFile('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
  const phones = [
    webPhone({ request }),
    telegramPhone({ telegram, target }, 100),
    zaloPhone({ zalo, target }, 'worker-zalo'),
    zaloOaPhone({ zaloOa, target }, 'worker-oa'),
  ];
  const walks = await Promise.all(phones.map((phone) => answerAll(phone, flow, 'THU', OPINION)));
  for (const walk of walks) expect(walk).toEqual(walks[0]);
  const before = JSON.parse(await command('results', 'THU', '--unpublished-counts'));
  expect(before).toMatchObject({ waiting: 4, responses: 0 });
  expect((await tick('* * * * *')).status).toBe(200);
  const after = JSON.parse(await command('results', 'THU', '--unpublished-counts'));
  expect(after).toMatchObject({ waiting: 0, responses: 4 });
}, 60_000);

test('a repeated delivery gets the same reply and counts once; a stranger’s is refused', async () => {
  const child = telegram.child(200);
  const update = child.says('/start THU');
  const first = await telegram.deliver(update, target('telegram'));
  const again = await telegram.deliver(update, target('telegram'));
  expect(first.body).toContain('sendMessage');
  expect(again.body).toBe(first.body);
  const refused = await request('/webhooks/telegram', { method: 'POST', body: JSON.stringify(update) });
  expect(refused.status).toBe(401);
});

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
  // The queue brought both at least once, in one batch, and in vain.
  await expect.poll(() => worker.told(), { timeout: 30_000 }).toMatch(/"contacts":2/);
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
  expect(snapshot.code).not.toMatch(/PGlite|pino|prom-client|node:sqlite/);
});
