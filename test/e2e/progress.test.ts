/** Real walks lead to floors on the page, and what is kept of them for watching points at no child. */

import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { freshDatabase } from '../support/postgres.ts';
import { answerAll, flowOf, type Opinion } from './child.ts';
import { webPhone } from './phone.ts';
import { startWorld, type World } from './world.ts';

const flow = flowOf(readFileSync('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
const shy: Opinion = { age: 8, band: '7-8', language: 'vi', place: null, answers: {} };
const hanoi = { province: 'Hà Nội', commune: 'Ba Đình', code: '00004' };
let world: World;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let client: pg.Client;

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'));
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  world = await startWorld({ DATABASE_URL: database.url, SEAL_BATCH: '10' });
}, 60_000);

afterAll(async () => {
  await client?.end();
  await world?.close();
  await database?.drop();
});

async function rows<Row>(sql: string): Promise<readonly Row[]> {
  return (await client.query(sql)).rows as readonly Row[];
}

async function stopHalfway(): Promise<void> {
  const phone = webPhone(world);
  await phone.open('THU');
  for (const words of ['8', 'có', 'có', 'dừng']) await phone.type(words);
}

async function look() {
  const [watched] = await world.app.console.progress.watchAll(() => true);
  if (watched === undefined) throw new Error('nothing to watch');
  return watched;
}

/** A floor is a whole step, at most the count. */
function expectFloor(told: number | undefined, count: number): void {
  expect(told ?? 0).toBeLessThanOrEqual(count);
  expect((told ?? 0) % 5).toBe(0);
}

test('a walk keeps no hour of the day, and a finished one only how long it took', async () => {
  for (let child = 0; child < 14; child += 1) {
    await answerAll(webPhone(world), flow, 'THU', { ...shy, place: child < 3 ? hanoi : null });
  }
  for (let child = 0; child < 8; child += 1) await stopHalfway();
  const paces = await rows<{ disposition: string | null; pace: object }>(
    `SELECT disposition, state -> 'pace' AS pace FROM sessions`,
  );
  for (const { disposition, pace } of paces) {
    if (disposition === 'complete') expect(pace).toEqual({ took: 0 });
    else expect(pace).toEqual({ from: expect.any(Number) });
  }
  for (const { pace } of paces) if ('from' in pace) expect(pace.from).toBeLessThan(240);
});

test('sealing adds the minutes of a whole batch to a count that names nobody', async () => {
  await world.app.seal();
  expect(await rows('SELECT mark, walks FROM walk_marks')).toEqual([{ mark: 'took:0', walks: 10 }]);
  const columns = await rows<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'walk_marks' ORDER BY 1`,
  );
  expect(columns.map(({ name }) => name)).toEqual(['consultation_id', 'mark', 'walks']);
  // The transaction that wrote it wrote ten walks: whoever holds every row cannot say whose minutes these are.
  const [written] = await rows<{ walks: number }>(
    'SELECT count(*)::int AS walks FROM sessions s JOIN walk_marks m ON m.xmin = s.xmin',
  );
  expect(written?.walks).toBeGreaterThanOrEqual(10);
  // Three children told where they live: too few for a commune or a province.
  const { cut } = await look();
  expectFloor(cut?.started, 22);
  expectFloor(cut?.answered, 10);
  expectFloor(cut?.stopped, 8);
  expectFloor(cut?.bands['7-8'], 10);
  expect(cut?.places).toEqual({});
  expect(cut?.minutes).toBeNull();
});

test('one more child changes nothing that can be seen', async () => {
  const before = await look();
  await answerAll(webPhone(world), flow, 'THU', shy);
  await world.app.seal();
  expect((await look()).cut).toEqual(before.cut);
  // What is stored of the cut beside its floors are numbers of all children together.
  const [kept] = await rows<{ body: object; started: number }>('SELECT body, started FROM progress_cuts');
  expect(kept?.body).toEqual(before.cut);
});

test('of the few that are left when a consultation closes neither minutes nor questions are kept', async () => {
  await world.app.closeConsultation('THU');
  await world.app.seal();
  expect(await rows('SELECT mark, walks FROM walk_marks')).toEqual([{ mark: 'took:0', walks: 10 }]);
  expect(await rows('SELECT DISTINCT state FROM sessions')).toEqual([{ state: null }]);
});
