/** The secret key of the embedded mode: made on first start, kept beside the database. */

import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY_BYTES = 32;

/** Reads `<dataDir>/secret-key`, or makes it. Only its owner may read the file. */
export function readOrCreateSecretKey(dataDir: string): string {
  const file = secretKeyFile(dataDir);
  mkdirSync(dataDir, { recursive: true });
  return readKeyFile(file) ?? createKey(file);
}

/** Where the key of a data folder lies. */
export function secretKeyFile(dataDir: string): string {
  return join(dataDir, 'secret-key');
}

/** Reads a key from its file. @returns `null` where there is none */
export function readKeyFile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function createKey(file: string): string {
  return placeKey(file, newSecretKey());
}

/**
 * Puts a key in its place, unless one is there: written beside it and linked there whole, so that of processes that do
 * so at once the first wins.
 *
 * @returns the key that is there then
 */
export function placeKey(file: string, key: string): string {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${key}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, 'utf8').trim();
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Makes a key nobody has. */
export function newSecretKey(): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}

/**
 * Puts another key into a file once the work under it is done. Until then it lies beside the old one, named `.next`, so that
 * it is not lost where the process ends in between: then it only has to be renamed.
 */
export async function changeKeyFile<T>(file: string, key: string, work: () => Promise<T>): Promise<T> {
  const next = `${file}.next`;
  writeFileSync(next, `${key}\n`, { mode: 0o600, flush: true });
  let done: T;
  try {
    done = await work();
  } catch (error) {
    rmSync(next);
    throw error;
  }
  renameSync(next, file);
  return done;
}
