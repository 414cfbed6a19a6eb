/** `indicators show|import|template|close`, run as the command line runs them. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../../src/cli/program.ts';
import { composeFlowTools } from '../../src/compose/flow-tools.ts';
import { refusalOf } from '../../src/compose/refusal-sentence.ts';
import { type Application, compose } from '../../src/compose.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { yearOf } from '../../src/core/day.ts';
import { nodeRuntime } from '../../src/runtime/node-runtime.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const LAST = String(yearOf(new Date()) - 1);
let app: Application;
let config: Config;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'em-noi-indicators-'));
  const read = readConfig({ DATA_DIR: folder, DEMO: '0' });
  if (read.kind === 'faulty') throw new Error(read.message);
  config = read.config;
  app = await compose(config, nodeRuntime(quiet));
}, 60_000);
afterAll(async () => {
  await app?.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(...argv: readonly string[]) {
  const out: string[] = [];
  const told: string[] = [];
  const host = {
    application: () => Promise.resolve(app),
    tools: () => composeFlowTools(nodeRuntime(quiet)),
    ...{ config, folder },
    out: (line: string) => void out.push(line),
    tell: (line: string) => void told.push(line),
    lines: (async function* lines(): AsyncGenerator<string> {})(),
  };
  const code = await runCommand(argv, host, refusalOf);
  return { code, out: out.join('\n'), told: told.join('\n') };
}

test('a file is taken whole or its faults are told', async () => {
  const header = 'Mã địa bàn,Từ tuổi,Đến tuổi,Số trẻ em,Ngày số liệu,Áp dụng từ năm,Văn bản nguồn\n';
  await writeFile(join(folder, 'bad.csv'), `${header}VN,7,15,x,31/12/2024,2025,Niên giám\n`);
  const bad = await run('indicators', 'import', 'bad.csv');
  expect(bad).toMatchObject({ code: 1, out: '' });
  expect(bad.told).toContain('bad.csv, 2, D (Số trẻ em): A whole number');
  await writeFile(join(folder, 'good.csv'), `${header}VN,7,15,13000000,31/12/2024,${LAST},Niên giám\n`);
  expect(await run('indicators', 'import', 'good.csv')).toMatchObject({
    code: 0,
    out: expect.stringContaining('1 new'),
  });
  expect((await run('indicators', 'import', 'nothing.csv')).code).toBe(1);
});

test('what may be told of a place and year is shown as data', async () => {
  const shown = JSON.parse((await run('indicators', 'show', '--year', LAST)).out);
  expect(shown).toMatchObject({
    place: 'VN',
    standings: [{ indicator: '22', denominator: { children: 13_000_000 } }, {}, {}],
  });
  expect((await run('indicators', 'show', '--place', '99')).code).toBe(1);
});

test('an empty file is written and never over another', async () => {
  expect((await run('indicators', 'template', 'mau.xlsx')).code).toBe(0);
  expect((await run('indicators', 'template', 'mau.xlsx')).told).toContain('was not touched');
  // Nothing stands in it, and that is told.
  expect((await run('indicators', 'import', 'mau.xlsx')).told).toContain('no rows of numbers');
});

test('a year is closed with the checksum that was shown, and once', async () => {
  const looked = await run('indicators', 'close', LAST);
  const { hash } = JSON.parse(looked.out);
  expect(looked.told).toContain('Nothing is closed yet');
  expect((await run('indicators', 'close', LAST, '--confirm', 'x'.repeat(64))).code).toBe(1);
  expect(await run('indicators', 'close', LAST, '--confirm', hash)).toMatchObject({
    code: 0,
    out: expect.stringContaining(hash),
  });
  expect((await run('indicators', 'close', LAST, '--confirm', hash)).code).toBe(1);
  expect((await run('indicators', 'close', String(Number(LAST) + 1))).code).toBe(1);
});
