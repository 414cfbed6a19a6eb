/** The store opened as the program opens it: in a folder, or refused. */

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MIGRATION_NAMES } from '../../src/storage/migrations.ts';
import { openStore } from '../../src/storage/open-store.ts';
import { readShipped } from './engines.ts';
import { launchOne } from './made-up.ts';

const log = { warn: () => {} };

describe('a store in a folder', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'em-noi-store-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('is made at first use, and is found again with its key', async () => {
    const first = await openStore({ dataDir, readShipped, log });
    expect(await first.ready()).toBe(false);
    expect((await first.migrate()).applied).toEqual([...MIGRATION_NAMES]);
    expect(await first.ready()).toBe(true);
    const { slug } = await launchOne(first);
    const account = first.addressBook.encrypt('123456789');
    const key = await first.sealing.yearlyKey(2026);
    await first.close();

    const second = await openStore({ dataDir, readShipped, log });
    expect((await second.migrate()).applied).toEqual([]);
    expect((await second.consultations.find(slug))?.slug).toBe(slug);
    expect(second.addressBook.decrypt(account)).toBe('123456789');
    expect(await second.sealing.yearlyKey(2026)).toEqual(key);
    expect(await second.localities()).toHaveLength(3_355);
    await second.close();
    expect(readdirSync(dataDir).sort()).toEqual(['pglite', 'pglite.lock', 'secret-key']);
  });

  it('is refused while another holds it, and makes no key then', async () => {
    const first = await openStore({ dataDir, secretKey: 'k'.repeat(32), readShipped, log });
    await expect(openStore({ dataDir, readShipped, log })).rejects.toMatchObject({
      code: 'data-folder-in-use',
    });
    expect(readdirSync(dataDir)).not.toContain('secret-key');
    await first.close();
  });

  it('is not ready once it was closed', async () => {
    const store = await openStore({ dataDir, readShipped, log });
    await store.migrate();
    await store.close();
    expect(await store.ready()).toBe(false);
  });
});
