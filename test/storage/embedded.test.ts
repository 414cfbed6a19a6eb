/** The embedded database: one owner, no loss by a killed process, a short log. */

import { type ChildProcess, spawn } from 'node:child_process';
import fs, { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../src/storage/embedded.ts';

const OWNER = fileURLToPath(new URL('./embedded-owner.ts', import.meta.url));

describe('the embedded database', () => {
  let folder: string;
  const processes: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'em-noi-embedded-'));
  });
  afterEach(() => {
    for (const child of processes.splice(0)) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts a process on the folder; `lines` grows by what it prints. */
  function startOwner(task = 'hold') {
    const child = spawn(process.execPath, [OWNER, folder, task], { stdio: ['pipe', 'pipe', 'inherit'] });
    processes.push(child);
    const lines: string[] = [];
    child.stdout.on('data', (data) => lines.push(...String(data).trim().split('\n')));
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const printed = async (count: number) => {
      for (const start = Date.now(); lines.length < count; ) {
        if (Date.now() - start > 30_000) throw new Error(`printed only ${lines.join()}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    return { child, lines, ended, printed };
  }

  const refusal = { code: 'data-folder-in-use' };

  it('refuses a second process, which leaves the first alone', async () => {
    const database = await openEmbedded(folder);
    await database.query('CREATE TABLE mine (id int)');
    const second = startOwner();
    await second.ended;
    expect(second.lines).toEqual(['data-folder-in-use']);
    await database.query('INSERT INTO mine VALUES (1)');
    expect(await database.query('SELECT id FROM mine')).toEqual([{ id: 1 }]);
    await database.close();
  });

  it('refuses this process a second time, and opens once the first let go', async () => {
    const first = await openEmbedded(folder);
    await expect(openEmbedded(folder)).rejects.toMatchObject(refusal);
    await first.close();
    await (await openEmbedded(folder)).close();
  });

  it('lets one of two processes have an empty folder', async () => {
    const [one, two] = [startOwner(), startOwner()];
    await Promise.all([one.printed(1), two.printed(1)]);
    expect([one.lines[0], two.lines[0]].sort()).toEqual(['data-folder-in-use', 'open']);
  });

  it('opens after its owner was killed, with every row that was acknowledged', async () => {
    for (const rows of [20, 40]) {
      const owner = startOwner('write');
      await owner.printed(rows);
      await expect(openEmbedded(folder)).rejects.toMatchObject(refusal);
      owner.child.kill('SIGKILL');
      await owner.ended;
      const last = Number(owner.lines.at(-1));
      const database = await openEmbedded(folder);
      const [diary] = await database.query<{ n: number }>('SELECT count(DISTINCT n)::int AS n FROM diary');
      expect(diary!.n).toBeGreaterThanOrEqual(last);
      await database.close();
    }
  });

  it('opens after its owner was killed while it made the database', async () => {
    const owner = startOwner();
    const unfinished = join(folder, 'pglite.unfinished');
    for (const start = Date.now(); !existsSync(unfinished) && Date.now() - start < 30_000; ) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    owner.child.kill('SIGKILL');
    await owner.ended;
    expect(existsSync(unfinished)).toBe(true);
    expect(existsSync(join(folder, 'pglite'))).toBe(false);
    const database = await openEmbedded(folder);
    expect(existsSync(unfinished)).toBe(false);
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('has what it committed written to the disk itself', async () => {
    const database = await openEmbedded(folder);
    await database.query('CREATE TABLE kept (id int)');
    let syncs = 0;
    const { fsyncSync } = fs;
    fs.fsyncSync = (handle) => {
      syncs += 1;
      fsyncSync(handle);
    };
    syncBuiltinESMExports();
    try {
      for (let id = 0; id < 10; id += 1) await database.query('INSERT INTO kept VALUES ($1)', [id]);
    } finally {
      fs.fsyncSync = fsyncSync;
      syncBuiltinESMExports();
    }
    expect(syncs).toBeGreaterThanOrEqual(10);
    expect(await database.query('SHOW fsync')).toEqual([{ fsync: 'on' }]);
    await database.close();
  });

  it('keeps its log short', async () => {
    const database = await openEmbedded(null);
    const length = async () => {
      const [row] = await database.query<{ bytes: number }>(
        'SELECT (pg_current_wal_lsn() - redo_lsn)::float8 AS bytes FROM pg_control_checkpoint()',
      );
      return row!.bytes;
    };
    await database.query('CREATE TABLE big (x text)');
    await database.query('ALTER TABLE big ALTER x SET STORAGE EXTERNAL');
    await database.query(`INSERT INTO big SELECT repeat('x', 100000) FROM generate_series(1, 1400)`);
    expect(await length()).toBeGreaterThan(128 * 1024 * 1024);
    for (let n = 0; n < 500; n += 1)
      await database.run({ name: 'nothing', text: 'SELECT $1::text' }, ["it's"]);
    expect(await length()).toBeLessThan(1024 * 1024);
    await database.close();
  });
});
