/** `flow import` and `flow export`, run as the command line runs them. */

import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { runCommand } from '../../src/cli/program.ts';
import { composeFlowTools } from '../../src/compose/flow-tools.ts';
import { refusalOf } from '../../src/compose/refusal-sentence.ts';
import { type Application, compose } from '../../src/compose.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { canonicalFlowJson } from '../../src/core/flow/compile-flow.ts';
import { nodeRuntime } from '../../src/runtime/node-runtime.ts';
import { freshDatabase } from '../support/postgres.ts';

const DEMO = 'flows/truong-hoc-hanh-phuc.yaml';
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
let database: Awaited<ReturnType<typeof freshDatabase>>;
let config: Config;
let app: Application;
let folder: string;

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'));
  folder = await mkdtemp(join(tmpdir(), 'em-noi-cli-'));
  const read = readConfig({ DATABASE_URL: database.url, SECRET_KEY: 'k'.repeat(40), DEMO: '0' });
  if (read.kind === 'faulty') throw new Error(read.message);
  config = read.config;
  app = await compose(config, nodeRuntime(quiet));
}, 60_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

async function run(...argv: readonly string[]) {
  const out: string[] = [];
  const told: string[] = [];
  const host = {
    application: () => Promise.resolve(app),
    tools: () => composeFlowTools(nodeRuntime(quiet)),
    config,
    folder: process.cwd(),
    out: (line: string) => void out.push(line),
    tell: (line: string) => void told.push(line),
    lines: (async function* lines(): AsyncGenerator<string> {})(),
  };
  const code = await runCommand(argv, host, refusalOf);
  return { code, out: out.join('\n'), told: told.join('\n') };
}

const at = (name: string) => join(folder, name);

describe('flow export and flow import', () => {
  test('of a flow file give the same flow again, without a note', async () => {
    expect(await run('flow', 'export', DEMO, at('demo.xlsx'))).toMatchObject({ code: 0, told: '' });
    const imported = await run('flow', 'import', at('demo.xlsx'), '--out', at('demo.yaml'));
    expect(imported).toMatchObject({ code: 0, out: '', told: `${at('demo.yaml')} is written.` });
    const [before, after] = await Promise.all([DEMO, at('demo.yaml')].map((file) => readFile(file, 'utf8')));
    expect(canonicalFlowJson(parse(after ?? ''))).toBe(canonicalFlowJson(parse(before ?? '')));
    expect((await run('flow', 'check', at('demo.yaml'))).out).toContain('no findings');
  });

  test('of a published flow take its newest version', async () => {
    await run('flow', 'publish', DEMO);
    expect((await run('flow', 'export', 'truong-hoc-hanh-phuc', at('published.xlsx'))).code).toBe(0);
    const shown = await run('flow', 'import', at('published.xlsx'));
    expect(canonicalFlowJson(parse(shown.out))).toBe(canonicalFlowJson(parse(await readFile(DEMO, 'utf8'))));
    const unknown = await run('flow', 'export', 'no-such-flow', at('none.xlsx'));
    expect(unknown).toMatchObject({ code: 1 });
    expect(unknown.told).toContain('No published flow is called "no-such-flow"');
  });
});

describe('flow import', () => {
  test('shows the flow, tells every note apart from it, and what is left to mend', async () => {
    const imported = await run('flow', 'import', 'test/xlsforms/text_and_integer.xlsx');
    expect(imported.code).toBe(0);
    expect(parse(imported.out)).toMatchObject({ flow: 'text-and-integer', languages: ['vi', 'en'] });
    expect(imported.told).toContain('survey, row 3: Added: The number has no bounds; 0 to 100');
    expect(imported.told).toMatch(/It is a draft with 2 errors to mend/);
    await writeFile(at('left.yaml'), imported.out);
    expect((await run('flow', 'check', at('left.yaml'))).out).toContain('missing-language');
  });

  test('tells its notes in Vietnamese where asked', async () => {
    const imported = await run('flow', 'import', 'test/xlsforms/group.xlsx', '--language', 'vi');
    expect(imported.told).toContain('survey, dòng 4: Bỏ qua: Dòng “phone_number” hỏi cách liên lạc');
    expect(await run('flow', 'import', 'test/xlsforms/group.xlsx', '--language', 'fr')).toMatchObject({
      code: 1,
    });
  });

  test('refuses what cannot become a flow, with the reasons', async () => {
    const refused = await run('flow', 'import', 'test/xlsforms/bad_calc.xlsx', '--out', at('bad.yaml'));
    expect(refused.code).toBe(1);
    expect(refused.told).toContain('The calculation “badcalc” was left out');
    expect(refused.told).toContain('No row of the spreadsheet could become a question');
    await expect(readFile(at('bad.yaml'))).rejects.toThrow();
  });

  test.each([
    ['README.md', 'does not open as an Excel workbook'],
    ['no-such.xlsx', 'cannot be read'],
    ['flows', 'cannot be read'],
  ])('refuses %s in a sentence', async (file, words) => {
    const refused = await run('flow', 'import', file);
    expect(refused.code).toBe(1);
    expect(refused.told).toContain(words);
    expect(refused.told).not.toMatch(/^\s+at /m);
  });

  test('refuses a file that is too large without reading it', async () => {
    await writeFile(at('large.xlsx'), new Uint8Array(6 * 1024 * 1024));
    expect((await run('flow', 'import', at('large.xlsx'))).told).toContain('larger than 5 MB');
  });

  test('writes over nothing, and into no folder that is not there', async () => {
    await writeFile(at('mine.yaml'), 'mine');
    const refused = await run('flow', 'import', 'test/xlsforms/group.xlsx', '--out', at('mine.yaml'));
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.told).toContain('is there already and was not touched');
    expect(await readFile(at('mine.yaml'), 'utf8')).toBe('mine');
    const nowhere = await run('flow', 'import', 'test/xlsforms/group.xlsx', '--out', at('none/x.yaml'));
    expect(nowhere.told).toContain('cannot be written');
    expect((await run('flow', 'import', 'test/xlsforms/group.xlsx', '--out', at('x.txt'))).told).toContain(
      '.yaml',
    );
  });
});

describe('flow export', () => {
  test('gives a draft with faults as it is', async () => {
    await writeFile(at('draft.yaml'), 'flow: nhap\nquestions:\n  - { id: q, kind: lạ }\n');
    expect((await run('flow', 'export', at('draft.yaml'), at('draft.xlsx'))).code).toBe(0);
    expect(parse((await run('flow', 'import', at('draft.xlsx'))).out)).toEqual({
      flow: 'nhap',
      questions: [{ id: 'q', kind: 'lạ' }],
    });
  });

  test('refuses what is no flow file, and a name that is no spreadsheet', async () => {
    await writeFile(at('broken.yaml'), 'flow: "x\nquestions: [');
    expect((await run('flow', 'export', at('broken.yaml'), at('b.xlsx'))).told).toMatch(/broken\.yaml:1: /);
    expect((await run('flow', 'export', DEMO, at('b.ods'))).told).toContain('does not end in .xlsx');
    await copyFile(resolve(DEMO), at('there.xlsx'));
    expect((await run('flow', 'export', DEMO, at('there.xlsx'))).told).toContain('was not touched');
  });
});
