/** `staff invite` and `staff list`, and what the start says of the console. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../../src/cli/program.ts';
import { composeFlowTools } from '../../src/compose/flow-tools.ts';
import { refusalOf } from '../../src/compose/refusal-sentence.ts';
import { type Application, compose } from '../../src/compose.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { nodeRuntime } from '../../src/runtime/node-runtime.ts';
import { startLines } from '../../src/runtime/start-lines.ts';
import { codeOf } from '../sign-in/sign-in-world.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
let folder: string;
let config: Config;
let app: Application;

async function open(settings: Readonly<Record<string, string>>) {
  const read = readConfig({ DATA_DIR: folder, DEMO_RESPONSES: '0', ...settings });
  if (read.kind === 'faulty') throw new Error(read.message);
  config = read.config;
  app = await compose(config, nodeRuntime(quiet));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'staff-commands-'));
  await open({ DEMO: '0', PUBLIC_URL: 'https://em-noi.example.vn' });
}, 60_000);
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(...argv: string[]) {
  const [out, told]: [string[], string[]] = [[], []];
  const host = {
    ...{ application: async () => app, tools: () => composeFlowTools(nodeRuntime(quiet)), config, folder },
    out: (line: string) => void out.push(line),
    tell: (line: string) => void told.push(line),
    lines: (async function* none() {})(),
  };
  const code = await runCommand(argv, host, refusalOf);
  return { code, out: out.join('\n'), told: told.join('\n') };
}

describe('staff invite', () => {
  test('prints a link alone on the output, and whom it is for beside it', async () => {
    const { code, out, told } = await run(
      'staff',
      'invite',
      'Lan@B.vn',
      'staff',
      '--place',
      '79',
      '--name',
      'Lan',
    );
    expect(code).toBe(0);
    expect(out).toMatch(/^https:\/\/em-noi\.example\.vn\/console\/invitation\/[\w-]{43}$/);
    expect(told).toContain('works once');
    const link = await app.console.signIn.findLink(out.split('/').at(-1) ?? '');
    expect(link).toMatchObject({
      kind: 'open',
      invitation: { name: 'Lan', aim: { email: 'lan@b.vn', role: 'staff', place: '79' } },
    });
  });

  test('is for the whole country unless told', async () => {
    const { out } = await run('staff', 'invite', 'minh@b.vn', 'administrator');
    const link = await app.console.signIn.findLink(out.split('/').at(-1) ?? '');
    expect(link).toMatchObject({ invitation: { aim: { role: 'administrator', place: 'VN' } } });
  });

  test.each([
    [['lan@b.vn', 'boss'], 'There is no role "boss". The roles are: administrator'],
    [['lan', 'staff'], '"lan" is no e-mail address'],
    [['lan@b.vn', 'staff', '--place', '99'], 'There is no place with the code "99"'],
    [['lan@b.vn', 'staff', '--name', 'x'.repeat(101)], '--name must be at most 100'],
  ])('%s is refused with a sentence', async (words, sentence) => {
    const { code, out, told } = await run('staff', 'invite', ...words);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(told).toContain(sentence);
    expect(told).not.toMatch(/\n\s+at /);
  });
});

test('the start gives the link of the first administrator, the same until it is used', async () => {
  const line = async () =>
    (await startLines(app, config, 'http://localhost:8080')).find((one) => one.includes('/invitation/'));
  const link = (await line())?.trim() ?? '';
  expect(link).toMatch(/^https:\/\/em-noi\.example\.vn\/console\/invitation\/[\w-]{43}$/);
  expect(await line()).toBe(`    ${link}`);
  const token = link.split('/').at(-1) ?? '';
  const password = 'mưa rơi trên mái ngói';
  const form = { token, name: 'Lan', email: 'lan@b.vn', password, headers: new Headers(), address: '' };
  expect((await app.console.signIn.followLink(form)).kind).toBe('accepted');
  expect(await line()).toBeUndefined();
  expect((await run('staff', 'invite', 'lan@b.vn', 'staff')).told).toContain(
    'lan@b.vn has an account already',
  );
  expect((await run('staff', 'list')).out).toMatch(
    /^lan@b\.vn {2}Lan {2}administrator VN {2}last sign-in \d{4}-\d\d-\d\d$/,
  );
});

test('with the demo its sign-ins are printed and work, and a start without it takes them away', async () => {
  await app.close();
  await open({ DEMO: '1' });
  const lines = (await startLines(app, config, 'http://localhost:8080')).join('\n');
  expect(lines).toContain('console: http://localhost:8080/console');
  expect(lines).toContain('council: http://localhost:8080/council');
  const password = /password of each: ([a-z0-9-]+)\)/.exec(lines)?.[1] ?? '';
  const rows = [...lines.matchAll(/^ +(\S+@demo\.example) {2}(\S+) (\S+?)(?:, .* key ([A-Z2-7]+))?$/gm)];
  expect(rows).toHaveLength(9);
  for (const [, email = '', role, , key] of rows) {
    const visit = { headers: new Headers(), address: email };
    const entry = await app.console.signIn.enterPassword({ ...visit, email, password });
    expect(entry.kind, role).toBe(key === undefined ? 'entered' : 'code-asked');
    if (key === undefined) continue;
    const cookie = entry.cookies.map((one) => one.split(';')[0]).join('; ');
    const shown = await app.console.signIn.enterCode({
      ...visit,
      headers: new Headers({ cookie }),
      code: codeOf(key),
    });
    expect(shown.kind, role).toBe('entered');
  }
  await app.close();
  await open({ DEMO: '0' });
  expect((await run('staff', 'list')).out.split('\n')).toHaveLength(1);
  expect((await startLines(app, config, 'http://localhost:8080')).join('\n')).not.toContain('demo');
}, 60_000);
