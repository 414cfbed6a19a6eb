/** A child writes a cry for help: it is answered in the same reply, a case opens, and officers are told without its words. */

import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createAddressBook } from '../../src/storage/address-book.ts';
import { freshDatabase } from '../support/postgres.ts';
import { type Phone, telegramPhone, webPhone, zaloOaPhone, zaloPhone } from './phone.ts';
import { startWorld, type World } from './world.ts';

const SECRET = 'a secret key for tests that is long enough';
const CRY = 'ba em say rượu lấy roi quất em bầm tím';
const MARK = 'bầm tím';

let world: World;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: pg.Pool;
let officers: Server;
const told: string[] = [];

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'));
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  officers = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      told.push(body);
      response.end();
    });
  });
  await new Promise<void>((resolve) => officers.listen(0, '127.0.0.1', resolve));
  world = await startWorld({
    ...{ DATABASE_URL: database.url, SECRET_KEY: SECRET, WEBHOOKS_INSECURE: '1', SEAL_BATCH: '2' },
  });
  const { port } = officers.address() as AddressInfo;
  await pool.query(
    `INSERT INTO protection_ways (id, place, way, address, minutes, made_at) VALUES ($1, 'VN', 'webhook', $2, 15, now())`,
    [randomUUID(), createAddressBook(SECRET).encrypt(`http://127.0.0.1:${port}/on-call`)],
  );
}, 60_000);

afterAll(async () => {
  await world?.close();
  officers?.close();
  await pool?.end();
  await database?.drop();
});

const channels: readonly (readonly [string, () => Phone])[] = [
  ['web', () => webPhone(world)],
  ['telegram', () => telegramPhone(world, 81_001)],
  ['zalo', () => zaloPhone(world, 'keu-cuu')],
  ['zalo-oa', () => zaloOaPhone(world, 'keu-cuu-oa')],
];

describe.each(channels)('on %s', (channel, phoneOf) => {
  test('the child is answered at once, a case opens, and the words lie in it alone, encrypted', async () => {
    const phone = phoneOf();
    await phone.open('THU');
    await phone.type('12');
    await phone.type('có');
    await phone.type('có');
    const reply = await phone.type(CRY);
    expect(reply.text).toContain('111');
    expect(reply.text).toMatch(/không phải lỗi của em/);
    const { rows } = await pool.query(
      `SELECT c.severity, c.kinds, w.words FROM protection_cases c JOIN protection_words w ON w.case_id = c.id
       WHERE c.channel = $1`,
      [channel],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ severity: 'high' });
    expect(createAddressBook(SECRET).decrypt(rows[0].words)).toBe(CRY);
  });
});

test('no table, no log line and no message holds the words in the clear', async () => {
  const { rows: columns } = await pool.query(
    `SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = current_schema() AND data_type IN ('text', 'jsonb')`,
  );
  const found: string[] = [];
  for (const { table_name: table, column_name: column } of columns) {
    const { rows } = await pool.query(`SELECT 1 FROM "${table}" WHERE "${column}"::text LIKE $1 LIMIT 1`, [
      `%${MARK}%`,
    ]);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  expect(found).toEqual([]);
  expect(world.logged.filter((line) => line.includes(MARK))).toEqual([]);
});

test('officers are told of each case once, without the words, and again above only when it is time', async () => {
  expect(await world.app.tellOfficers()).toBe(4);
  expect(await world.app.tellOfficers()).toBe(0);
  expect(told).toHaveLength(4);
  for (const body of told) {
    expect(JSON.parse(body)).toMatchObject({ type: 'protection.case-waiting', data: { severity: 'high' } });
    expect(body).not.toContain(MARK);
  }
  await pool.query(`UPDATE protection_cases SET notice_due_at = now() - interval '1 minute'`);
  expect(await world.app.tellOfficers()).toBe(4);
});

test('what else the child writes joins its case, and the walk goes on where it was', async () => {
  const phone = webPhone(world);
  await phone.open('THU');
  await phone.type('12');
  await phone.type('có');
  const asked = await phone.type('có');
  await phone.type('em muốn chết quách cho xong');
  const after = await phone.type('trả lời tiếp');
  expect(after.options.map(({ label }) => label)).toEqual(asked.options.map(({ label }) => label));
  const { rows } = await pool.query(
    `SELECT count(*)::int AS n FROM protection_cases WHERE channel = 'web' AND closed_at IS NULL`,
  );
  expect(rows[0].n).toBe(2);
});
