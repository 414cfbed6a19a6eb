/** The product as it is run: the built server as a process of its own that can be killed, and its commands beside it. */

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Settings of the product, as environment. */
export type Settings = Readonly<Record<string, string>>;

/** One server that is started again and again. */
export type ProductServer = {
  /** Where it listens, or last did; empty before its first start. */
  address(): string;
  /** Process id; `null` while it is down. */
  pid(): number | null;
  /** Starts it. Resolves when it is ready, or has ended. */
  start(): Promise<'ready' | 'ended'>;
  /** Ends it, and resolves to its exit code, `null` after a signal. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  /** The last lines it printed, over all its lives. */
  told(): readonly string[];
  /** How often it ended without being asked to, once it had been ready. */
  endings(): number;
};

/** What a command printed. */
export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

const ROOT = join(import.meta.dirname, '../..');
const KEPT_LINES = 400;

/** How soon a supervisor starts a server that ended. */
const SUPERVISOR_MS = 100;

/** Starts a server again and again, as a supervisor does, until it is ready. @param again told of each vain start */
export async function startUntilReady(server: ProductServer, again: () => void = () => {}): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if ((await server.start()) === 'ready') return;
    again();
    await new Promise((done) => setTimeout(done, SUPERVISOR_MS));
  }
  throw new Error(`the server does not start:\n${server.told().slice(-20).join('\n')}`);
}

/** Prepares a server; it is not started yet. */
export function prepareServer(settings: Settings): ProductServer {
  const told: string[] = [];
  let address = '';
  let running: {
    readonly process: ChildProcess;
    readonly ended: Promise<number | null>;
    asked: boolean;
  } | null = null;
  let endings = 0;
  // However this process ends, the server does not outlive it.
  process.once('exit', () => running?.process.kill('SIGKILL'));

  async function start(): Promise<'ready' | 'ended'> {
    if (running !== null) throw new Error('the server runs already');
    const server = launch('dist/node.js', [], settings);
    const ended = new Promise<number | null>((done) => server.once('exit', (code) => done(code)));
    const life = { process: server, ended, asked: false, isReady: false };
    running = life;
    void ended.then((code) => {
      running = null;
      if (life.asked) return;
      told.push(`ended by itself with ${code}`);
      if (life.isReady) endings += 1;
    });
    const ready = new Promise<'ready'>((done) => {
      const read = (line: string): void => {
        told.push(line);
        told.splice(0, told.length - KEPT_LINES);
        const found = /ready on (http:\/\/\S+)/.exec(line)?.[1];
        if (found === undefined) return;
        address = found.replace('localhost', '127.0.0.1');
        life.isReady = true;
        done('ready');
      };
      for (const stream of [server.stdout, server.stderr]) {
        if (stream !== null) createInterface({ input: stream }).on('line', read);
      }
    });
    return Promise.race([ready, ended.then(() => 'ended' as const)]);
  }

  return {
    address: () => address,
    pid: () => running?.process.pid ?? null,
    start,
    async end(signal) {
      if (running === null) return null;
      running.asked = true;
      running.process.kill(signal);
      return running.ended;
    },
    told: () => told,
    endings: () => endings,
  };
}

/** Runs one of the product's commands to its end. */
export async function runCommand(argv: readonly string[], settings: Settings): Promise<Ended> {
  const child = launch('dist/cli.js', argv, settings);
  const texts = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => {
    texts.out += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    texts.err += chunk.toString();
  });
  const code = await new Promise<number | null>((done) => child.once('close', (ended) => done(ended)));
  return { code, ...texts };
}

function launch(script: string, argv: readonly string[], settings: Settings): ChildProcess {
  const { PATH, HOME } = process.env;
  return spawn(process.execPath, ['--enable-source-maps', join(ROOT, script), ...argv], {
    cwd: ROOT,
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
