/** Backups: every row of every table to the last digit, from engine to engine, all or nothing. */

import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { isEmpty, readTables } from '../../src/storage/backup/catalog.ts';
import { openBackup, readParts } from '../../src/storage/backup/read-backup.ts';
import { restoreBackup } from '../../src/storage/backup/restore.ts';
import { createRowMarker } from '../../src/storage/backup/rows.ts';
import { type BackupOrder, writeBackup } from '../../src/storage/backup/write-backup.ts';
import type { Database } from '../../src/storage/database.ts';
import { type Migration, migrate, readMigrations } from '../../src/storage/migrations.ts';
import { openPostgres } from '../../src/storage/postgres.ts';
import { freshDatabase } from '../support/postgres.ts';
import { type Engine, pglite, postgres, readShipped, TEST_SECRET_KEY } from './engines.ts';

const ORDER: BackupOrder = {
  secretKey: TEST_SECRET_KEY,
  program: '9.9.9',
  madeOn: '2026-11-23',
  plain: false,
  place: 'a test',
};

/** Tables of every shape, pointing at each other in a circle, with a row that the migration itself makes. */
const ODD: Migration = {
  name: '20990101000000_odd',
  sql: `
    CREATE TABLE odd (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, twice bigint GENERATED ALWAYS AS (small * 2) STORED,
      small smallint, big numeric, float double precision, at timestamptz, day date, took interval, raw bytea,
      object jsonb, text text, texts text[], "Mixed ""case" boolean, code varchar(3), friend bigint REFERENCES odd (id));
    CREATE TABLE bag (word text, n int);
    CREATE TABLE hen (name text PRIMARY KEY, egg text);
    CREATE TABLE egg (name text PRIMARY KEY, hen text NOT NULL REFERENCES hen (name));
    ALTER TABLE hen ADD FOREIGN KEY (egg) REFERENCES egg (name);
    INSERT INTO hen VALUES ('made by the migration', NULL);`,
};

const ODD_ROWS = `
  INSERT INTO odd (small, big, float, at, day, took, raw, object, text, texts, "Mixed ""case", code, friend) VALUES
    (-32768, 123456789012345678901234567890.123456789, 5e-324, '2026-11-23 03:04:05.678901+00', '0044-03-15 BC',
     '1 year 2 days 03:04:05.000006', '\\x00ff', '{"n": 12345678901234567890.10, "a": null}', E'a\\nb\\t"\\\\ \\u2028 👋 ệ',
     ARRAY['', 'NULL', NULL, '{}', 'a,"b'], true, 'abc', 2),
    (NULL, 'NaN', 'Infinity', 'infinity', '-infinity', NULL, NULL, 'null', '', '{}', NULL, NULL, 1),
    (7, 0.10, 0.1, '2026-11-23 03:04:05+07', NULL, '-1 mon', '', '"null"', 'null', '{{a,b},{c,d}}', false, '', NULL);
  INSERT INTO bag SELECT 'word ' || n % 3, n % 5 FROM generate_series(1, 1200) n;
  INSERT INTO bag VALUES (NULL, NULL);
  INSERT INTO egg VALUES ('first', 'made by the migration');
  UPDATE hen SET egg = 'first';`;

const READ_ODD = `SELECT odd::text FROM odd ORDER BY id`;

async function backupOf(database: Database, changes: Partial<BackupOrder> = {}): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  await writeBackup(database, { ...ORDER, ...changes }, async (bytes) => {
    for await (const piece of bytes) pieces.push(piece);
  });
  return Buffer.concat(pieces);
}

/** In small pieces, cut anywhere. */
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 997) yield bytes.subarray(at, at + 997);
}

async function restore(database: Database, bytes: Uint8Array, migrations: readonly Migration[]) {
  const backup = await openBackup(inPieces(bytes));
  return restoreBackup(database, { backup, secretKey: TEST_SECRET_KEY, migrations, place: 'a test' });
}

/** The lines of a backup that is not encrypted, after its header. */
function linesOf(backup: Buffer): string {
  return gunzipSync(backup.subarray(backup.indexOf('\n') + 1)).toString('utf8');
}

/** Opens a backup that is not encrypted, changes its lines, and closes it again. */
function rewritten(backup: Buffer, change: (lines: string[]) => string[]): Buffer {
  const end = backup.indexOf('\n') + 1;
  const lines = linesOf(backup).trimEnd().split('\n');
  return Buffer.concat([backup.subarray(0, end), gzipSync(`${change(lines).join('\n')}\n`)]);
}

async function readThrough(bytes: Uint8Array): Promise<void> {
  for await (const part of readParts(await openBackup(inPieces(bytes)), TEST_SECRET_KEY)) void part;
}

