/** Secrets of the settings: in no line of the log, no page, no figure and no answer of a command, whatever fails. */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Each with a mark of its own, in the form that is asked for. */
const SECRETS = {
  SECRET_KEY: 'marked-secret-key-0123456789-abcdefghij-klmnop',
  TELEGRAM_BOT_TOKEN: '7000000001:marked-telegram-token-abcdefghijklm',
  TELEGRAM_WEBHOOK_SECRET: 'marked-telegram-webhook-secret',
  ZALO_BOT_TOKEN: '9000000001:marked-zalo-token-abcdefghijklmnopq',
  ZALO_WEBHOOK_SECRET: 'marked-zalo-webhook-secret',
  OIDC_CLIENT_SECRET: 'marked-oidc-client-secret',
  METRICS_TOKEN: 'marked-metrics-token-0123456789',
} as const;

/** Any of them, or the part of it that counts. */
const MARK = /marked-[a-z-]+/;
const PASSWORD = 'marked-mail-password';

let folder: string;
let vendor: Server;
let settings: Record<string, string>;
let server: ChildProcess;
let url = '';
let told = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  // Fails at everything, and repeats what it was asked, secrets in the path included.
  vendor = createServer((request, response) => {
    response.writeHead(request.url?.includes('getMe') ? 401 : 500, { 'content-type': 'text/plain' });
    response.end(`no: ${request.url} ${JSON.stringify(request.headers)}`);
  });
  await new Promise<void>((done) => vendor.listen(0, '127.0.0.1', done));
  const root = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  settings = {
    ...SECRETS,
    ...{
      TELEGRAM_API_ROOT: root,
      ZALO_API_ROOT: root,
      OIDC_ISSUER: `${root}/realm`,
      OIDC_CLIENT_ID: 'em-noi',
    },
    ...{
      SMTP_URL: `smtp://mail:${PASSWORD}@127.0.0.1:1`,
      DATA_DIR: join(folder, 'data'),
      LOG_LEVEL: 'debug',
    },
    ...{ PORT: '0', DEMO_RESPONSES: '20', TELEGRAM_BOT_USERNAME: 'em_noi_bot' },
  };
  const { PATH, HOME } = process.env;
  server = spawn(process.execPath, ['dist/node.js'], { env: { PATH, HOME, ...settings } });
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  for (let waited = 0; url === '' && waited < 60_000; waited += 50) {
    url = /ready on (http:\/\/\S+)/.exec(told)?.[1] ?? '';
    if (server.exitCode !== null) throw new Error(told);
    await new Promise((done) => setTimeout(done, 50));
  }
}, 90_000);

afterAll(async () => {
  server?.kill('SIGKILL');
  vendor?.close();
  await rm(folder, { recursive: true, force: true });
});

function command(argv: readonly string[], change: Record<string, string> = {}): Promise<string> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['dist/cli.js', ...argv], {
    env: { PATH, HOME, ...settings, ...change },
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stdin.end();
  return new Promise((done) => child.once('close', (code) => done(`${code}\n${out}`)));
}

const aMessage = (text: string) => ({
  ...{ update_id: Math.floor(Math.random() * 1e9) },
  message: {
    ...{ message_id: 1, date: 1_764_000_000, text },
    chat: { id: 5_550_001, type: 'private' },
    from: { id: 5_550_001, is_bot: false, first_name: 'x', language_code: 'vi' },
  },
});

it('pages, figures and errors hold none', async () => {
  const paths = [
    ...[
      '/',
      '/c/THU',
      '/c/NOPE',
      '/console',
      '/console/sign-in',
      '/console/sign-in/provider',
      '/results',
      '/api/v1',
      '/api/v1/openapi.json',
    ],
    ...[
      '/healthz',
      '/readyz',
      '/metrics',
      '/nowhere',
      '/assets/none',
      '/console/%00',
      '/webhooks/telegram',
      '/.env',
      '/package.json',
    ],
  ];
  for (const path of paths) {
    const answer = await fetch(`${url}${path}`, { redirect: 'manual' });
    const text = `${await answer.text()} ${JSON.stringify([...answer.headers])}`;
    expect(text, path).not.toMatch(MARK);
    expect(answer.status, path).toBeLessThan(600);
  }
  const metrics = await fetch(`${url}/metrics`, {
    headers: { authorization: `Bearer ${SECRETS.METRICS_TOKEN}` },
  });
  expect(metrics.status).toBe(200);
  expect(await metrics.text()).not.toMatch(MARK);
}, 60_000);

it('vendors that fail and repeat what they were asked bring none into the log', async () => {
  for (const secret of [SECRETS.TELEGRAM_WEBHOOK_SECRET, 'wrong']) {
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
    for (const text of ['THU', '/start THU', 'SOS'])
      await fetch(`${url}/webhooks/telegram`, {
        method: 'POST',
        headers,
        body: JSON.stringify(aMessage(text)),
      });
  }
  const chat = { chat_type: 'PRIVATE', id: 'zalo-5550001' };
  const from = { id: chat.id, is_bot: false, display_name: 'x' };
  const event = { date: Date.now(), chat, from, message_id: 'a'.repeat(20), text: 'THU' };
  const said = await fetch(`${url}/webhooks/zalo`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-bot-api-secret-token': SECRETS.ZALO_WEBHOOK_SECRET,
    },
    body: JSON.stringify({ event_name: 'message.text.received', message: event }),
  });
  expect(said.status).toBe(200);
  await fetch(`${url}/console/sign-in/provider`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
  });
  for (let waited = 0; !/send\./.test(told) && waited < 10_000; waited += 100)
    await new Promise((done) => setTimeout(done, 100));
  expect(told).toMatch(/send\./);
  expect(told).not.toMatch(MARK);
}, 60_000);

it('commands hold none, whatever is wrong', async () => {
  const said = [
    await command(['webhook', 'set', 'telegram']),
    await command(['webhook', 'info', 'zalo']),
    await command(['results', 'NOPE']),
    await command(['no-such-command', '--token']),
    await command(['audit', 'list']),
    await command(['privacy', 'record']),
    await command(['check'], { PORT: 'x' }),
    await command(['list'], {
      PORT: 'x',
      SECRET_KEY: 'marked-short',
      TELEGRAM_BOT_TOKEN: 'marked-nonsense',
      OIDC_ISSUER: 'x',
    }),
    await command(['results', 'THU'], { DATABASE_URL: `postgresql://someone:${PASSWORD}@127.0.0.1:1/x` }),
    await command(['results', 'THU'], { DATABASE_URL: `mysql://someone:${PASSWORD}@127.0.0.1:1/x` }),
    await command(['backup', '--output', join(folder, 'backups')]),
  ];
  for (const one of said) expect(one).not.toMatch(MARK);
  expect(said.filter((one) => !one.startsWith('0\n')).length).toBeGreaterThan(4);
  for (const name of await readdir(folder)) expect(name).not.toMatch(MARK);
}, 120_000);

it('the database and its log keep none in clear', async () => {
  server.kill('SIGTERM');
  await new Promise((done) => server.once('exit', done));
  expect(told).not.toMatch(MARK);
  const holding: string[] = [];
  for (const file of await readdir(join(folder, 'data'), { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const bytes = await readFile(join(file.parentPath, file.name));
    if (MARK.test(bytes.toString('latin1'))) holding.push(file.name);
  }
  expect(holding).toEqual([]);
}, 60_000);
