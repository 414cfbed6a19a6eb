/** The program as a process of its own: started as built, on a free port, gone when the tests are. */

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

/** A running server. */
export type NodeProcess = {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it printed so far, log and all. */
  readonly told: () => string;
  /** Resolves to the exit code once it has ended; `null` after SIGKILL. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
};

/** How it is started, where that differs from `node dist/node.js` in this folder. */
export type NodeStart = {
  readonly argv?: readonly string[];
  readonly folder?: string;
  readonly account?: { readonly uid: number; readonly gid: number };
  readonly program?: string;
};

const PATIENCE_MS = 60_000;

/** Only what is given, and what a program needs to be found: no setting of whoever runs the tests. */
export function environmentOf(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, PORT: '0', LOG_LEVEL: 'warn', ...settings };
}

/** Starts the server and waits until it says where it listens. */
export async function startNode(
  settings: Readonly<Record<string, string>>,
  start: NodeStart = {},
): Promise<NodeProcess> {
  const child = spawn(start.program ?? process.execPath, [...(start.argv ?? ['dist/node.js'])], {
    env: environmentOf(settings),
    cwd: start.folder,
    ...start.account,
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
  }
  let failed: Error | null = null;
  child.on('error', (error) => {
    failed = error;
  });
  const gone = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += 25) {
    const url = /ready on (http:\/\/\S+)/.exec(told)?.[1];
    if (url !== undefined) {
      const end = (signal: NodeJS.Signals): Promise<number | null> => {
        child.kill(signal);
        return gone;
      };
      return { url, process: child, told: () => told, end };
    }
    if (failed !== null || child.exitCode !== null) break;
    await new Promise((done) => setTimeout(done, 25));
  }
  child.kill('SIGKILL');
  throw new Error(`The server does not start (exit code ${child.exitCode}, ${failed}): ${told}`);
}

/** Runs a command of the operator's tool, as built. @returns what it printed */
export async function runTool(
  settings: Readonly<Record<string, string>>,
  argv: readonly string[],
): Promise<string> {
  const run = promisify(execFile);
  return (await run(process.execPath, ['dist/cli.js', ...argv], { env: environmentOf(settings) })).stdout;
}