const CATALOG = `
  SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint
  WHERE connamespace = current_schema()::regnamespace
  UNION ALL SELECT tgrelid::regclass || ' ' || tgname FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1`;

const crossings: readonly [Engine, Engine][] = [
  [pglite, postgres],
  [postgres, pglite],
];

for (const [from, to] of crossings) {
  describe(`a backup from ${from.name} onto ${to.name}`, () => {
    let source: Database;
    let target: Database;
    let migrations: readonly Migration[];
    let backup: Buffer;

    beforeAll(async () => {
      migrations = [...(await readMigrations(readShipped)), ODD];
      [source, target] = [await from.openDatabase(), await to.openDatabase()];
      await migrate(source, migrations);
      await source.transaction((transaction) => transaction.script(ODD_ROWS));
      backup = await backupOf(source);
    });
    afterAll(async () => {
      await source.close();
      await target.close();
    });

    it('holds every table there is, a new one as well, and nothing but tables of ours', async () => {
      const tables = await source.query<{ name: string }>(
        `SELECT table_name::text AS name FROM information_schema.tables
         WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'
         ORDER BY table_name COLLATE "C"`,
      );
      const held = await readTables(source);
      expect(held.map(({ name }) => name)).toEqual(tables.map(({ name }) => name));
      expect(held.length).toBeGreaterThan(20);
      const odd = held.find(({ name }) => name === 'odd');
      expect(odd?.columns.map(({ name }) => name)).toContain('Mixed "case');
      expect(odd?.columns.map(({ name }) => name)).not.toContain('twice');
    });

    it('brings back every value to the last digit, and the same keys, triggers and indexes', async () => {
      const report = await restore(target, backup, migrations);
      expect(report.applied).toEqual([]);
      expect(report.rows).toBeGreaterThan(1_200);
      expect(await target.query(READ_ODD)).toEqual(await source.query(READ_ODD));
      expect(await target.query('SELECT * FROM hen')).toEqual([
        { name: 'made by the migration', egg: 'first' },
      ]);
      expect(await target.query(`SELECT count(*)::int AS n FROM odd WHERE object IS NULL`)).toEqual([
        { n: 0 },
      ]);
      expect(await target.query(CATALOG)).toEqual(await source.query(CATALOG));
    });

    it('goes on counting where the source was', async () => {
      const next = `INSERT INTO odd (text) VALUES ('next') RETURNING id::text AS id`;
      expect(await target.query(next)).toEqual([{ id: '4' }]);
    });

    it('is the same backup again, digit for digit', async () => {
      await target.query(`DELETE FROM odd WHERE text = 'next'`);
      await target.query(`SELECT setval('odd_id_seq', 3)`);
      expect(linesOf(await backupOf(target, { plain: true }))).toBe(
        linesOf(await backupOf(source, { plain: true })),
      );
    });

    it('holds rows in the order of their keys, which says nothing of who came when', async () => {
      await source.query(
        `INSERT INTO bag SELECT 'shuffled', (random() * 1000)::int FROM generate_series(1, 100) n`,
      );
      await source.query(`INSERT INTO hen SELECT md5(n::text), NULL FROM generate_series(1, 100) n`);
      const lines = linesOf(await backupOf(source, { plain: true })).split('\n');
      const hens = lines.filter((line) => /^\["[0-9a-f]{32}",null\]$/.test(line));
      expect(hens).toHaveLength(100);
      expect(hens).toEqual([...hens].sort());
      const bag = lines.filter((line) => line.startsWith('["shuffled"'));
      expect(bag).toEqual([...bag].sort());
    });
  });
}

