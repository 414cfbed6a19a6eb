/** Three processes on one PostgreSQL, one of them killed: every answer counts once, every message leaves once, one pace. */

import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { answerAll, flowOf, type Walked } from '../e2e/child.ts';
import { type NodeProcess, runTool, startNode } from '../e2e/node-process.ts';
import { type Phone, telegramPhone, webPhone, zaloPhone } from '../e2e/phone.ts';
import { OPINION, smokeSettings, targetOf } from '../e2e/smoke.ts';
import { type FakeTelegram, startFakeTelegram } from '../fake-vendors/telegram.ts';
import { type FakeZalo, startFakeZalo } from '../fake-vendors/zalo.ts';
import { type FakeZaloOa, startFakeZaloOa } from '../fake-vendors/zalo-oa.ts';
import { freshDatabase } from '../support/postgres.ts';
import { openRoundRobin, type RoundRobin } from './round-robin.ts';

const PROCESSES = 3;
const CHILDREN = 30;
const ZALO_RATE = 20;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let servers: readonly NodeProcess[];
let front: RoundRobin;
let telegram: FakeTelegram;
let zalo: FakeZalo;
let zaloOa: FakeZaloOa;
let settings: Readonly<Record<string, string>>;
let pool: pg.Pool;

beforeAll(async () => {
  [database, telegram, zalo, zaloOa] = await Promise.all([
    freshDatabase(inject('postgresUrl')),
    startFakeTelegram(),
    startFakeZalo(),
    startFakeZaloOa(),
  ]);
  settings = {
    ...smokeSettings({ telegram, zalo, zaloOa }),
    ...{ DATABASE_URL: database.url, DEMO: '1', DEMO_RESPONSES: '20' },
    ...{ SEAL_BATCH: '10', ZALO_RATE: String(ZALO_RATE) },
  };
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  // All at once on an empty database: one migrates and lays out the demo, the others find it done.
  servers = await Promise.all(Array.from({ length: PROCESSES }, () => startNode(settings)));
  front = await openRoundRobin(servers.map(({ url }) => url));
}, 120_000);

afterAll(async () => {
  await front?.close();
  await Promise.all((servers ?? []).map((server) => server.end('SIGTERM')));
  await Promise.all([telegram?.close(), zalo?.close(), zaloOa?.close()]);
  await pool?.end();
  await database?.drop();
}, 60_000);

/** As the page and the vendors do: what gets no answer is sent again, the very same. */
async function request(path: string, init?: RequestInit): Promise<Response> {
  for (let tries = 0; ; tries += 1) {
    const response = await fetch(`${front.url}${path}`, init);
    if (response.status < 500 || tries === 20) return response;
    await new Promise((done) => setTimeout(done, 100));
  }
}

const target = (channel: 'telegram' | 'zalo' | 'zalo-oa') => targetOf({ zaloOa, request }, channel);

const tool = (...argv: readonly string[]) => runTool(settings, argv);

test('of those that start at once on an empty database one migrates and lays out the demo', async () => {
  const once = await pool.query('SELECT migration_name FROM _prisma_migrations');
  expect(new Set(once.rows.map((row) => row.migration_name)).size).toBe(once.rows.length);
  const { rows } = await pool.query(
    `SELECT (SELECT count(*)::int FROM consultations) AS consultations, (SELECT count(*)::int FROM flows) AS flows,
       (SELECT count(*)::int FROM responses WHERE simulated) AS simulated, (SELECT count(*)::int FROM releases) AS releases`,
  );
  expect(rows).toEqual([{ consultations: 1, flows: 1, simulated: 20, releases: 1 }]);
});

test('messages of all processes together keep a channel’s rate, and each leaves once', async () => {
  const messages = 60;
  const begunAt = Date.now();
  const children = Array.from({ length: messages }, (_, n) => zalo.child(`paced-${n}`));
  await Promise.all(children.map((child) => zalo.deliver(child.says('THU'), target('zalo'))));
  await expect
    .poll(() => children.reduce((sum, child) => sum + child.seen().length, 0), { timeout: 30_000 })
    .toBe(messages);
  // Three paces beside each other would need a third of it.
  expect(Date.now() - begunAt).toBeGreaterThan(((messages - 1) / ZALO_RATE) * 1_000);
  expect(front.answered.size).toBe(PROCESSES);
  await new Promise((done) => setTimeout(done, 1_500));
  for (const child of children) expect(child.seen()).toHaveLength(1);
}, 60_000);

test('children spread over all of them, one is killed in the middle, and every answer counts once', async () => {
  const flow = flowOf(await readFile('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
  const opinions = Array.from({ length: CHILDREN }, (_, n) => ({
    ...OPINION,
    answers: { ...OPINION.answers, play: n },
  }));
  const walk = (n: number, phone: Phone): Promise<Walked> => {
    const opinion = opinions[n];
    if (opinion === undefined) throw new Error('no opinion');
    return answerAll(phone, flow, 'THU', opinion);
  };
  const [onZalo, others] = [10, CHILDREN - 10];
  const said = await Promise.all(
    Array.from({ length: onZalo }, (_, n) => walk(n, zaloPhone({ zalo, target }, `walker-${n}`))),
  );
  // A message of Zalo's that the killed process had claimed would come a minute later: replies in the response do not.
  const walks = Array.from({ length: others }, (_, n) =>
    walk(onZalo + n, n % 2 === 0 ? webPhone({ request }) : telegramPhone({ telegram, target }, 5_000 + n)),
  );
  const messages = async () => Number((await pool.query('SELECT count(*) AS n FROM inbox')).rows[0].n);
  const before = await messages();
  await expect.poll(messages, { timeout: 60_000 }).toBeGreaterThan(before + 100);
  expect(await servers[0]?.end('SIGKILL')).toBeNull();
  said.push(...(await Promise.all(walks)));
  // The jobs of the two that are left, and an operator three times at once, all seal.
  await Promise.all([tool('seal'), tool('seal'), tool('seal')]);
  await expect
    .poll(async () => JSON.parse(await tool('results', 'THU', '--unpublished-counts')), {
      timeout: 60_000,
      interval: 1_000,
    })
    .toEqual({ responses: CHILDREN, waiting: 0, ledger: CHILDREN });
  const { rows } = await pool.query(
    `SELECT jsonb_object_agg(question, coalesce(to_jsonb(number), to_jsonb(options))) AS said
     FROM responses JOIN answers ON response_id = responses.id WHERE NOT simulated GROUP BY responses.id`,
  );
  expect(rows.map((row) => inWords(row.said)).sort()).toEqual(said.map(inWords).sort());
}, 180_000);

test('the jobs of all of them got along: nothing failed but what the kill broke off', () => {
  for (const server of servers) expect(server.told()).not.toMatch(/job\.failed|turn-failed|"level":50/);
});

/** Closed answers in one order and form: a single option is stored as a list of one; an open question left out not at all. */
function inWords(walked: Readonly<Record<string, unknown>>): string {
  const listed = Object.entries(walked)
    .filter(([, value]) => value !== null)
    .map(([question, value]) => [question, typeof value === 'string' ? [value] : value]);
  return JSON.stringify(listed.sort(([one], [other]) => String(one).localeCompare(String(other))));
}
