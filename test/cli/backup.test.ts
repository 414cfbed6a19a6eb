/** Backup and restore as an operator uses them: beside a running house, into empty places, from engine to engine. */

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { runCommand } from '../../src/cli/program.ts';
import { composeFlowTools } from '../../src/compose/flow-tools.ts';
import { refusalOf } from '../../src/compose/refusal-sentence.ts';
import { type Application, compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { serveControl } from '../../src/runtime/control.ts';
import { nodeRuntime } from '../../src/runtime/node-runtime.ts';
import { openPostgres } from '../../src/storage/postgres.ts';
import { carryOn, type Halfway, LIVED_IN_SETTINGS, liveIn, tellResults } from '../e2e/lived-in.ts';
import { startWorld, type World } from '../e2e/world.ts';
import { freshDatabase } from '../support/postgres.ts';

const SECRET_KEY = 'the key of a house whose backups are tried';
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

type Place = Readonly<Record<string, string>>;

let folder: string;
let halfway: Halfway;
let told: Awaited<ReturnType<typeof tellResults>>;
let carried: Awaited<ReturnType<typeof carryOn>>;
const databases: Awaited<ReturnType<typeof freshDatabase>>[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'em-noi-backup-'));
  await inHouse(folderNamed('first'), async (world) => {
    halfway = await liveIn(world);
    told = await tellResults(world.app);
    // Beside the running house.
    expect(await em(folderNamed('first'), ['backup', '-o', 'first.backup'])).toMatchObject({ code: 0 });
    carried = await carryOn(world, halfway);
  });
  expect(await em(folderNamed('spare'), ['restore', 'first.backup'])).toMatchObject({ code: 0 });
}, 120_000);

afterAll(async () => {
  for (const { drop } of databases) await drop();
  await rm(folder, { recursive: true, force: true });
});

function folderNamed(name: string): Place {
  return { DATA_DIR: join(folder, name) };
}

async function freshServer(): Promise<Place> {
  const database = await freshDatabase(inject('postgresUrl'));
  databases.push(database);
  return { DATABASE_URL: database.url, DATA_DIR: join(folder, 'unused') };
}

/** Runs a command line as a process of its own would, with these settings. */
async function em(place: Place, argv: readonly string[], application?: () => Promise<Application>) {
  const read = readConfig({ SECRET_KEY, ...place });
  if (read.kind === 'faulty') throw new Error(read.message);
  const { config } = read;
  const [out, told]: string[][] = [[], []];
  const host = {
    application: application ?? (() => compose(config, nodeRuntime(quiet))),
    tools: () => composeFlowTools(nodeRuntime(quiet)),
    config,
    folder,
    out: (line: string) => void out?.push(line),
    tell: (line: string) => void told?.push(line),
    lines: (async function* none() {})(),
  };
  const code = await runCommand(argv, host, refusalOf);
  return { code, out: out?.join('\n') ?? '', told: told?.join('\n') ?? '' };
}

/** A house that takes commands from other processes, as the server does. */
async function openHouse(place: Place): Promise<World> {
  const settings = { SECRET_KEY, ...place, ...LIVED_IN_SETTINGS };
  const world = await startWorld(settings);
  if (place.DATABASE_URL !== undefined) return world;
  const control = await serveControl(place.DATA_DIR ?? '', async ({ argv }) => {
    const { code, out, told } = await em(place, argv, () => Promise.resolve(world.app));
    return { code, printed: [{ to: 'tell', line: out + told }] };
  });
  return {
    ...world,
    async close() {
      await control.close();
      await world.close();
    },
  };
}

async function inHouse<T>(place: Place, work: (world: World) => Promise<T>): Promise<T> {
  const world = await openHouse(place);
  try {
    return await work(world);
  } finally {
    await world.close();
  }
}

