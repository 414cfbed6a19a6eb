/** The lock that makes one process the only owner of the embedded database's folder. */

import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../core/app-error.ts';

/** A held lock. */
export type FolderLock = { release(): void };

/**
 * Takes the lock, or refuses at once. It is the operating system's own lock on a file (SQLite asks for it portably),
 * so it ends with the process that holds it, however that ends: there is no stale lock to recover from, and no
 * process id that another program may have taken over.
 *
 * @param file the file to lock; made if it is absent, left behind empty
 * @throws {AppError} `data-folder-in-use` while another process, or this one, holds it
 */
export function lockFolder(file: string): FolderLock {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    if (isBusy(cause)) throw new AppError('data-folder-in-use', { folder: dirname(file) }, { cause });
    throw cause;
  }
  return { release: () => database.close() };
}

/** SQLITE_BUSY: someone else holds the lock. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}
