/** The server stopped by signal: what was begun is finished and kept, nothing is half kept, and it never takes long. */

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { type FakeTelegram, startFakeTelegram } from '../fake-vendors/telegram.ts';
import { type FakeZalo, startFakeZalo } from '../fake-vendors/zalo.ts';
import { type FakeZaloOa, startFakeZaloOa } from '../fake-vendors/zalo-oa.ts';
import { readFigures } from '../runtime/metrics/figures.ts';
import { freshDatabase } from '../support/postgres.ts';
import { layDatabaseLine } from './database-line.ts';
import { type NodeProcess, startNode } from './node-process.ts';
import { smokeSettings } from './smoke.ts';
import { runSql } from './sql.ts';
import { WEBHOOK_SECRET } from './world.ts';

/** What a stop may take, with room for a busy machine: nine seconds are promised. */
const STOP_MS = 14_000;

const TELEGRAM_HEADERS = {
  'content-type': 'application/json',
  'x-telegram-bot-api-secret-token': WEBHOOK_SECRET,
};

let database: Awaited<ReturnType<typeof freshDatabase>>;
let telegram: FakeTelegram;
let zalo: FakeZalo;
let zaloOa: FakeZaloOa;
const running: NodeProcess[] = [];

beforeEach(async () => {
  [database, telegram, zalo, zaloOa] = await Promise.all([
    freshDatabase(inject('postgresUrl')),
    startFakeTelegram({ keepCalls: 0 }),
    startFakeZalo(),
    startFakeZaloOa(),
  ]);
});

afterEach(async () => {
  for (const one of running.splice(0)) if (one.process.exitCode === null) await one.end('SIGKILL');
  await Promise.all([telegram?.close(), zalo?.close(), zaloOa?.close()]);
  await database?.drop();
});

async function start(more: Readonly<Record<string, string>> = {}): Promise<NodeProcess> {
  const server = await startNode({
    ...smokeSettings({ telegram, zalo, zaloOa }),
    ...{ DATABASE_URL: database.url, DEMO: '1', DEMO_RESPONSES: '0', LOG_LEVEL: 'info' },
    // Sealing erases what was replied, and here replies are compared.
    ...{ SEAL_BATCH: '1000', ...more },
  });
  running.push(server);
  return server;
}

/** Sends the signal. @returns the exit code and how long it took */
async function stop(server: NodeProcess, signal: NodeJS.Signals = 'SIGTERM') {
  const startedAt = performance.now();
  const code = await server.end(signal);
  return { code, ms: performance.now() - startedAt };
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

type Answered = { readonly status: number; readonly body: string; readonly connection: string };

/** Posts as a vendor does, on connections that are kept; status 0 where no whole answer came. */
function post(agent: Agent, url: string, body: string): Promise<Answered> {
  return new Promise((done) => {
    const none = { status: 0, body: '', connection: '' };
    const call = httpRequest(url, { method: 'POST', agent, headers: TELEGRAM_HEADERS }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('error', () => done(none));
      const connection = response.headers.connection ?? '';
      response.on('end', () => done({ status: response.statusCode ?? 0, body: text, connection }));
    });
    call.on('error', () => done(none));
    call.end(body);
  });
}

/** What children of a class say, one after the other, until the server is gone. */
async function answerUntilGone(server: NodeProcess, id: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const child = telegram.child(id);
  const accepted: { readonly body: string; readonly reply: string }[] = [];
  const words = ['/start THU', '12', 'có'];
  for (;;) {
    const body = JSON.stringify(child.says(words.shift() ?? 'bỏ qua'));
    const answer = await post(agent, `${server.url}/webhooks/telegram`, body);
    if (answer.status === 200) {
      accepted.push({ body, reply: answer.body });
      continue;
    }
    agent.destroy();
    return { accepted, refused: body, status: answer.status };
  }
}

/** Walks that were not changed by as many turns as messages were taken: these children send one at a time. */
const HALF_KEPT = `SELECT s.version, count(i.key)::int AS messages
  FROM sessions s LEFT JOIN inbox i ON i.session_id = s.id GROUP BY s.id HAVING s.version <> count(i.key)`;

async function turns(server: NodeProcess, outcome: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return readFigures(text).value(`em_noi_turns_total{outcome="${outcome}"}`) ?? Number.NaN;
}

describe.each(['PostgreSQL', 'the embedded database'])('in the middle of load on %s', (engine) => {
  test('everything that was accepted is kept, nothing is half kept, and children go on afterwards', async () => {
    const onServer = engine === 'PostgreSQL';
    const folder = await mkdtemp(join(tmpdir(), 'em-noi-stop-'));
    const where = onServer ? {} : { DATABASE_URL: '', DATA_DIR: folder };
    const first = await start(where);
    const children = Array.from({ length: 48 }, (_, n) => answerUntilGone(first, 9_000 + n));
    await expect.poll(() => turns(first, 'committed'), { timeout: 20_000 }).toBeGreaterThan(400);
    const { code, ms } = await stop(first);
    expect({ code, inTime: ms < STOP_MS }).toEqual({ code: 0, inTime: true });
    const played = await Promise.all(children);
    expect(first.told()).toContain('"server.stopped"');
    // Told to go away, or not answered at all: never an error of ours.
    expect(new Set(played.map(({ status }) => status))).toEqual(new Set([0]));
    if (onServer) expect(await runSql(database.url, HALF_KEPT)).toEqual([]);

    const second = await start(where);
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const url = `${second.url}/webhooks/telegram`;
    const accepted = played.flatMap((one) => one.accepted);
    const again = await Promise.all(accepted.map(async ({ body }) => await post(agent, url, body)));
    expect(again.filter(({ status }) => status !== 200)).toEqual([]);
    expect(await turns(second, 'duplicate')).toBe(accepted.length);
    expect(await turns(second, 'committed')).toBe(0);
    // A repeated delivery gets what was said to the first: the reply had left whole.
    expect(again.map(({ body }) => body)).toEqual(accepted.map(({ reply }) => reply));
    // What was not answered had not been taken either: no reply was cut off.
    const late = await Promise.all(played.map(({ refused }) => post(agent, url, refused)));
    expect(late.filter(({ status }) => status !== 200)).toEqual([]);
    expect(await turns(second, 'committed')).toBe(late.length);
    agent.destroy();
    await second.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  }, 90_000);
});

