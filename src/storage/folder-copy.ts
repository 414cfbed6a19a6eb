/** Copies a folder quickly: several files at a time, and shared with the original where the file system can. */

import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { AppError } from '../core/app-error.ts';
import { fileFailed } from './file-failed.ts';

/** More than this is no faster: it is as many threads as Node copies with. */
const AT_ONCE = 4;

/** What must be free, in times of what is copied: the database goes on writing on the same disk. */
const ROOM = 1.5;

/**
 * Prepares a copy of a folder that others write to: clears its place and makes sure that the disk has room.
 *
 * @returns what makes the copy, for a moment in which nobody writes; it leaves nothing behind when it fails
 * @throws {AppError} `file-failed`, as does the copying
 */
export async function prepareFolderCopy(from: string, to: string): Promise<() => Promise<void>> {
  try {
    await rm(to, { recursive: true, force: true });
    await mkdir(to, { recursive: true, mode: 0o700 });
    await refuseWithoutRoom(from, to);
  } catch (error) {
    throw fileFailed(to, error);
  }
  return async () => {
    try {
      await copyTree(from, to);
    } catch (error) {
      await rm(to, { recursive: true, force: true });
      throw fileFailed(to, error);
    }
  };
}

async function refuseWithoutRoom(from: string, to: string): Promise<void> {
  let needed = 0;
  for (const file of await filesIn(from)) needed += await sizeOf(join(from, file));
  const { bavail, bsize } = await statfs(to);
  if (bavail * bsize > needed * ROOM) return;
  throw new AppError('file-failed', { file: to, reason: 'the disk has no room for a copy of the database' });
}

/** 0 for a file that went meanwhile. */
function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

async function copyTree(from: string, to: string): Promise<void> {
  const files = await filesIn(from, (folder) => mkdir(join(to, folder), { recursive: true, mode: 0o700 }));
  const left = files.values();
  const copyLeft = async (): Promise<void> => {
    for (const file of left) await copyFile(join(from, file), join(to, file), constants.COPYFILE_FICLONE);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, copyLeft));
}

/** Lists the files under a folder, by their path in it. @param meet is told of each folder before what is in it */
async function filesIn(
  folder: string,
  meet: (folder: string) => Promise<unknown> = async () => {},
): Promise<readonly string[]> {
  const files: string[] = [];
  const folders = new Set<string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(relative(folder, entry.parentPath), entry.name);
    if (entry.isFile()) files.push(path);
    const above = entry.isDirectory() ? path : dirname(path);
    if (folders.has(above)) continue;
    folders.add(above);
    await meet(above);
  }
  return files;
}
