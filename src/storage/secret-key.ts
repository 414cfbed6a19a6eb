/** The secret key of the embedded mode: made on first start, kept beside the database. */

import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  return placeKey(file, randomBytes(KEY_BYTES).toString('base64url'));
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