for (const engine of [pglite, postgres]) {
  describe(`what a restore on ${engine.name} refuses`, () => {
    let source: Database;
    let target: Database;
    let migrations: readonly Migration[];
    let plain: Buffer;

    beforeAll(async () => {
      migrations = [...(await readMigrations(readShipped)), ODD];
      [source, target] = [await engine.openDatabase(), await engine.openDatabase()];
      await migrate(source, migrations);
      await source.transaction((transaction) => transaction.script(ODD_ROWS));
      plain = await backupOf(source, { plain: true });
    });
    afterAll(async () => {
      await source.close();
      await target.close();
    });

    async function refused(bytes: Uint8Array, facts: object, known = migrations): Promise<void> {
      await expect(restore(target, bytes, known)).rejects.toMatchObject(facts);
      expect(await isEmpty(target)).toBe(true);
    }

    /** With the digest told anew, as someone would who forges a backup. */
    function forged(table: string, change: (row: string) => string): Buffer {
      return rewritten(plain, (lines) => {
        const begin = lines.indexOf(JSON.stringify({ table })) + 1;
        const rows = lines.slice(begin).findIndex((line) => !line.startsWith('['));
        const changed = lines.slice(begin, begin + rows).map(change);
        const marker = createRowMarker();
        marker.add(changed);
        const end = JSON.parse(lines.at(-1) ?? '');
        end.end.tables[table] = marker.mark();
        return [...lines.slice(0, begin), ...changed, ...lines.slice(begin + rows, -1), JSON.stringify(end)];
      });
    }

    it('a row that was taken out, changed, doubled, or put elsewhere', async () => {
      const row = (lines: string[]) => lines.findIndex((line) => line.startsWith('["word 1"'));
      for (const change of [
        (lines: string[]) => lines.toSpliced(row(lines), 1),
        (lines: string[]) => lines.with(row(lines), '["word 2","1"]'),
        (lines: string[]) => lines.toSpliced(row(lines), 0, '["word 1","1"]'),
        (lines: string[]) => lines.toSpliced(1, 0, '["word 1","1"]'),
        (lines: string[]) => lines.toSpliced(1, 0, '{"table":"strange"}', '["word 1","1"]'),
        (lines: string[]) => lines.slice(0, -1),
        (lines: string[]) => [...lines, '["word 1","1"]'],
        (lines: string[]) => lines.with(0, '{"nothing":1}'),
        (lines: string[]) => lines.toSpliced(1, 0, lines[0] ?? ''),
        (lines: string[]) => lines.with(5, 'not json'),
        () => ['[]'],
        () => [],
      ]) {
        await refused(rewritten(plain, change), { code: 'backup-damaged' });
      }
    });

    it('rows that break a foreign key, a check, a type or a length', async () => {
      await refused(
        forged('egg', (row) => row.replace('made by the migration', 'nobody')),
        {
          facts: { fault: expect.stringContaining('egg (23503)') },
        },
      );
      await refused(
        forged('odd', (row) => row.replace('"abc"', '"abcd"')),
        {
          facts: { fault: expect.stringContaining('odd (22001)') },
        },
      );
      await refused(
        forged('odd', (row) => row.replace('"-32768"', '"many"')),
        { code: 'backup-damaged' },
      );
      await refused(
        forged('egg', () => '["first"]'),
        { code: 'backup-damaged' },
      );
      await refused(
        forged('egg', () => '["first","made by the migration","more"]'),
        {
          facts: { fault: expect.stringContaining('not what it holds') },
        },
      );
    });

    it('a backup of tables, migrations or a format that this program does not know', async () => {
      await refused(plain, { code: 'backup-newer', facts: { program: '9.9.9' } }, migrations.slice(0, -1));
      const edited = migrations.with(-1, { ...ODD, sql: `${ODD.sql} ` });
      await refused(plain, { code: 'migration-changed' }, edited);
      const later = Buffer.from(plain.toString('latin1').replace('"version":1', '"version":2'), 'latin1');
      await refused(later, { code: 'backup-newer' });
      const renamed = rewritten(plain, (lines) =>
        lines.with(0, (lines[0] ?? '').replace('"word"', '"wort"')),
      );
      await refused(renamed, { facts: { fault: expect.stringContaining('not those of its version') } });
    });

    it('a database in which something lies', async () => {
      await target.query('CREATE TABLE something (n int)');
      await expect(restore(target, plain, migrations)).rejects.toMatchObject({ code: 'restore-not-empty' });
      await target.query('DROP TABLE something');
    });

    it('nothing else: an older backup is brought to the present version', async () => {
      const next = { name: '20990102000000_next', sql: `ALTER TABLE hen ADD age int NOT NULL DEFAULT 3` };
      const report = await restore(target, plain, [...migrations, next]);
      expect(report.applied).toEqual([next.name]);
      expect(await target.query('SELECT * FROM hen')).toEqual([
        { name: 'made by the migration', egg: 'first', age: 3 },
      ]);
    });
  });

  describe(`making a backup on ${engine.name}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await engine.openDatabase();
      await migrate(database, await readMigrations(readShipped));
    });
    afterAll(() => database.close());

    it('is refused under another key, for a half-migrated database, and without tables', async () => {
      await database.query(`INSERT INTO key_fingerprints VALUES ('secret-key', repeat('x', 43))`);
      await expect(backupOf(database)).rejects.toMatchObject({ code: 'secret-key-differs' });
      await database.query('DELETE FROM key_fingerprints');
      await database.query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', 'x')`,
      );
      await expect(backupOf(database)).rejects.toMatchObject({ code: 'migration-unfinished' });
      await database.query(`DELETE FROM _prisma_migrations WHERE id = 'x'`);
      const empty = await engine.openDatabase();
      await expect(backupOf(empty)).rejects.toMatchObject({ code: 'nothing-to-back-up' });
      await empty.close();
    });

    it('ends with the fault of whoever takes the bytes, and leaves the database usable', async () => {
      const full = writeBackup(database, ORDER, async (bytes) => {
        for await (const piece of bytes) if (piece.length > 0) throw new Error('the disk is full');
      });
      await expect(full).rejects.toThrow('the disk is full');
      expect((await backupOf(database)).length).toBeGreaterThan(100);
    });
  });
}

