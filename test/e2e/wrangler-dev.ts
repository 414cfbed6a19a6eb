/** Starts the Worker as `wrangler dev` runs it: offline, on free ports, gone when this process is. */

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A running Worker. */
export type DevWorker = {
  readonly url: string;
  /** What it printed so far. */
  readonly told: () => string;
  readonly stop: () => Promise<void>;
};

/** The wrangler of the project, to be run by this Node. */
export const WRANGLER = join('node_modules', 'wrangler', 'bin', 'wrangler.js');

/** Keeps wrangler from asking, from telling anyone, and from looking for news of itself. */
export const QUIET = { CI: 'true', WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true' };

const PATIENCE_MS = 60_000;

/** Ends all of wrangler's processes once standard input closes, which it does however this process ends. */
const SUPERVISOR =
  'trap : TERM; "$@" </dev/null & child=$!; read -r _; kill -TERM 0; wait $child; kill -KILL 0';

/** Starts it and waits until it answers. @param settings variables of the Worker */
export async function startDevWorker(
  databaseUrl: string,
  settings: Readonly<Record<string, string>>,
): Promise<DevWorker> {
  const folder = await mkdtemp(join(tmpdir(), 'em-noi-worker-'));
  const child = spawn('sh', ['-c', SUPERVISOR, 'sh', process.execPath, ...argumentsFor(folder, settings)], {
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
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
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
    ...[WRANGLER, 'dev', '--local', '--ip', '127.0.0.1', '--port', '0', '--inspector-port', '0'],
    ...['--persist-to', folder, '--show-interactive-dev-session', 'false', '--live-reload', 'false'],
    ...Object.entries(settings).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
  ];
}
