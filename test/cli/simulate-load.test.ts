/** The burst: played on a real server, it adds up with what the server stored; and it goes nowhere else. */

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { runCommand } from '../../src/cli/program.ts';
import { readConfig } from '../../src/config.ts';
import { startWorld, WEBHOOK_SECRET, type World } from '../e2e/world.ts';
import { freshDatabase } from '../support/postgres.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let world: World;
let server: ServerType;
let url: string;
let settings: Record<string, string>;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'));
  settings = {
    TELEGRAM_API_ROOT: `http://127.0.0.1:${await freePort()}`,
    ZALO_API_ROOT: `http://127.0.0.1:${await freePort()}`,
  };
  world = await startWorld({ DATABASE_URL: database.url, ...settings });
  server = await new Promise((done) => {
    const started = serve({ fetch: world.fetch, port: 0, hostname: '127.0.0.1' }, () => done(started));
  });
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
}, 60_000);

afterAll(async () => {
  await new Promise((done) => server.close(done));
  await world.close();
  await pool.end();
  await database.drop();
});

async function freePort(): Promise<number> {
  const probe = await listen(() => {});
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

function listen(listener: RequestListener): Promise<Server> {
  return new Promise((done) => {
    const started = createServer(listener).listen(0, '127.0.0.1', () => done(started));
  });
}

async function withServer<T>(listener: RequestListener, work: (url: string) => Promise<T>): Promise<T> {
  const other = await listen(listener);
  try {
    return await work(`http://127.0.0.1:${(other.address() as AddressInfo).port}`);
  } finally {
    other.closeAllConnections();
    await new Promise((done) => other.close(done));
  }
}

async function burst(words: readonly string[], given: Readonly<Record<string, string>> = {}) {
  const read = readConfig({
    ...{ DATABASE_URL: database.url, SECRET_KEY: 'k'.repeat(40), ...settings },
    ...{ TELEGRAM_BOT_TOKEN: '1:x', TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET },
    ...{ ZALO_BOT_TOKEN: '1:x', ZALO_WEBHOOK_SECRET: WEBHOOK_SECRET, ...given },
  });
  if (read.kind === 'faulty') throw new Error(read.message);
  const out: string[] = [];
  const told: string[] = [];
  const host = {
    application: () => Promise.reject(new Error('it opens no database')),
    tools: () => Promise.reject(new Error('it needs no tools')),
    config: read.config,
    folder: process.cwd(),
    out: (line: string) => void out.push(line),
    tell: (line: string) => void told.push(line),
    lines: (async function* none() {})(),
  };
  const code = await runCommand(['simulate-load', ...words], host, () => null);
  return { code, out: out.join('\n'), told: told.join('\n') };
}

const figure = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1]);

async function counts() {
  const { rows } = await pool.query(
    `SELECT (SELECT count(*)::int FROM contacts) AS children, (SELECT count(*)::int FROM inbox) AS messages,
       (SELECT count(*)::int FROM sessions WHERE disposition = 'complete') AS complete,
       (SELECT count(*)::int FROM waiting_texts) AS texts`,
  );
  return rows[0];
}

describe.each(['web', 'telegram', 'zalo'])('a burst on %s', (channel) => {
  test('adds up with what the server stored: every answer, every child, every walk to its end', async () => {
    const before = await counts();
    const words = ['--url', url, '--code', 'thu', '--channel', channel, '--pause', '0.05'];
    const played = await burst([...words, '--rate', '60', '--seconds', '4']);
    expect(played.out).not.toMatch(/Error:/);
    expect(played).toMatchObject({ code: 0 });
    expect(played.told).toMatch(/real to the server/);
    const after = await counts();
    // On the vendors' channels one child is tried first: it opens and answers once.
    const tried = channel === 'web' ? 0 : 1;
    expect(figure(played.out, /^(\d+) answers in/m)).toBe(240);
    expect(after.messages - before.messages).toBe(240 + 2 * tried);
    expect(after.children - before.children).toBe(figure(played.out, /(\d+) children came/) + tried);
    const finished = figure(played.out, /(\d+) reached the end/);
    expect(after.complete - before.complete).toBe(finished);
    expect(finished).toBeGreaterThan(0);
    // Words are never made up.
    expect(after.texts).toBe(before.texts);
    expect(played.out).toMatch(/p50 .* ms, p95 .* ms, p99 .* ms/);
  });
});