describe('a house that was lived in', () => {
  test('has something to lose', () => {
    expect(told.counts).toEqual({ responses: 10, waiting: 3, ledger: 10 });
    expect(told.results).toMatchObject({ number: 1, responses: 10 });
    expect(carried.repeats).toBe(true);
    expect(carried.questions).not.toContain(null);
  });

  test('is the same from folder to server to folder, and the children carry on where they were', async () => {
    const stages: [string, Place][] = [
      ['first.backup', await freshServer()],
      ['second.backup', folderNamed('third')],
      ['third.backup', await freshServer()],
    ];
    for (const [index, [file, place]] of stages.entries()) {
      const restored = await em(place, ['restore', file]);
      expect(restored.told).toBe('');
      expect(restored.code).toBe(0);
      const next = stages[index + 1]?.[0];
      if (next !== undefined) expect((await em(place, ['backup', '-o', next])).code).toBe(0);
      await inHouse(place, async (world) => {
        expect(await tellResults(world.app)).toEqual(told);
        expect(await carryOn(world, halfway)).toEqual(carried);
      });
    }
  }, 120_000);

  test('leaves no copy of itself behind', async () => {
    expect((await readdir(join(folder, 'first'))).sort()).toEqual(['backup.lock', 'pglite', 'pglite.lock']);
  });

  test('is in a file that only its owner reads, and that says nothing without the key', async () => {
    const file = join(folder, 'first.backup');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(file);
    const [header = ''] = bytes.toString('latin1').split('\n', 1);
    expect(JSON.parse(header)).toMatchObject({ format: 'em-noi-backup', version: 1 });
    expect(header).not.toContain(SECRET_KEY);
    expect(bytes.toString('latin1')).not.toMatch(/cây xanh|truong-hoc/);
    // Compressed data would begin with these.
    expect(bytes.subarray(header.length + 1, header.length + 3).toString('hex')).not.toBe('1f8b');
  });
});

test('a backup beside children who are answering is of one moment, and holds all that was acknowledged before', async () => {
  const place = folderNamed('spare');
  const [begun, ended] = await inHouse(place, async (world) => {
    let [answered, going] = [0, true];
    const child = async (name: number): Promise<void> => {
      for (let message = 0; going; message += 1) {
        const headers = {
          'content-type': 'application/json',
          cookie: `em-noi=${String(name).padStart(32, 'A')}`,
        };
        const body = JSON.stringify({ id: `m-${message}`, text: message === 0 ? '12' : 'có' });
        const response = await world.request('/c/THU/messages', { method: 'POST', headers, body });
        expect(response.status).toBe(200);
        answered += 1;

        // Without a socket between, and an engine in this thread, nothing else would get its turn.
        await new Promise((done) => setTimeout(done, 10));
      }
    };
    const children = Array.from({ length: 8 }, (_, name) => child(name));
    while (answered < 100) await new Promise((done) => setTimeout(done, 5));
    const before = answered;

    expect((await em(place, ['backup', '-o', 'busy.backup'])).code).toBe(0);
    going = false;
    await Promise.all(children);
    return [before, answered];
  });
  expect(ended).toBeGreaterThan(begun ?? 0);
  const already = await messagesIn('first.backup');
  const held = (await messagesIn('busy.backup')) - already;
  expect(held).toBeGreaterThanOrEqual(begun ?? 0);
  expect(held).toBeLessThanOrEqual(ended ?? 0);
});

/** How many messages a backup holds, told by a server it was restored onto; a restore checks every foreign key. */
async function messagesIn(file: string): Promise<number> {
  const place = await freshServer();
  expect(await em(place, ['restore', file])).toMatchObject({ code: 0 });
  const database = openPostgres({ url: place.DATABASE_URL ?? '' });
  const [row] = await database.query<{ n: number }>('SELECT count(*)::int AS n FROM inbox');
  await database.close();
  return row?.n ?? 0;
}

