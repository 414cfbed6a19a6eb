/** The built server as a process of its own, whose every log line is read and whose memory is watched. */

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The server. */
export type FuzzedServer = {
  readonly url: string;
  /** The exit code once it ended by itself, else `null`. */
  readonly ended: () => number | null;
  /** Lines it printed that hold one of the words, at most twenty. */
  readonly suspicious: () => readonly string[];
  readonly lines: () => number;
  /** Resident memory in MB; `null` where the system does not tell. */
  readonly memoryMb: () => number | null;
  readonly stop: () => Promise<number | null>;
};

const ROOT = join(import.meta.dirname, '../..');

/** Starts it and waits until it listens. @param watched words that must not appear in what it prints */
export async function startFuzzedServer(
  settings: Readonly<Record<string, string>>,
  watched: RegExp,
): Promise<FuzzedServer> {
  const { PATH, HOME } = process.env;
  const server: ChildProcess = spawn(process.execPath, ['--enable-source-maps', join(ROOT, 'dist/node.js')], {
    cwd: ROOT,
    env: { PATH, HOME, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => void server.kill('SIGKILL');
  process.once('exit', kill);
  const gone = new Promise<number | null>((done) => server.once('exit', done));
  const suspicious: string[] = [];
  const last: string[] = [];
  let lines = 0;
  const url = await new Promise<string>((done, failed) => {
    const read = (line: string): void => {
      lines += 1;
      last.push(line.slice(0, 500));
      if (last.length > 20) last.shift();
      if (watched.test(line) && suspicious.length < 20) suspicious.push(line.slice(0, 600));
      const found = /ready on (http:\/\/\S+)/.exec(line)?.[1];
      if (found !== undefined) done(found.replace('localhost', '127.0.0.1'));
    };
    for (const stream of [server.stdout, server.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', read);
    }
    void gone.then((code) => failed(new Error(`the server ended with ${code}: ${last.join('\n')}`)));
  });
  return {
    url,
    ended: () => server.exitCode,
    suspicious: () => suspicious,
    lines: () => lines,
    memoryMb: () => residentMb(server.pid),
    stop() {
      process.off('exit', kill);
      server.kill('SIGTERM');
      return gone;
    },
  };
}

function residentMb(pid: number | undefined): number | null {
  try {
    const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return found === undefined ? null : Math.round(Number(found) / 1024);
  } catch {
    return null;
  }
}
