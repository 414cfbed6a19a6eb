/** Forbids running processes to write to files, and allows it again: a full disk where no small one may be mounted. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Such a limit. */
export type FileLimit = {
  /** From now on their writes fail with "File too large", and those of the processes they begin. */
  forbid(): Promise<void>;
  allow(): Promise<void>;
};

/**
 * Makes a limit with the tool `prlimit` of Linux, which needs no right beyond owning the processes.
 *
 * @param processes ids of those concerned, asked for anew each time
 * @returns `null` where there is no such tool
 */
export async function limitFiles(processes: () => Promise<readonly number[]>): Promise<FileLimit | null> {
  try {
    await run('prlimit', ['--pid', String(process.pid), '--fsize']);
  } catch {
    return null;
  }
  let forbidden: readonly number[] = [];
  // The soft limit alone: only that can be raised again.
  const set = (limit: string) => async (pid: number) => {
    // It may have ended meanwhile.
    await run('prlimit', ['--pid', String(pid), `--fsize=${limit}:`]).catch(() => undefined);
  };
  return {
    async forbid() {
      forbidden = await processes();
      await Promise.all(forbidden.map(set('0')));
    },
    async allow() {
      await Promise.all([...forbidden, ...(await processes().catch(() => []))].map(set('unlimited')));
    },
  };
}
