/** The operator's commands, each run as the command line runs it, on a real PostgreSQL. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { runCommand } from '../../src/cli/program.ts';
import { composeFlowTools } from '../../src/compose/flow-tools.ts';
import { refusalOf } from '../../src/compose/refusal-sentence.ts';
import { type Application, compose } from '../../src/compose.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { dataLines } from '../../src/runtime/data-lines.ts';
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
  const settings = {
    DATABASE_URL: database.url,
    SECRET_KEY: 'k'.repeat(40),
    DEMO: '1',
    DEMO_RESPONSES: '30',
  };
  const read = readConfig(settings);
  if (read.kind === 'faulty') throw new Error(read.message);
  config = read.config;
  app = await compose(config, nodeRuntime(quiet));
}, 60_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

async function run(argv: readonly string[], typed: readonly string[] = [], isTerminal = false) {
  const out: string[] = [];
  const told: string[] = [];
  const host = {
    application: () => Promise.resolve(app),
    tools: () => composeFlowTools(nodeRuntime(quiet)),
    config,
    folder: process.cwd(),
    out: (line: string) => void out.push(line),
    tell: (line: string) => void told.push(line),
    lines: (async function* lines() {
      yield* typed;
    })(),
    isTerminal,
  };
  const code = await runCommand(argv, host, refusalOf);
  return { code, out: out.join('\n'), told: told.join('\n') };
}

async function broken(): Promise<string> {
  const file = join(folder, 'broken.yaml');
  await writeFile(
    file,
    'flow: broken-flow\nversion: 1\ntitle: { vi: Thử }\nlanguages: [vi]\nages: [9-10]\nchannels: [web]\nindicators: [22]\nclosing: { vi: Hết }\nquestions:\n  - { id: q, kind: yes-no, text: { vi: "Em chắc chứ?" }, when: gone = yes }\n',
  );
  return file;
}

describe('flow', () => {
  test('check tells every finding with its line and fails, and passes the demo', async () => {
    const found = await run(['flow', 'check', await broken(), join(folder, 'missing.yaml'), DEMO]);
    expect(found.code).toBe(1);
    expect(found.out).toMatch(/broken\.yaml:10: error \[/);
    expect(found.out).toContain('no findings');
    expect((await run(['flow', 'check', DEMO])).code).toBe(0);
  });

  test('publish refuses a faulty file and leaves nothing behind', async () => {
    expect((await run(['flow', 'publish', await broken()])).code).toBe(1);
    const launched = await run(['consultation', 'launch', 'broken-flow', '--code', 'BROKEN']);
    expect(launched).toMatchObject({ code: 1 });
    expect(launched.told).toMatch(/no published flow/);
  });

  test.each(['7', '9', '12', '15'])(
    'simulate walks the demo to its end at the age of %s, on every channel',
    async (age) => {
      for (const channel of ['web', 'telegram', 'zalo', 'zalo-oa']) {
        const walk = await run(
          ['flow', 'simulate', DEMO, '--age', age, '--channel', channel],
          ['có', 'có', ...Array(40).fill('bỏ qua')],
        );
        expect(walk.code).toBe(0);
        expect(walk.out, channel).toContain('Xong rồi!');
      }
    },
  );

  test('simulate shows typed lines beside the replies, but not on a terminal, which shows them already', async () => {
    const argv = ['flow', 'simulate', DEMO, '--age', '9'];
    expect((await run(argv, ['có', 'dừng'])).out).toContain('\n> có\n');
    const onTerminal = await run(argv, ['có', 'dừng'], true);
    expect(onTerminal.code).toBe(0);
    expect(onTerminal.out).not.toContain('> có');
  });

  test('simulate refuses what makes no sense in a sentence, and ends at an age that is not asked', async () => {
    for (const wrong of [
      ['--age', 'x'],
      ['--age', '99999'],
      ['--channel', 'fax'],
      ['--language', 'fr'],
      ['--place', '99'],
    ]) {
      const refused = await run(['flow', 'simulate', DEMO, ...wrong]);
      expect(refused.code, wrong.join(' ')).toBe(1);
      expect(refused.told).not.toMatch(/^\s+at /m);
    }
    const young = await run(['flow', 'simulate', DEMO, '--age', '6'], ['có']);
    expect(young).toMatchObject({ code: 0 });
  });
});

describe('consultation', () => {
  const launch = ['consultation', 'launch', 'truong-hoc-hanh-phuc'];

  test('launch prints the links; a taken, malformed, reserved or misplaced code is refused', async () => {
    const launched = await run([
      ...launch,
      '--slug',
      'first',
      '--code',
      'FIRST',
      '--code',
      'HOAN@00004',
      '--place',
      '01',
    ]);
    expect(launched).toMatchObject({ code: 0 });
    expect(launched.out).toContain('/c/FIRST');
    const wrong = [
      ['--slug', 'second', '--code', 'FIRST'],
      ['--slug', 'first', '--code', 'OTHER'],
      ['--slug', 'second', '--code', 'x'],
      ['--slug', 'second', '--code', 'SOS'],
      ['--slug', 'second', '--code', 'NEW@99999'],
      ['--slug', 'second', '--code', 'NEW@96', '--place', '01'],
      ['--slug', 'Bad Slug', '--code', 'NEW'],
      ['--slug', 'second', '--code', 'NEW', '--opens', 'tomorrow'],
      ['--slug', 'second', '--code', 'NEW', '--closes', '2021-01-01T00:00Z'],
      ['--slug', 'second', '--code', 'NEW', '--opens', '+275000-01-01T00:00Z'],
      ['--slug', 'second', '--code', 'NEW', '--min-cell', '1'],
      ['--slug', 'second', '--code', 'NEW', '--parents', 'list'],
      [
        '--slug',
        'second',
        '--code',
        'NEW',
        '--parents',
        'by-phone',
        '--asker',
        'a',
        '--purpose',
        'b',
        '--use',
        'c',
      ],
    ];
    for (const options of wrong) {
      const refused = await run([...launch, ...options]);
      expect(refused.code, options.join(' ')).toBe(1);
      expect(refused.told.length, options.join(' ')).toBeGreaterThan(20);
    }
    const words = ['--asker', 'Đoàn xã', '--purpose', 'Để trường vui hơn.', '--use', 'Gửi nhà trường.'];
    const asking = ['--slug', 'with-parents', '--code', 'BOME', '--parents', 'same-phone', 'list', ...words];
    expect(await run([...launch, ...asking])).toMatchObject({ code: 0 });
    await run(['consultation', 'close', 'with-parents']);
  });

  test('list shows it, close closes it, and a release needs enough responses', async () => {
    expect((await run(['consultation', 'list'])).out).toMatch(/first {2}open/);
    const early = await run(['release', 'FIRST']);
    expect(early).toMatchObject({ code: 1 });
    expect(early.told).toMatch(/5 more sealed responses/);
    expect((await run(['consultation', 'close', 'first'])).out).toMatch(/^Closed first; 0 responses sealed/);
    const again = await run(['consultation', 'close', 'FIRST']);
    expect(again).toMatchObject({ code: 0, told: '' });
    expect(again.out).toMatch(/^first was closed already, on \d{4}-\d\d-\d\d; 0 responses sealed/);
    expect((await run(['consultation', 'list'])).out).toMatch(/first {2}closed/);
    expect((await run(['seal'])).out).toMatch(/Sealed 0 responses/);
  });
});

test('list shows simulated responses apart from those of children', async () => {
  const { out } = await run(['consultation', 'list']);
  expect(out).toMatch(/truong-hoc-hanh-phuc {2}open {2}responses 0, simulated 30, waiting 0 .*\(demo\)/);
});

test('results in a language that is not there name those that are', async () => {
  const refused = await run(['results', 'THU', '--language', 'fr']);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.told).toMatch(/“fr”.* It has: vi, en\./);
  const [vi, en] = await Promise.all(['vi', 'en'].map((tag) => run(['results', 'THU', '--language', tag])));
  expect(JSON.parse(en?.out ?? '').title).not.toBe(JSON.parse(vi?.out ?? '').title);
});

test('results come as JSON and as CSV with the same figures', async () => {
  const json = JSON.parse((await run(['results', 'THU'])).out);
  expect(json).toMatchObject({ number: 1, responses: 30, simulated: 30 });
  const csv = (await run(['results', 'THU', '--format', 'csv'])).out.split('\n');
  const cells = json.questions.flatMap((question: { cells: unknown[] }) => question.cells);
  expect(csv).toHaveLength(cells.length + 1);
  expect((await run(['results', 'first'])).told).toMatch(/no release yet/);
});

test('migrate tells once what was applied', async () => {
  expect((await run(['migrate'])).out).toMatch(/Applied: \d+_init/);
  expect((await run(['migrate'])).out).toMatch(/up to date/);
});

test('migrate tells where data and key lie, in full paths', async () => {
  expect((await run(['migrate'])).out).toMatch(/\ndata: PostgreSQL .+\nkey: from the setting SECRET_KEY$/);
  const embedded = readConfig({ DATA_DIR: 'some/data' });
  if (embedded.kind === 'faulty') throw new Error(embedded.message);
  const [data, key] = dataLines(embedded.config, 'some/data');
  expect(data).toBe(`data: ${resolve('some/data')}`);
  expect(key).toContain(`key: ${resolve('some/data/secret-key')} `);
});
