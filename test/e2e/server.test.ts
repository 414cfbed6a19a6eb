/** The program as it is started: one process on an empty folder, its commands beside it, a kill, a restart. */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
let server: Server;

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };
type Server = { readonly url: string; readonly process: ChildProcess; readonly told: () => string };

function environment(settings: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, PORT: '0', DATA_DIR: folder, DEMO_RESPONSES: '40', LOG_LEVEL: 'warn', ...settings };
}

async function start(settings?: Readonly<Record<string, string>>): Promise<Server> {
  const child = spawn(process.execPath, ['dist/node.js'], { env: environment(settings) });
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  for (let waited = 0; waited < 60_000; waited += 50) {
    const url = /ready on (http:\/\/\S+)/.exec(told)?.[1];
    if (url !== undefined) return { url, process: child, told: () => told };
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${told}`);
    await new Promise((done) => setTimeout(done, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`not ready: ${told}`);
}

async function end(running: Server, signal: NodeJS.Signals): Promise<number | null> {
  const gone = new Promise<number | null>((done) => running.process.once('exit', (code) => done(code)));
  running.process.kill(signal);
  return gone;
}

function command(
  argv: readonly string[],
  input = '',
  settings?: Readonly<Record<string, string>>,
): Promise<Ended> {
  const child = spawn(process.execPath, ['dist/cli.js', ...argv], { env: environment(settings) });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  child.stdin.end(input);
  return new Promise((done) => child.once('close', (code) => done({ code, out, err })));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'em-noi-server-'));
  server = await start();
}, 90_000);

afterAll(async () => {
  if (server.process.exitCode === null) await end(server, 'SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

test('the start tells the child’s link and where the data lies', () => {
  expect(server.told()).toContain('/c/THU');
  expect(server.told()).toContain(folder);
});

test('it is alive, ready, and shows figures of itself', async () => {
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  expect(await (await fetch(`${server.url}/metrics`)).text()).toContain('em_noi_process_cpu');
  expect((await fetch(`${server.url}/c/THU`)).status).toBe(200);
});

test('commands are served while the server has the folder open', async () => {
  const list = await command(['consultation', 'list']);
  expect(list).toMatchObject({ code: 0, err: '' });
  expect(list.out).toContain('truong-hoc-hanh-phuc  open');
  const results = await command(['results', 'THU', '--format', 'json']);
  expect(JSON.parse(results.out)).toMatchObject({ responses: 40, simulated: 40, number: 1, minCell: 5 });
  const counts = await command(['results', 'THU', '--unpublished-counts']);
  expect(JSON.parse(counts.out)).toEqual({ responses: 0, waiting: 0, ledger: 0 });
});

test('a second server on the folder is refused in one clear sentence', async () => {
  await expect(start()).rejects.toThrow(/data folder .* is in use by another process/);
});

test('what was said survives a kill, and the conversation goes on', async () => {
  const first = await post(server.url, '', { id: 'a' });
  const cookie = first.cookie;
  expect(first.body.messages.length).toBeGreaterThan(0);
  const age = await post(server.url, cookie, { id: 'b', text: '9' });
  await end(server, 'SIGKILL');
  server = await start();
  const again = await post(server.url, cookie, { id: 'b', text: '9' });
  expect(again.body).toEqual(age.body);
  const next = await post(server.url, cookie, { id: 'c', text: 'có' });
  expect(next.body).not.toEqual(age.body);
}, 90_000);

test('a stop by signal drains, lets go of the folder, and leaves no socket', async () => {
  expect(await end(server, 'SIGTERM')).toBe(0);
  expect(await readdir(folder)).not.toContain('control.sock');
  const list = await command(['consultation', 'list']);
  expect(list).toMatchObject({ code: 0, err: '' });
  expect(list.out).toContain('truong-hoc-hanh-phuc');
}, 60_000);

test('wrong words at the command line get help and no stack trace', async () => {
  for (const argv of [
    ['nonsense'],
    ['results'],
    ['results', 'THU', '--format', 'xml'],
    ['flow', 'check'],
    ['--nope'],
  ]) {
    const ended = await command(argv);
    expect(ended.code, argv.join(' ')).toBe(2);
    expect(ended.err, argv.join(' ')).toMatch(/^(error: |There is no command )/);
    expect(ended.err).not.toMatch(/^\s+at /m);
  }
  const unknown = await command(['results', 'KHONG']);
  expect(unknown.code).toBe(1);
  expect(unknown.err).toMatch(/no consultation with the name or code “KHONG”/);
  expect((await command(['consultation', '--help'])).out).toContain('launch');
}, 60_000);

test('a faulty setting stops start and command alike, naming every mistake', async () => {
  const ended = await command(['seal'], '', { PORT: 'x', MIN_CELL: '0' });
  expect(ended.code).toBe(1);
  expect(ended.err).toMatch(/PORT must[\s\S]*MIN_CELL must/);
  await expect(start({ PORT: 'x', MIN_CELL: '0' })).rejects.toThrow(/PORT must[\s\S]*MIN_CELL must/);
});

test('replies are read from lines of JSON', async () => {
  const lines = [
    { options: ['Có', 'Không'], reply: 'hok' },
    { options: ['Vui', 'Không vui'], reply: '2' },
    { options: ['Vui', 'Buồn'], reply: 'cứu em với' },
    { options: ['Vui', 'Buồn'], reply: 'bỏ qua' },
  ].map((line) => JSON.stringify(line));
  const ended = await command(['read-reply'], `${lines.join('\n')}\nnot json\n`);
  expect(ended.code).toBe(0);
  expect(
    ended.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { read: 'option', index: 1 },
    { read: 'option', index: 1 },
    { read: 'safe-word' },
    { read: 'skip' },
    { error: expect.any(String) },
  ]);
});

async function post(url: string, cookie: string, body: Readonly<Record<string, string>>) {
  const response = await fetch(`${url}/c/THU/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return {
    cookie: response.headers.get('set-cookie')?.split(';')[0] ?? cookie,
    body: (await response.json()) as { messages: { text: string }[] },
  };
}
