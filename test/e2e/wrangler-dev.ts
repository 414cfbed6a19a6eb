/** Starts the Worker as `wrangler dev` runs it: offline, on free ports, gone when this process is. */

import { execFile, spawn } from 'node:child_process';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** A running Worker. */
export type DevWorker = {
  readonly url: string;
  /** What it printed so far. */
  readonly told: () => string;
  readonly stop: () => Promise<void>;
};

/** The wrangler of the project, to be run by this Node. */
const WRANGLER = resolve('node_modules', 'wrangler', 'bin', 'wrangler.js');

/** Keeps wrangler from asking, from telling anyone, and from looking for news of itself. */
const QUIET = { CI: 'true', WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true' };

const PATIENCE_MS = 60_000;

/** Ends all of wrangler's processes once standard input closes, which it does however this process ends. */
const SUPERVISOR =
  'trap : TERM; "$@" </dev/null & child=$!; read -r _; kill -TERM 0; wait $child; kill -KILL 0';

/** The Worker's sources as they are now, and what a deployment of them would upload. */
export type WorkerSnapshot = {
  readonly folder: string;
  /** The code, as bundled. */
  readonly code: string;
  readonly kibCompressed: number;
};

/**
 * Takes a snapshot into an empty folder and bundles it there. Run from the sources themselves, a Worker would start anew
 * and forget its queues whenever one of them is saved.
 */
export async function snapshotWorker(folder: string): Promise<WorkerSnapshot> {
  const inputs = ['src', 'locales', 'data/provinces.geojson', 'package.json', 'tsconfig.json'];
  await Promise.all(inputs.map((path) => cp(path, join(folder, path), { recursive: true })));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  const configuration = await readFile('wrangler.toml', 'utf8');
  await writeFile(join(folder, 'wrangler.toml'), configuration.replace(/^\[build\]\ncommand = .*$/m, ''));
  const env = { PATH: process.env.PATH, HOME: folder, ...QUIET };
  const argv = [WRANGLER, 'deploy', '--dry-run', '--outdir', 'bundle'];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd: folder, env });
  const kibCompressed = Number(/gzip: ([\d.]+) KiB/.exec(stdout)?.[1]);
  return { folder, kibCompressed, code: await readFile(join(folder, 'bundle', 'worker.js'), 'utf8') };
}

/** Starts it and waits until it answers. @param settings variables of the Worker */
export async function startDevWorker(
  { folder }: WorkerSnapshot,
  databaseUrl: string,
  settings: Readonly<Record<string, string>>,
): Promise<DevWorker> {
  const child = spawn('sh', ['-c', SUPERVISOR, 'sh', process.execPath, ...argumentsFor(folder, settings)], {
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...{ PATH: process.env.PATH, HOME: folder, ...QUIET },
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: databaseUrl,
    },
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
  }
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async (): Promise<void> => {
    const group = child.pid;
    const impatient = setTimeout(() => group !== undefined && process.kill(-group, 'SIGKILL'), 5_000);
    child.stdin.end();
    await gone;
    clearTimeout(impatient);
  };
  for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
    const url = /Ready on (http:\/\/\S+)/.exec(told)?.[1];
    if (url !== undefined) return { url, told: () => told, stop };
    if (child.exitCode !== null) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  await stop();
  throw new Error(`the Worker does not start: ${told}`);
}

function argumentsFor(folder: string, settings: Readonly<Record<string, string>>): string[] {
  return [
    ...[WRANGLER, 'dev', '--local'],
    ...['--ip', '127.0.0.1', '--port', '0', '--inspector-port', '0'],
    ...[
      '--persist-to',
      join(folder, 'state'),
      '--show-interactive-dev-session',
      'false',
      '--live-reload',
      'false',
    ],
    ...Object.entries(settings).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
  ];
}
