/** The secret key of the embedded mode: made once, kept, private. */

import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOrCreateSecretKey } from '../../src/storage/secret-key.ts';

describe('the secret key', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'em-noi-key-')), 'data');
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  it('is made on first use and is the same ever after', () => {
    const key = readOrCreateSecretKey(folder);
    expect(Buffer.from(key, 'base64url')).toHaveLength(32);
    expect(readOrCreateSecretKey(folder)).toBe(key);
    expect(readdirSync(folder)).toEqual(['secret-key']);
  });

  it('may be read by its owner only', () => {
    readOrCreateSecretKey(folder);
    expect(statSync(join(folder, 'secret-key')).mode & 0o777).toBe(0o600);
  });
});
