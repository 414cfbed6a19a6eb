/** A disk that can be filled to the last byte and emptied again, where this machine lets a test mount one. */

import { execFile, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, open, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Such a disk. */
export type SmallDisk = {
  /** Where data may be put. */
  readonly folder: string;
  /** Leaves no room. */
  fill(): Promise<void>;
  /** Makes room again. */
  free(): Promise<void>;
  remove(): Promise<void>;
};

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Mounts a disk of this size in memory.
 *
 * @returns `null` where this user may not
 */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | null> {
  const mount = await mkdtemp(join(tmpdir(), 'em-noi-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0777`, 'em-noi-test', mount]);
  } catch {
    await rmdir(mount);
    return null;
  }
  const ballast = join(mount, 'ballast');
  await chmod(mount, 0o755);
  const unmount = (): void => {
    spawnSync('umount', ['--lazy', mount]);
    rmSync(mount, { recursive: true, force: true });
  };
  process.once('exit', unmount);
  return {
    folder: mount,
    fill: () => fillWith(ballast),
    free: () => rm(ballast, { force: true }),
    async remove() {
      process.off('exit', unmount);
      unmount();
    },
  };
}

/** Writes large pieces and then ever smaller ones, until not one byte more fits. */
async function fillWith(file: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (let size = 4 * 1024 * 1024; size >= 1; ) {
      const isFull = await handle.write(Buffer.alloc(size)).then(
        ({ bytesWritten }) => bytesWritten < size,
        (error: NodeJS.ErrnoException) => {
          if (FULL.has(error.code ?? '')) return true;
          throw error;
        },
      );
      if (isFull) size = Math.floor(size / 4);
    }
  } finally {
    await handle.close();
  }
}