describe('one at a time', () => {
  test('a proxy is told first: not ready, but still serving, for as long as STOP_DELAY says', async () => {
    const server = await start({ STOP_DELAY: '2' });
    const ending = stop(server);
    await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.url}/c/THU`)).status).toBe(200);
    const { code, ms } = await ending;
    expect(code).toBe(0);
    expect(ms).toBeGreaterThan(1_900);
    expect(ms).toBeLessThan(2_000 + STOP_MS);
    // It had not lost its database: only the stop made it unready.
    expect(server.told()).not.toContain('server.not-ready');
  }, 60_000);

  test('a send that is under way is finished, once, and no other is begun', async () => {
    const server = await start({ ZALO_RATE: '1' });
    const child = zalo.child('slow-child');
    zalo.faults.add({ method: 'sendMessage', fault: { kind: 'slow', delayMs: 1_500 } });
    const target = { url: `${server.url}/webhooks/zalo`, secret: WEBHOOK_SECRET };
    expect(await zalo.deliver(child.says('THU'), target)).toMatchObject({ status: 200 });
    await expect.poll(() => zalo.callCount()).toBe(1);
    expect(await stop(server)).toMatchObject({ code: 0 });
    expect(child.seen()).toHaveLength(1);
    expect(zalo.callCount()).toBe(1);
    // Sent and settled: the next server will not send it again.
    const [left] = await runSql(
      database.url,
      'SELECT count(*)::int AS n FROM outbox WHERE claimed_until IS NOT NULL',
    );
    expect(left).toEqual({ n: 0 });
  }, 60_000);

  /** Begins a request and never ends it. */
  async function dawdle(server: NodeProcess): Promise<Socket> {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    await new Promise<void>((done) => socket.once('connect', done));
    const head = [
      'POST /c/THU/messages HTTP/1.1',
      'Host: x',
      'Content-Type: application/json',
      'Content-Length: 99',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n{"id":`);
    await pause(200);
    return socket;
  }

  test('whoever dawdles is cut off after a while', async () => {
    const server = await start();
    await dawdle(server);
    const { code, ms } = await stop(server);
    expect(code).toBe(0);
    expect(ms).toBeGreaterThan(4_000);
    expect(ms).toBeLessThan(STOP_MS);
  }, 60_000);

  test('a second signal ends it at once, whichever it is', async () => {
    const server = await start();
    await dawdle(server);
    const startedAt = performance.now();
    server.process.kill('SIGTERM');
    await pause(500);
    expect(server.process.exitCode).toBeNull();
    expect(await server.end('SIGINT')).toBe(1);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(server.told()).toContain('server.stop-cut-off');
  }, 60_000);

  test('one key pressed in a terminal is one signal, though npm passes it on a second time', async () => {
    const server = await start();
    server.process.kill('SIGINT');
    server.process.kill('SIGINT');
    expect(await server.end('SIGINT')).toBe(0);
    expect(server.told()).toContain('"server.stopped"');
  }, 60_000);

  test('a signal to npm start, which reaches only the shell between, stops it as well', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'em-noi-npm-'));
    const settings = { PORT: '0', DATA_DIR: folder, DEMO: '0', npm_lifecycle_event: 'start' };
    const { PATH, HOME } = process.env;
    const script = `"${process.execPath}" dist/node.js; exit 0`;
    const shell = spawn('sh', ['-c', script], { env: { PATH, HOME, ...settings } });
    let told = '';
    shell.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    await expect.poll(() => told, { timeout: 30_000 }).toContain('ready on');
    shell.kill('SIGTERM');
    await expect.poll(() => told, { timeout: STOP_MS }).toContain('"server.stopped"');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }, 60_000);

  test('a database that hangs does not hold it up for longer than told', async () => {
    const line = await layDatabaseLine(database.url);
    try {
      const server = await start({ DATABASE_URL: line.url });
      line.hang();
      const unanswered = post(
        new Agent(),
        `${server.url}/webhooks/telegram`,
        JSON.stringify(telegram.child(1).says('/start THU')),
      );
      await pause(300);
      const { ms } = await stop(server);
      expect(ms).toBeLessThan(STOP_MS);
      expect((await unanswered).status).toBe(0);
      const [kept] = await runSql(database.url, 'SELECT count(*)::int AS n FROM inbox');
      expect(kept).toEqual({ n: 0 });
    } finally {
      await line.close();
    }
  }, 60_000);
});