describe('a burst goes to this machine only', () => {
  test.each([
    'http://example.org',
    'http://em-noi.example.vn:8080',
    'http://10.0.0.1:8080',
    'http://192.168.1.2',
    'http://0.0.0.0:8080',
    'http://169.254.169.254',
    'http://localhost.example.org',
    'http://127.0.0.1.example.org',
    'http://[::ffff:10.0.0.1]:8080',
    'http://[fe80::1]:8080',
    'https://localhost:8080',
    'localhost:8080',
    'http://user@localhost:8080',
    'http://localhost:8080/c/THU',
    'nonsense',
  ])('%s is refused in a sentence', async (address) => {
    const refused = await burst(['--url', address, '--code', 'THU']);
    expect(refused.code).toBe(1);
    expect(refused.told).toMatch(/this machine only|no address of a server|of the server alone/);
    expect(refused.out).toBe('');
  });

  test('names that mean this machine are taken', async () => {
    const { port } = new URL(url);
    for (const address of [
      `http://127.0.0.1:${port}`,
      `http://LOCALHOST:${port}/`,
      `http://2130706433:${port}`,
    ]) {
      const played = await burst(['--url', address, '--code', 'THU', '--rate', '5', '--seconds', '1']);
      expect(played.code, address).toBe(0);
    }
  });

  test('a redirect is not followed', async () => {
    let strayed = 0;
    await withServer(
      () => {
        strayed += 1;
      },
      (elsewhere) =>
        withServer(
          (_request, response) => response.writeHead(302, { location: `${elsewhere}/c/THU` }).end(),
          async (here) => {
            const refused = await burst(['--url', here, '--code', 'THU']);
            expect(refused).toMatchObject({ code: 1 });
            expect(refused.told).toMatch(/HTTP 302/);
          },
        ),
    );
    expect(strayed).toBe(0);
  });

  test('no vendor is reached: an API elsewhere is refused, and so is a server that speaks to another one', async () => {
    const words = ['--url', url, '--code', 'THU', '--channel', 'telegram'];
    const real = await burst(words, { TELEGRAM_API_ROOT: 'https://api.telegram.org' });
    expect(real).toMatchObject({ code: 1 });
    expect(real.told).toMatch(/must not reach a real vendor/);
    const secret = await burst(words, { TELEGRAM_WEBHOOK_SECRET: 'another-secret' });
    expect(secret.told).toMatch(/another webhook secret/);
    const taken = await burst(words, { TELEGRAM_API_ROOT: url });
    expect(taken.told).toMatch(/Nothing can listen/);
  });
});

describe('what cannot be played is refused in a sentence', () => {
  test('wrong words', async () => {
    for (const words of [
      [],
      ['--code', 'THU', '--rate', '0'],
      ['--code', 'THU', '--rate', '5001'],
      ['--code', 'THU', '--rate', '1.5'],
      ['--code', 'THU', '--seconds', '601'],
      ['--code', 'THU', '--seconds', 'x'],
      ['--code', 'THU', '--pause', '-1'],
      ['--code', 'THU', '--channel', 'fax'],
    ]) {
      const refused = await burst(['--url', url, ...words]);
      expect(refused.code, words.join(' ')).toBe(2);
      expect(refused.told, words.join(' ')).toMatch(/error: /);
    }
    const many = await burst(['--code', 'THU', '--rate', '5000', '--seconds', '600']);
    expect(many).toMatchObject({ code: 1 });
    expect(many.told).toMatch(/at most 600000/);
    expect((await burst(['--code', 'T!'])).told).toMatch(/--code must be/);
  });

  test('no server, an unknown code, a consultation that is not the demo or not open', async () => {
    const nobody = await burst(['--url', `http://localhost:${await freePort()}`, '--code', 'THU']);
    expect(nobody).toMatchObject({ code: 1 });
    expect(nobody.told).toMatch(/No server answers/);
    expect((await burst(['--url', url, '--code', 'NOPE'])).told).toMatch(/knows no code NOPE/);
    const order = { flowId: 'truong-hoc-hanh-phuc', places: [], minCell: 5, opensAt: null, closesAt: null };
    await world.app.launch({ ...order, slug: 'real-one', codes: [{ code: 'REAL', place: null }] });
    const words = ['--url', url, '--code', 'REAL', '--rate', '5', '--seconds', '1'];
    const real = await burst(words);
    expect(real).toMatchObject({ code: 1 });
    expect(real.told).toMatch(/not the demo consultation[\s\S]*--real-consultation/);
    expect(await world.app.unpublishedCounts('real-one')).toMatchObject({ responses: 0, waiting: 0 });
    expect(await burst([...words, '--real-consultation'])).toMatchObject({ code: 0 });
    await world.app.closeConsultation('real-one');
    expect((await burst([...words, '--real-consultation'])).told).toMatch(/no open consultation/);
  });
});

describe('a server that does not keep up', () => {
  const page = '<p class="demo">…</p><fieldset id="answers">';
  const reply = JSON.stringify({ messages: [{ choices: [{ id: 'b:run:q:a' }], done: false }] });

  test('holds up nobody: answers leave at their moments, and are timed from them', async () => {
    let most = 0;
    let open = 0;
    const played = await withServer(
      (request, response) => {
        if (request.method === 'GET') return response.end(page);
        open += 1;
        most = Math.max(most, open);
        return setTimeout(() => {
          open -= 1;
          response.end(reply);
        }, 400);
      },
      (slow) => burst(['--url', slow, '--code', 'THU', '--rate', '50', '--seconds', '2', '--pause', '0']),
    );
    expect(played).toMatchObject({ code: 0 });
    expect(figure(played.out, /^(\d+) answers in/m)).toBe(100);
    expect(figure(played.out, /p50 (\d+) ms/)).toBeGreaterThanOrEqual(399);
    // A closed loop would have had one after the other.
    expect(most).toBeGreaterThan(5);
  });

  test('is told by kind of error, and fails the command', async () => {
    let calls = 0;
    const played = await withServer(
      (request, response) => {
        calls += 1;
        if (request.method === 'GET') return response.end(page);
        if (calls % 3 === 0) return response.writeHead(503).end();
        if (calls % 3 === 1) return request.socket.destroy();
        return response.end('{}');
      },
      (broken) => burst(['--url', broken, '--code', 'THU', '--rate', '30', '--seconds', '1']),
    );
    expect(played).toMatchObject({ code: 1 });
    expect(played.out).toMatch(/Error: HTTP 503, \d+ times/);
    expect(played.out).toMatch(/Error: connection broken off, \d+ times/);
    expect(played.out).toMatch(/Error: a reply that is none, \d+ times/);
    expect(played.told).toMatch(/30 errors/);
  });
});
