/** Whoever holds the whole database finds at least a batch of children behind every response, whatever channel they used. */

import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { freshDatabase } from '../support/postgres.ts';
import { answerAll, flowOf, type Opinion } from './child.ts';
import { telegramPhone, webPhone, zaloPhone } from './phone.ts';
import { startWorld, type World } from './world.ts';

const BATCH = 10;
const flow = flowOf(readFileSync('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
const shy: Opinion = { age: 8, band: '7-8', language: 'vi', place: null, answers: {} };
let world: World;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let client: pg.Client;

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'));
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  world = await startWorld({ DATABASE_URL: database.url, SEAL_BATCH: String(BATCH) });
}, 60_000);

afterAll(async () => {
  await client?.end();
  await world?.close();
  await database?.drop();
});

/** Children come over three channels, few of them over the third. */
async function play(from: number, to: number): Promise<void> {
  for (let child = from; child < to; child += 1) {
    if (child % 11 === 10) await answerAll(zaloPhone(world, `z${child}`), flow, 'THU', shy);
    else if (child % 2 === 0) await answerAll(webPhone(world), flow, 'THU', shy);
    else await answerAll(telegramPhone(world, child + 1), flow, 'THU', shy);
  }
}

type Group = {
  readonly responses: number;
  readonly contacts: number;
  readonly channel: string | null;
  readonly known: string[];
};

/** For every transaction that wrote responses: how many, and which contacts' walks it wrote. */
async function groups(): Promise<Group[]> {
  const { rows } = await client.query(
    `SELECT r.xmin::text AS transaction, r.channel, count(*)::int AS responses,
       (SELECT count(*)::int FROM sessions s WHERE s.xmin = r.xmin AND s.sealed_on = r.sealed_on) AS contacts,
       (SELECT array_agg(DISTINCT c.channel) FROM sessions s JOIN contacts c ON c.id = s.contact_id WHERE s.xmin = r.xmin) AS known
     FROM responses r GROUP BY r.xmin, r.channel, r.sealed_on`,
  );
  return rows;
}

test('behind every response stand at least ten contacts that nothing tells apart', async () => {
  await play(0, 37);
  expect(await world.app.seal()).toEqual({ sealed: 30, erased: 0, waiting: 7 });
  await play(37, 44);
  await world.app.seal();
  const found = await groups();
  expect(found.reduce((sum, group) => sum + group.responses, 0)).toBe(40);
  for (const { responses, contacts, channel, known } of found) {
    expect(responses).toBeGreaterThanOrEqual(BATCH);
    expect(contacts).toBe(responses);
    // A channel is told only where it tells nobody apart.
    if (known.length > 1) expect(channel).toBeNull();
    else expect(channel).toBe(known[0]);
  }
  expect(found.some(({ channel }) => channel !== null)).toBe(true);
});

test('the last few, sealed when the consultation closes, stand among walks sealed before', async () => {
  await world.app.closeConsultation('THU');
  await world.app.seal();
  const last = (await groups()).filter(({ responses }) => responses < BATCH);
  expect(last).toHaveLength(1);
  expect(last[0]).toMatchObject({ responses: 4, contacts: BATCH });
});

test('what is left of a sealed walk says nothing about its child but that it answered', async () => {
  const { rows } = await client.query(
    'SELECT state, disposition, ended_on, version FROM sessions GROUP BY state, disposition, ended_on, version',
  );
  expect(rows).toEqual([{ state: null, disposition: null, ended_on: null, version: 0 }]);
  expect((await client.query('SELECT count(*)::int AS n FROM inbox WHERE reply IS NOT NULL')).rows[0].n).toBe(
    0,
  );
});