describe('the words of backup', () => {
  test('tell the file, its size and rows, how to restore it, and what else must be kept', async () => {
    const place = { ...folderNamed('spare'), SECRET_KEY: '' };
    await writeFile(join(folder, 'spare', 'secret-key'), `${SECRET_KEY}\n`);
    const written = await em(place, ['backup', '-o', 'words.backup']);
    expect(written.code).toBe(0);
    expect(written.out).toMatch(/words\.backup\n {2}\d+\.\d kB, [\d,]+ rows of \d+ tables, encrypted/);
    expect(written.out).toContain(`em-noi restore ${join(folder, 'words.backup')}`);
    expect(written.told).toContain(join(folder, 'spare', 'secret-key'));
    const plain = await em(place, ['backup', '-o', 'plain.backup', '--plain']);
    expect(plain.out).toContain('NOT encrypted');
  });

  test('refuse to replace a file without --force, and a folder that is not there', async () => {
    const place = folderNamed('spare');
    await writeFile(join(folder, 'mine.txt'), 'mine');
    const refused = await em(place, ['backup', '-o', 'mine.txt']);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.told).toMatch(/mine\.txt is there already.*--force/);
    expect(await readFile(join(folder, 'mine.txt'), 'utf8')).toBe('mine');
    expect((await em(place, ['backup', '-o', 'mine.txt', '--force'])).code).toBe(0);
    expect((await em(place, ['restore', '--check', 'mine.txt'])).code).toBe(0);
    const nowhere = await em(place, ['backup', '-o', 'nowhere/x.backup']);
    expect(nowhere).toMatchObject({ code: 1 });
    expect(nowhere.told).toMatch(/no such file or directory/);
    expect(await readdir(folder)).not.toContain('nowhere');
  });

  test('refuse where there is nothing, and make nothing there', async () => {
    const empty = await em(folderNamed('empty'), ['backup']);
    expect(empty).toMatchObject({ code: 1 });
    expect(empty.told).toMatch(/nothing to back up.*empty/);
    expect(await readdir(folder)).not.toContain('empty');
    const server = await em(await freshServer(), ['backup', '-o', 'x.backup']);
    expect(server.told).toMatch(/nothing to back up: .* in PostgreSQL 127\.0\.0\.1/);
    expect(server.told).not.toMatch(/postgres:/);
    expect((await readdir(folder)).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  test('keep the newest and delete only what they named themselves', async () => {
    const place = folderNamed('spare');
    await mkdir(join(folder, 'kept'));
    const older = [
      'em-noi-2026-01-01-020000.backup',
      'em-noi-2026-01-02-020000.backup',
      'em-noi-2025-12-31-235959.backup',
    ];
    for (const name of [...older, 'holiday.jpg', 'em-noi-mine.backup', 'em-noi-2020-01-01-000000.backup.txt'])
      await writeFile(join(folder, 'kept', name), '');
    const brokenOff = [
      'em-noi-2026-01-01-020000.backup.77.unfinished',
      'em-noi-2026-01-02-020000.backup.78.unfinished',
    ];
    for (const name of brokenOff) await writeFile(join(folder, 'kept', name), '');
    await utimes(join(folder, 'kept', brokenOff[0] ?? ''), new Date(0), new Date('2026-01-01T00:00Z'));
    const rotated = await em(place, ['backup', '-o', 'kept', '--keep', '2']);
    expect(rotated.out).toMatch(
      /Deleted 2 older backups: em-noi-2025-12-31-235959.backup, em-noi-2026-01-01/,
    );
    const left = await readdir(join(folder, 'kept'));
    expect(left).toHaveLength(6);
    expect(left).toContain(brokenOff[1]);
    expect(left).toEqual(expect.arrayContaining(['holiday.jpg', 'em-noi-mine.backup', older[1]]));
    expect((await em(place, ['backup', '-o', 'file.backup', '--keep', '2'])).told).toMatch(/needs a folder/);
  });

  test.each([
    [['backup', '--keep', '0'], 2],
    [['backup', '--keep', 'many'], 2],
    [['backup', 'extra'], 2],
    [['backup', '--nope'], 2],
    [['restore'], 2],
    [['restore', 'a', 'b'], 2],
    [['backup', '-o', '-', '--keep', '2'], 1],
    [['restore', 'missing.backup'], 1],
    [['restore', '.'], 1],
    [['restore', 'first.backup', '--key-file', 'x'], 1],
  ])('%j ends with %i and a sentence', async (argv, code) => {
    const ended = await em(folderNamed('spare'), argv);
    expect(ended.code).toBe(code);
    expect(ended.told.length).toBeGreaterThan(10);
    expect(ended.told).not.toMatch(/^\s+at /m);
  });

  test.each(['backup', 'restore'])('%s --help shows examples', async (name) => {
    const help = await em(folderNamed('spare'), [name, '--help']);
    expect(help.code).toBe(0);
    expect(help.out).toMatch(/Examples:[\s\S]*em-noi (backup|restore)[\s\S]*docs\/backup\.md/);
    expect((await em(folderNamed('spare'), ['--help'])).out).not.toContain('copy-folder');
  });
});

describe('a restore is refused', () => {
  test('where data lies already, in a folder and on a server', async () => {
    const taken = await em(folderNamed('spare'), ['restore', 'first.backup']);
    expect(taken).toMatchObject({ code: 1, out: '' });
    expect(taken.told).toMatch(/already, and nothing of it is overwritten/);
    const server = await freshServer();
    await (await compose(configOf(server), nodeRuntime(quiet))).close();
    expect((await em(server, ['restore', 'first.backup'])).told).toMatch(/already/);
  });

  test('while a server has the folder', async () => {
    const place = folderNamed('spare');
    await inHouse(place, async () => {
      const busy = await em(place, ['restore', 'first.backup']);
      expect(busy).toMatchObject({ code: 1 });
      expect(busy.told).toMatch(/in use: stop the server/);
    });
  });

  test('without the key, or under another one, before anything is made', async () => {
    const place = folderNamed('keyless');
    const none = await em({ ...place, SECRET_KEY: '' }, ['restore', 'first.backup']);
    expect(none).toMatchObject({ code: 1 });
    expect(none.told).toMatch(/no secret key.*--help/);
    const other = await em({ ...place, SECRET_KEY: 'another key of thirty-two bytes or more' }, [
      'restore',
      'first.backup',
    ]);
    expect(other.told).toMatch(/another secret key than the one in SECRET_KEY/);
    await writeFile(join(folder, 'short-key'), 'short\n');
    const short = await em({ ...place, SECRET_KEY: '' }, [
      'restore',
      'first.backup',
      '--key-file',
      'short-key',
    ]);
    expect(short.told).toMatch(/another secret key than the one in .*short-key/);
    expect(await readdir(folder)).not.toContain('keyless');
  });

  test('of a file that is no backup', async () => {
    for (const content of [
      '',
      'x',
      '{}\n',
      `${'x'.repeat(10_000)}\n`,
      '\n\n',
      '{"format":"em-noi-backup"}\n',
    ]) {
      await writeFile(join(folder, 'junk'), content);
      const junk = await em(folderNamed('junk-place'), ['restore', 'junk']);
      expect(junk).toMatchObject({ code: 1, out: '' });
      expect(junk.told).toMatch(/not a backup of Em Nói/);
    }
    expect(await readdir(folder)).not.toContain('junk-place');
  });
});

/** Runs the built program. @returns its exit code and what it said */
function spawnEm(place: Place, argv: readonly string[]) {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, SECRET_KEY, ...place };
  const child = spawn(process.execPath, ['dist/cli.js', ...argv], { env });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<{ code: number | null; said: string }>((done) =>
    child.once('close', (code) => done({ code, said })),
  );
  return { child, ended };
}

test('a backup goes through a pipe, and a pipe that breaks is a failure', async () => {
  const place = folderNamed('spare');
  const writer = spawnEm(place, ['backup', '-o', '-']);
  const reader = spawnEm(folderNamed('piped'), ['restore', '-']);
  writer.child.stdout.pipe(reader.child.stdin);
  expect(await writer.ended).toMatchObject({
    code: 0,
    said: expect.stringMatching(/written to standard output/),
  });
  expect(await reader.ended).toEqual({ code: 0, said: '' });
  const again = await em(folderNamed('piped'), ['backup', '-o', 'piped.backup']);
  expect(again.code).toBe(0);

  const broken = spawnEm(place, ['backup', '-o', '-']);
  broken.child.stdout.destroy();
  expect(await broken.ended).toMatchObject({
    code: 1,
    said: expect.stringMatching(/stopped before its end/),
  });
  expect((await em(place, ['restore', '--check', 'piped.backup'])).code).toBe(0);
});

test('a copy of the key file is put in its place, and the house opens with it', async () => {
  const place = { ...folderNamed('keyed'), SECRET_KEY: '' };
  await writeFile(join(folder, 'key-copy'), `${SECRET_KEY}\n`);
  const restored = await em(place, ['restore', 'first.backup', '--key-file', 'key-copy']);
  expect(restored.told).toBe('');
  expect((await readFile(join(folder, 'keyed', 'secret-key'), 'utf8')).trim()).toBe(SECRET_KEY);
  const app = await compose(configOf(place), nodeRuntime(quiet));
  expect(await app.unpublishedCounts('THU')).toEqual({ responses: 10, waiting: 3, ledger: 10 });
  await app.close();
});

test('under another key a house does not open, and says so', async () => {
  const place = { ...folderNamed('spare'), SECRET_KEY: 'another key of thirty-two bytes or more' };
  const failure = await compose(configOf(place), nodeRuntime(quiet)).catch((error: unknown) => error);
  expect(refusalOf(failure)).toMatch(/made under another secret key/);
  expect((await em(place, ['backup', '-o', 'other.backup'])).told).toMatch(/made under another secret key/);
});

function configOf(place: Place) {
  const read = readConfig({ SECRET_KEY, ...place, DEMO: '1', DEMO_RESPONSES: '0' });
  if (read.kind === 'faulty') throw new Error(read.message);
  return read.config;
}
