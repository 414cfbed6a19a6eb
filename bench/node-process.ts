/** A Node process of a benchmark: started as an operator would, watched through /proc, stopped politely. */

import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atEnd } from './cleanup.ts';

/** What to start. */
export type ProcessOrder = {
  /** For the log's file name and for messages. */
  readonly name: string;
  /** Script and its arguments, options of Node before it. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where its output goes. */
  readonly folder: string;
  /** Gives it a channel to its parent, by which it notices when the parent is gone. */
  readonly withChannel?: boolean;
};

/** A running process that said where it listens. */
export type RunningProcess = {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
};

const READY_WITHIN_MS = 120_000;
const STOPS_WITHIN_MS = 20_000;
const READY = /ready on http:\/\/[^\s:]+:(\d+)/;

/**
 * Starts a process and waits until it prints `ready on http://host:port`.
 *
 * @throws when it ends or stays silent, with what it printed
 */
export async function startProcess(order: ProcessOrder): Promise<RunningProcess> {
  const { name, argv, env, folder, withChannel = false } = order;
  const log = join(folder, `${name.replaceAll(/\W+/g, '-')}-${Date.now()}.log`);
  // A file costs the least: nobody has to read a pipe while the clock runs.
  const file = openSync(log, 'a');
  const child = spawn(process.execPath, argv, {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: withChannel ? ['ignore', file, file, 'ipc'] : ['ignore', file, file],
  });
  const stop = () => stopProcess(child);
  atEnd(stop);
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const told = await readFile(log, 'utf8');
    const port = READY.exec(told)?.[1];
    if (port !== undefined && child.pid !== undefined) {
      return { name, port: Number(port), pid: child.pid, child, stop };
    }
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      throw new Error(`${name} did not start:\n${told}`);
    }
    await new Promise((done) => setTimeout(done, 25));
  }
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS);
  await gone;
  clearTimeout(timer);
}

/** Runs a script to its end. @throws with what it printed when it fails */
export async function runScript(order: ProcessOrder): Promise<string> {
  const child = spawn(process.execPath, order.argv, {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...order.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
  }
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) throw new Error(`${order.name} failed:\n${told}`);
  return told;
}
