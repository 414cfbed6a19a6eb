/** A school behind one address answers, while scripts behind the same address send as much as they can. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MESSAGES, NEWCOMERS } from '../../src/web/chat/crowd.ts';
import { type NodeProcess, startNode } from '../e2e/node-process.ts';

/** Tries of each script; FLOOD_TRIES=10000 is the long form. */
const TRIES = Number(process.env.FLOOD_TRIES ?? 1_500);
const CHILDREN = 400;

/** A lesson hour of 45 minutes, in seconds. */
const LESSON_SECONDS = 45 * 60;

/** The school's way out: our proxy on this machine names it. */
const SCHOOL = { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.9' };

let folder: string;
let server: NodeProcess;
let pool: Pool;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'em-noi-flood-'));
  server = await startNode({
    ...{ DATA_DIR: folder, DEMO: '1', DEMO_RESPONSES: '0', PUBLIC_URL: 'http://localhost:8080' },
    SECRET_KEY: 'a secret key for tests that is long enough',
  });
  pool = new Pool(server.url.replace('localhost', '127.0.0.1'), { connections: 48, pipelining: 1 });
}, 90_000);

afterAll(async () => {
  await pool?.destroy();
  await server?.end('SIGTERM');
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

async function post(path: string, cookie: string, content: object) {
  const answer = await pool.request({
    method: 'POST',
    path,
    headers: { ...SCHOOL, ...(cookie === '' ? {} : { cookie }) },
    body: JSON.stringify({ id: crypto.randomUUID(), ...content }),
  });
  const set = answer.headers['set-cookie'];
  return {
    status: answer.statusCode,
    retryAfter: Number(answer.headers['retry-after'] ?? 0),
    cookie: (Array.isArray(set) ? set[0] : set)?.split(';')[0] ?? cookie,
    text: await answer.body.text(),
  };
}

/** A child's browser: comes back as the page does, with its cookie, when it is told to. */
async function child(): Promise<{ readonly through: boolean; readonly waits: number }> {
  let cookie = '';
  let waits = 0;
  for (const content of [{}, { text: '12' }, { text: 'có' }]) {
    for (;;) {
      const answer = await post('/c/THU/messages', cookie, content);
      cookie = answer.cookie;
      if (answer.status === 200) break;
      if (answer.status !== 429) return { through: false, waits };
      waits += 1;
      await new Promise((done) => setTimeout(done, answer.retryAfter * 1_000 + Math.random() * 500));
    }
  }
  return { through: true, waits };
}

/** A script: so many tries, a few at once, as fast as they are answered. @returns how many went through */
async function script(nextCookie: () => string, tries = TRIES): Promise<number> {
  let [left, through] = [tries, 0];
  const line = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      if ((await post('/c/THU/messages', nextCookie(), { text: 'có' })).status === 200) through += 1;
    }
  };
  await Promise.all(Array.from({ length: 8 }, line));
  return through;
}

test('four hundred children get in while a script with one cookie and one with ever new ones are slowed', async () => {
  const started = Date.now();
  let number = 0;
  const newCookie = (): string => {
    number += 1;
    return `em-noi=${String(number).padStart(24, 'r')}`;
  };
  const ownCookie = 'em-noi=ffffffffffffffffffffffff';
  expect((await post('/c/THU/messages', ownCookie, {})).status).toBe(200);
  // Before the lesson begins another script has used up all the room that its address has for new browsers.
  const early = await script(newCookie, NEWCOMERS.most + 100);
  const own = script(() => ownCookie);
  const rotating = script(newCookie);
  const children = await Promise.all(Array.from({ length: CHILDREN }, child));
  const childrenSeconds = (Date.now() - started) / 1_000;
  const [ownThrough, rotatingThrough] = await Promise.all([own, rotating]);
  const seconds = (Date.now() - started) / 1_000 + 1;
  expect(children.filter(({ through }) => through)).toHaveLength(CHILDREN);
  expect(childrenSeconds).toBeLessThan(LESSON_SECONDS);
  expect(ownThrough).toBeGreaterThan(0);
  expect(ownThrough).toBeLessThanOrEqual(MESSAGES.most + seconds * MESSAGES.perSecond);
  expect(children.some(({ waits }) => waits > 0)).toBe(true);
  expect(early + rotatingThrough).toBeLessThanOrEqual(NEWCOMERS.most + seconds * NEWCOMERS.perSecond);
  process.stdout.write(
    `${CHILDREN} children in ${childrenSeconds.toFixed(1)} s, ${children.reduce((sum, { waits }) => sum + waits, 0)} waits; of ${TRIES} each: ${ownThrough} with one cookie, ${early} + ${rotatingThrough} with new ones, ${seconds.toFixed(1)} s\n`,
  );
}, 180_000);

test('codes guessed behind one address soon get no answer that tells anything, and the open code still opens', async () => {
  let [told, held] = [0, 0];
  for (let tries = 0; tries < 100; tries += 1) {
    const { status } = await post(`/c/GUHATU${1000 + tries}/messages`, '', {});
    if (status === 404) told += 1;
    else if (status === 429) held += 1;
  }
  expect(told).toBeLessThanOrEqual(61);
  expect(told + held).toBe(100);
  const page = await fetch(`${server.url}/c/THU`, { headers: SCHOOL });
  expect(page.status).toBe(200);
  expect((await child()).through).toBe(true);
}, 60_000);
