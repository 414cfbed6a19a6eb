/** The files of backups: written whole or not at all, readable by their owner only, the oldest cleared away. */

import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../core/app-error.ts';
import { dayOf } from '../../core/day.ts';
import { fileFailed } from '../file-failed.ts';
import type { Bytes } from './envelope.ts';

/** Where to write. */
export type BackupTarget = {
  /** A folder gets a file named after day and time. */
  readonly path: string;
  /** Whether a file that is there may be replaced. */
  readonly force: boolean;
  readonly now: Date;
};

/** The names given to backups in a folder; what is named otherwise is never cleared away. */
const GIVEN_NAME = /^em-noi-\d{4}-\d\d-\d\d-\d{6}\.backup$/;

/** What a backup leaves that was killed. */
const UNFINISHED_NAME = /^em-noi-\d{4}-\d\d-\d\d-\d{6}\.backup\.\d+\.unfinished$/;

/** One that nobody has written to for so long is not being written. */
const GIVEN_UP_MS = 24 * 60 * 60 * 1000;

/** UTC+7, as days are. */
const OFFSET_MS = 7 * 60 * 60 * 1000;

/**
 * Writes a backup beside its place and moves it there when it is whole and on the disk.
 *
 * @param fill writes the content by what it is given
 * @returns where it lies, how large it is, and what `fill` gave
 * @throws {AppError} `file-exists`, `file-failed`
 */
export async function writeBackupFile<T>(
  target: BackupTarget,
  fill: (write: (bytes: Bytes) => Promise<void>) => Promise<T>,
): Promise<{ readonly file: string; readonly bytes: number; readonly filled: T }> {
  const file = isFolder(target.path) ? join(target.path, givenName(target.now)) : target.path;
  refuseReplacing(file, target.force);
  const unfinished = `${file}.${process.pid}.unfinished`;
  try {
    const filled = await fill(async (bytes) => {
      await pipeline(bytes, createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true }));
    });
    refuseReplacing(file, target.force);
    await rename(unfinished, file);
    await syncFolder(dirname(file));
    return { file, bytes: statSync(file).size, filled };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw fileFailed(file, error);
  }
}

/** Reads a file. @throws {AppError} `file-failed` */
export async function* readBackupFile(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file, { highWaterMark: 256 * 1024 });
  } catch (error) {
    throw fileFailed(file, error);
  }
}

/**
 * Deletes all but the newest backups of a folder, of those that were given their names, and what is left of backups
 * that were broken off a day ago.
 *
 * @param keep at least 1
 * @returns the names of the backups deleted
 */
export async function clearOldBackups(folder: string, keep: number): Promise<readonly string[]> {
  const names = (await readdir(folder)).sort();
  const finished = names.filter((name) => GIVEN_NAME.test(name));
  const old = finished.slice(0, Math.max(0, finished.length - keep));
  const givenUp = names.filter((name) => UNFINISHED_NAME.test(name) && isGivenUp(join(folder, name)));
  for (const name of [...old, ...givenUp]) await rm(join(folder, name), { force: true });
  return old;
}

function isGivenUp(file: string): boolean {
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return written !== undefined && Date.now() - written > GIVEN_UP_MS;
}

/** Whether a path is a folder that is there. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function givenName(now: Date): string {
  const time = new Date(now.getTime() + OFFSET_MS).toISOString().slice(11, 19).replaceAll(':', '');
  return `em-noi-${dayOf(now)}-${time}.backup`;
}

function refuseReplacing(file: string, force: boolean): void {
  if (!force && existsSync(file)) throw new AppError('file-exists', { file });
}

/** So that the new name survives a power cut as well. Windows opens no folders, and needs it not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