describe('a server', () => {
  it('needs no more than the owner of a database to restore into it and to back it up', async () => {
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    const admin = openPostgres({ url });
    const [role, { pathname }] = [`owner_${Date.now()}`, new URL(url)];
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'owner' NOSUPERUSER NOCREATEDB`);
    await admin.query(`ALTER DATABASE ${pathname.slice(1)} OWNER TO ${role}`);
    const migrations = [...(await readMigrations(readShipped)), ODD];
    const source = await postgres.openDatabase();
    await migrate(source, migrations);
    await source.transaction((transaction) => transaction.script(ODD_ROWS));
    const own = new URL(url);
    [own.username, own.password] = [role, 'owner'];
    const target = openPostgres({ url: own.href });
    const backup = await backupOf(source, { plain: true });
    await restore(target, backup, migrations);
    expect(linesOf(await backupOf(target, { plain: true }))).toBe(linesOf(backup));
    await Promise.all([source.close(), target.close()]);
    await admin.query(`DROP OWNED BY ${role} CASCADE`);
    await admin.close();
    await drop();
    const server = openPostgres({ url: inject('postgresUrl') });
    await server.query(`DROP ROLE ${role}`);
    await server.close();
  });

  it('is backed up as it was at one moment, while others go on writing', async () => {
    const database = await postgres.openDatabase();
    const migrations = [...(await readMigrations(readShipped)), ODD];
    await migrate(database, migrations);
    const write = `WITH h AS (INSERT INTO hen VALUES (gen_random_uuid()) RETURNING name)
      INSERT INTO egg SELECT gen_random_uuid(), 'made by the migration' FROM h`;
    await database.query(write);
    const pieces: Uint8Array[] = [];
    await writeBackup(database, ORDER, async (bytes) => {
      for await (const piece of bytes) {
        pieces.push(piece);
        await database.query(write);
      }
    });
    const target = await postgres.openDatabase();
    await restore(target, Buffer.concat(pieces), migrations);
    const counts = `SELECT (SELECT count(*) FROM hen)::int AS hens, (SELECT count(*) FROM egg)::int AS eggs`;
    expect(await target.query(counts)).toEqual([{ hens: 2, eggs: 1 }]);
    await target.close();
    await database.close();
  });
});

describe('a file that came to harm', () => {
  let database: Database;
  let backup: Buffer;
  beforeAll(async () => {
    database = await postgres.openDatabase();
    await migrate(database, [...(await readMigrations(readShipped)), ODD]);
    backup = await backupOf(database);
  });
  afterAll(() => database.close());

  it('is recognised wherever a bit was turned', async () => {
    await readThrough(backup);
    for (let at = 0; at < backup.length; at += 1) {
      const harmed = Buffer.from(backup);
      harmed[at] = (harmed[at] ?? 0) ^ 1;
      await expect(readThrough(harmed), `byte ${at}`).rejects.toMatchObject({ code: /^backup-/ });
    }
  });

  it('is recognised wherever it was cut off, and when something was added', async () => {
    for (let length = 0; length < backup.length; length += 1)
      await expect(readThrough(backup.subarray(0, length))).rejects.toMatchObject({ code: /^backup-/ });
    for (const added of ['\0', '\n', backup.subarray(0, 500)])
      await expect(readThrough(Buffer.concat([backup, Buffer.from(added)]))).rejects.toMatchObject({
        code: 'backup-damaged',
      });
  });

  it('was encrypted under a key of its own', async () => {
    const other = await backupOf(database);
    const saltOf = (bytes: Buffer) => JSON.parse(bytes.subarray(0, bytes.indexOf('\n')).toString()).salt;
    expect(saltOf(other)).not.toBe(saltOf(backup));
    const body = (bytes: Buffer) => bytes.subarray(bytes.indexOf('\n') + 1).toString('hex');
    expect(body(other).slice(0, 40)).not.toBe(body(backup).slice(0, 40));
  });
});
