/** What is changed on the command line stands in the audit log, and the log is looked through from there. */

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../src/cli/program.ts';
import { composeFlowTools } from '../../src/compose/flow-tools.ts';
import { refusalOf } from '../../src/compose/refusal-sentence.ts';
import { type Application, compose } from '../../src/compose.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { openLog } from '../../src/runtime/log.ts';
import { nodeRuntime } from '../../src/runtime/node-runtime.ts';

let app: Application;
let config: Config;
const runtime = nodeRuntime(openLog('silent', {}), {});

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'audit-cli-'));
  const read = readConfig({ DATA_DIR: folder, DEMO: '1', DEMO_RESPONSES: '0', LOG_LEVEL: 'silent' });
  if (read.kind !== 'valid') throw new Error(read.message);
  config = read.config;
  app = await compose(config, runtime);
}, 60_000);
afterAll(() => app?.close());

async function run(...argv: string[]) {
  const out: string[] = [];
  const told: string[] = [];
  const host = {
    application: () => Promise.resolve(app),
    tools: () => composeFlowTools(runtime),
    config,
    folder: '.',
    out: (line: string) => out.push(line),
    tell: (line: string) => told.push(line),
    lines: (async function* none() {})(),
  };
  const code = await runCommand(argv, host, refusalOf);
  return { code, out, told: told.join('\n') };
}

const newest = async () => (await app.audit.list({ placeless: true, most: 1 }))[0];

it('a key is made, listed and withdrawn; each change is entered without its words', async () => {
  const made = await run('api-key', 'make', 'Cổng của tỉnh', '--place', '79', '--days', '30');
  expect(made.code).toBe(0);
  expect(made.out[0]).toMatch(/^emn_/);
  expect(await newest()).toMatchObject({
    ...{ actor: { id: 'command-line' }, deed: 'command api-key make', subject: null, facts: {} },
  });
  const listed = await run('api-key', 'list');
  expect(listed.out[0]).toContain('Cổng của tỉnh  79');
  expect(listed.out.join()).not.toContain(made.out[0]);
  const [id = ''] = listed.out[0]?.split('  ') ?? [];
  expect((await run('api-key', 'withdraw', id)).code).toBe(0);
  expect(await newest()).toMatchObject({ deed: 'command api-key withdraw', subject: `api-key:${id}` });
  expect((await run('api-key', 'withdraw', id)).code).toBe(1);
  expect((await run('api-key', 'make', 'x', '--place', '999')).told).toContain('no place');
  expect((await run('api-key', 'make', 'x', '--days', '0')).told).toContain('--days');
});

it('an invitation is entered without the address; a command that only reads is not', async () => {
  await run('staff', 'invite', 'lan@b.vn', 'staff');
  const entry = await newest();
  expect(entry?.deed).toBe('command staff invite');
  expect(JSON.stringify(entry)).not.toContain('lan@b.vn');
  await run('staff', 'list');
  await run('consultation', 'list');
  expect((await newest())?.number).toBe(entry?.number);
});

it('the log is verified, also against a line that was noted down, and listed', async () => {
  const whole = await run('audit', 'verify');
  expect(whole.code).toBe(0);
  const noted = whole.out[1] ?? '';
  expect(noted).toMatch(/^\d+:[0-9a-f]{64}$/);
  await run('seal');
  expect((await run('audit', 'verify', '--noted', noted)).code).toBe(0);
  const other = await run('audit', 'verify', '--noted', noted.replace(/:.*/, `:${'0'.repeat(64)}`));
  expect(other.code).toBe(1);
  expect(other.told).toContain('First broken link: entry');
  expect((await run('audit', 'verify', '--noted', 'nonsense')).code).toBe(2);
  const listed = await run('audit', 'list', '--deed', 'command seal');
  expect(listed.out).toHaveLength(1);
  expect((await run('audit', 'list', '--from', '2026-02-40')).code).toBe(2);
});
