/** A child's word erases all that is kept of the account, on every channel; what was sealed is nobody's any more. */

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freshDatabase } from '../support/postgres.ts';
import { answerAll, flowOf, type Opinion } from './child.ts';
import { type Phone, telegramPhone, webPhone, zaloOaPhone, zaloPhone } from './phone.ts';
import { startWorld, type World } from './world.ts';

const flow = flowOf(readFileSync('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
const older: Opinion = { age: 12, band: '11-13', language: 'vi', place: null, answers: {} };
let world: World;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'));
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  world = await startWorld({ DATABASE_URL: database.url, SEAL_BATCH: '4' });
}, 60_000);

afterAll(async () => {
  await world?.close();
  await pool?.end();
  await database?.drop();
});

async function count(sql: string): Promise<number> {
  return Number((await pool.query(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0].n);
}

/** What is kept on the address side, table by table. */
async function kept(): Promise<Readonly<Record<string, number>>> {
  const tables = ['contacts', 'sessions', 'outbox', 'waiting_texts', 'standing_consents', 'broadcast_marks'];
  return Object.fromEntries(
    await Promise.all(tables.map(async (table) => [table, await count(table)] as const)),
  );
}

const NOTHING = {
  ...{ contacts: 0, sessions: 0, outbox: 0 },
  ...{ waiting_texts: 0, standing_consents: 0, broadcast_marks: 0 },
};

async function settle(done: () => Promise<boolean>): Promise<void> {
  for (let turns = 0; turns < 100 && !(await done()); turns += 1) {
    await world.app.seal();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const channels: readonly (readonly [string, () => Phone])[] = [
  ['web', () => webPhone(world)],
  ['telegram', () => telegramPhone(world, 71_001)],
  ['zalo', () => zaloPhone(world, 'quen-em')],
  ['zalo-oa', () => zaloOaPhone(world, 'quen-em-oa')],
];

describe.each(channels)('on %s', (_channel, phoneOf) => {
  test('everything is erased once the child has been told what that means and agrees', async () => {
    const phone = phoneOf();
    await answerAll(phone, flow, 'THU', older);
    expect((await kept())['contacts']).toBe(1);
    const asked = await phone.type('xóa dữ liệu của em');
    expect(asked.text).toContain('không ai tìm ra được là của em');
    expect((await kept())['contacts']).toBe(1);
    const done = await phone.type('đồng ý xóa');
    expect(done.text).toContain('xóa hết');
    await settle(async () => (await count('contacts')) === 0);
    expect(await kept()).toEqual(NOTHING);
    expect(await count('inbox WHERE reply IS NOT NULL AND session_id IS NOT NULL')).toBe(0);
    expect(await count('responses')).toBe(0);
  });
});

describe('whoever was erased', () => {
  test('is a newcomer afterwards', async () => {
    const phone = webPhone(world);
    await phone.open('THU');
    await phone.type('9');
    await phone.type('quên em đi');
    await phone.type('đồng ý xóa');
    await settle(async () => (await count('contacts')) === 0);
    expect((await phone.open('THU')).text).toContain('Em mấy tuổi rồi');
    await phone.type('xóa dữ liệu của em');
    await phone.type('đồng ý xóa');
    await settle(async () => (await count('contacts')) === 0);
  });

  test('is counted, and nothing else is told of it', async () => {
    const { rows } = await pool.query(
      'SELECT what, sum(erased)::int AS erased FROM retention_runs GROUP BY what',
    );
    expect(rows).toEqual([{ what: 'asked', erased: 6 }]);
    expect(await count("standing_consents WHERE purpose = 'erasure'")).toBe(0);
  });
});

describe('words', () => {
  test('that only sound like it stay an answer', async () => {
    const phone = webPhone(world);
    await phone.open('THU');
    await phone.type('12');
    const said = await phone.type('xóa bảng giúp cô');
    expect(said.text).not.toContain('xóa hết những gì');
  });
});

describe('staff who were asked to', () => {
  test('erase an account by its id; an unknown one is nothing', async () => {
    const phone = telegramPhone(world, 71_999);
    await phone.open('THU');
    const before = await count('contacts');
    expect(await world.app.eraseAccount('telegram', '71999')).toBe('erased');
    expect(await count('contacts')).toBe(before - 1);
    expect(await world.app.eraseAccount('telegram', '71999')).toBe('absent');
    expect(await world.app.eraseAccount('zalo', randomUUID())).toBe('absent');
  });
});
